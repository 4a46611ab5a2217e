"""A document → one factsheet for each therapy in it, and all that a person must look at. Nothing is written here."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.text import slugify

from factsheets.language.vocabulary import Section as Part
from factsheets.language.vocabulary import Verdict
from factsheets.outputs.parsed_factsheet import ParsedFactsheet, ParsedSuitability, ReadDocument

from ..formats.document import BlockKind, Document, DocumentRefused, TextBlock
from .association_lines import parted_from_contacts
from .associations import read_associations
from .bodies_elsewhere import take_bodies
from .capitals import NOTE, without_capitals
from .contents_list import without_contents
from .dangers import read_dangers
from .disclaimer import take_disclaimer
from .first_lines import speaks_of
from .graded import read_graded, with_rows_of_answers
from .habits import habits_of
from .headings import NO_PART, UNKNOWN, Headings
from .hidden_targets import tell_lost_targets
from .labels import tell_of_labels
from .ledger import Ledger
from .notes_below import with_notes_at_their_place
from .other_names import read_other_names
from .prose_parts import prose_values
from .publisher import without_its_own_ending, without_numbers_below, without_own_contacts
from .references import read_references
from .related import read_related
from .rows import Rows
from .sections import (
    BEGINNING,
    NOT_PLACED,
    DocumentSection,
    are_parts,
    doubt_melted_columns,
    joined_sections,
    leave_section,
    move_references,
)
from .signals import warns
from .small_print import take_small_print
from .stories import take_stories
from .subtitle import take_subtitle
from .suitability import read_suitability
from .tables import with_headings_of_tables
from .therapies import (
    AFTER_ALL,
    ASKED_OF_HEADINGS,
    SHARED,
    headings_after_all,
    headings_again,
    split_therapies,
    with_title_of_its_own,
    with_titles_alone,
    words_written,
)
from .title import take_title
from .title_notes import book_around_title, tell_of_title
from .versions import english_first, read_sections, with_versions

ABOVE_ALL = "Above all therapies"
NO_HEADING_KNOWN = (
    "No heading of this document is one of a factsheet that is known: what stands below them waits in the tray. Look whether it is the "
    "right file, and where each part belongs."
)


def map_document(document: Document, name: str) -> tuple[ReadDocument, ...]:
    """The readings of a document, one for each therapy. `name` is what messages call the document.

    Every word of it is in a field of a factsheet, or in a reading's structural, disclaimer, set aside or unplaced
    words. Raises `DocumentRefused` with one sentence for a document that is no factsheet.
    """
    blocks, contents = without_contents(document.blocks, Headings())
    document, told = with_headings_of_tables(replace(document, blocks=with_rows_of_answers(blocks)))
    blocks, moved = with_notes_at_their_place(document.blocks)
    document, told = replace(document, blocks=blocks), [*told, *moved]
    titled = take_title(replace(document, blocks=english_first(blocks)), name)
    titled = replace(
        titled, blocks=with_versions(titled.blocks, titled.title, _height_of(titled.title, blocks))
    )
    top = min((block.level for block in blocks if block.kind is BlockKind.HEADING and block.level), default=0)
    split = with_titles_alone(split_therapies(titled.blocks, Headings(titled.title), top=top), name)
    therapies = split.blocks
    titled, therapies[0] = with_title_of_its_own(titled, therapies)
    titled = replace(titled, aside=(*contents, *titled.aside))
    shared, after_all = titled.shared, headings_after_all(therapies)
    readings: list[ReadDocument] = []
    for number, blocks in enumerate(therapies):
        mapper = _Mapper(Ledger(), name)
        if number:
            mapper.source = words_written(blocks)
            titled = take_title(Document(blocks), name)
            blocks = titled.blocks
        else:
            mapper.frame(document)
            for note in told:
                mapper.ledger.wonder("Document", note)
            for question in split.questions:
                mapper.ledger.propose("Title", question)
            for text in shared:
                mapper.ledger.leave(ABOVE_ALL, text)
            tell_of_title(titled, blocks, mapper.ledger)
            mapper.source = _words_of_first(document, therapies)
        for text in shared:
            mapper.ledger.propose(Part.AVOID.label if warns(text) else "Title", SHARED.format(text=text))
        said = () if number else tuple(note.said for note in document.notes if note.said)
        mapper.shared = (*shared, *said)
        book_around_title(titled, mapper.ledger)
        if len(therapies) > 1:
            mapper.ledger.wonder(
                "Title", f"{name} holds {len(therapies)} therapies: this is number {number + 1} of them."
            )
        title = without_capitals(titled.title, document.blocks)
        if title != titled.title:
            mapper.ledger.wonder("Title", NOTE.format(title=titled.title, written=title))
        if number and number + 1 == len(therapies):
            for heading in after_all:
                mapper.ledger.propose("Title", AFTER_ALL.format(heading=heading))
        readings.append(mapper.read(title, blocks, is_from_heading=titled.is_found_below))
    return tuple(readings)


def _words_of_first(document: Document, therapies: list[tuple[TextBlock, ...]]) -> str:
    """What a document says but for its later therapies, with what its reader set aside."""
    below = [block for others in therapies[1:] for block in others]
    later, versions = {*map(id, below)}, {replace(one, version="") for one in below if one.version}
    own = [block for block in document.blocks if id(block) not in later and block not in versions]
    return words_written(own) + "\n" + "\n".join(aside.text for aside in document.set_aside)


def _height_of(title: str, blocks: tuple[TextBlock, ...]) -> int:
    """The level of the title among the headings of a document; 0 where it is none of them."""
    return next((one.level for one in blocks if one.kind is BlockKind.HEADING and title in one.text), 0)


class _Mapper:
    """Makes one factsheet of the blocks of one therapy."""

    def __init__(self, ledger: Ledger, name: str) -> None:
        self.ledger = ledger
        self.name = name
        self.source = ""
        self.shared: tuple[str, ...] = ()  # said above all therapies of the file

    def frame(self, document: Document) -> None:
        """What stands around the document, and what its reader says."""
        for aside in document.set_aside:
            self.ledger.set_aside(aside.text)
        for note in document.notes:
            self.ledger.wonder("Document", f"{note.sentence} ({note.place})" if note.place else note.sentence)
        if document.proposed_review:
            day = document.proposed_review.strftime("%d %B %Y").lstrip("0")
            self.ledger.propose(
                "Review", f"The document names {day} as the day of its review: record it if that is right."
            )

    def read(self, title: str, blocks: tuple[TextBlock, ...], *, is_from_heading: bool) -> ReadDocument:
        """The reading of one therapy."""
        headings = Headings(title)
        if not is_from_heading:
            self.ledger.place_text("Title", title, title)
        subtitle, blocks = take_subtitle(blocks, headings)
        blocks = take_small_print(blocks, self.ledger)
        sections = self._sections(title, blocks, headings)
        by_part: dict[str, DocumentSection] = {}
        for section in joined_sections(sections, self.ledger):
            by_part.setdefault(section.part, section)
        move_references(by_part)
        others = [section for section in sections if section.part in (UNKNOWN, NO_PART)]
        values, suitabilities, proposals = self._values(title, by_part, others, headings)
        if subtitle:
            values["summary"] = subtitle
            self.ledger.place_text("Summary", subtitle, subtitle)
            self.ledger.propose(
                "Summary", f"“{subtitle}” stands under the title and was taken as the summary: check it."
            )
        self._close(blocks)
        factsheet = ParsedFactsheet(
            title=title,
            slug=slugify(title) or None,
            suitabilities=suitabilities or None,
            **{field: value for field, value in values.items() if value is not None},
        )
        kept = f"{factsheet} {self.ledger.proposed} {self.ledger.unplaced}"
        tell_lost_targets((link for block in blocks for link in block.links), kept, self.ledger)
        return self._reading(factsheet, tuple(proposals))

    def _sections(
        self, title: str, blocks: tuple[TextBlock, ...], headings: Headings
    ) -> list[DocumentSection]:
        """What stands under which heading. Raises `DocumentRefused` for a text that has no parts."""
        sections = read_sections(blocks, headings, self.ledger)
        if not any(section.part not in (BEGINNING, UNKNOWN, NO_PART) for section in sections):
            if speaks_of(title, blocks) and are_parts(sections):
                self.ledger.propose("Document", NO_HEADING_KNOWN)
                return sections
            raise DocumentRefused(
                f"{self.name} has no heading of a factsheet, such as “What is the evidence?”: "
                "check that it is the right file, or put the headings in."
            )
        for section in sections:
            section.passages = take_disclaimer(section.passages, self.ledger)
        doubt_melted_columns(sections, self.ledger)
        if again := headings_again(sections):
            self.ledger.propose("Title", ASKED_OF_HEADINGS.format(headings="” and “".join(again)))
        sections = without_its_own_ending(without_numbers_below(sections, self.ledger), self.ledger)
        sections = take_stories(sections, self.ledger)
        tell_of_labels(sections, self.ledger, habits_of(blocks, headings))
        return sections

    def _close(self, blocks: tuple[TextBlock, ...]) -> None:
        """Tell what was set aside, and leave the words that nothing has booked."""
        if aside := [text for text in self.ledger.aside if any(map(str.isalpha, text))]:
            self.ledger.propose(
                "Document", f"Set aside as no text of the factsheet: {' / '.join(dict.fromkeys(aside))}"
            )
        for block in blocks:
            self.ledger.close(NOT_PLACED, f"{block.mark} {block.text}")

    def _reading(self, factsheet: ParsedFactsheet, proposals: tuple[ParsedSuitability, ...]) -> ReadDocument:
        """The factsheet with all that the ledger holds."""
        return ReadDocument(
            factsheet=factsheet,
            placed=tuple(self.ledger.placed),
            proposed=tuple(self.ledger.proposed),
            odd=tuple(self.ledger.odd),
            unplaced=tuple(self.ledger.unplaced),
            proposed_suitabilities=proposals,
            structural=tuple(self.ledger.structural),
            disclaimer=tuple(self.ledger.disclaimer),
            set_aside=tuple(self.ledger.aside),
            source=self.source,
        )

    def _values(
        self,
        title: str,
        by_part: dict[str, DocumentSection],
        others: list[DocumentSection],
        headings: Headings,
    ) -> tuple[dict[str, Any], tuple[Any, ...], list[Any]]:
        """The fields that the sections fill, the rows, and the rows that are only proposed."""
        rows = Rows(self.ledger)
        others = without_own_contacts(others, self.ledger)
        elsewhere = take_bodies(by_part, others, self.ledger)
        values = prose_values(by_part, title, self.ledger)
        for verdict in (Verdict.LIKELY, Verdict.UNLIKELY):
            if section := by_part.get(verdict.value):
                values[f"{verdict.value}_statement"] = read_suitability(
                    section.passages, verdict, rows, self.ledger
                )
        own = [section for part, section in by_part.items() if part not in (UNKNOWN, NO_PART)]
        read_graded([*own, *(one for one in others if not one.is_version)], rows, self.ledger, headings)
        said = read_dangers(by_part, others, rows, headings, self.ledger, self.shared)
        values |= {"contraindication_state": said.state, "contraindication_statement": said.statement}
        suitabilities = rows.settle("" if said.state == "none_known" else said.text)
        bodies = by_part["associations"].passages if "associations" in by_part else []
        if section := by_part.get("related"):
            reading, more = parted_from_contacts(section.passages)
            bodies = [*bodies, *more]
            values["related_items"] = read_related(reading, section.heading, self.ledger)
        if bodies := [*bodies, *elsewhere]:
            values["associations"] = read_associations(bodies, self.ledger)
        if section := by_part.get("sources"):
            values["citations"] = read_references(section.passages, self.ledger)
        if section := by_part.get("also_called"):
            values["also_called"] = read_other_names(section, self.ledger)
        for section in others:
            leave_section(section, self.ledger)
        return values, suitabilities, rows.proposals
