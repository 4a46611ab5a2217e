"""The sections of a document while they are gathered, and one section for each part of a factsheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from ..formats.document import BlockKind
from .headings import NO_PART, UNKNOWN, is_of_contents, plain_heading, says_both
from .ledger import Ledger
from .passages import Passage
from .references import is_reference, is_reference_in_note

#: Parts that hold prose: a deeper heading divides their text and does not end it.
PROSE_PARTS = ("introduction", "mechanism", "procedure", "evidence", "risks", "qualifications")
#: Parts that say who may have a therapy: nothing joins them that is not surely theirs.
CLINICAL_PARTS = ("likely", "unlikely", "avoid", "cautions")
#: Parts that become records: lines of theirs look like headings, such as the name of a society.
RECORD_PARTS = ("associations", "related", "sources", "also_called")
#: The text before the first heading.
BEGINNING = "beginning"
#: What the label of a text is that stands under no heading that is known.
NOT_PLACED = "Not placed"
#: Marks of items that say something: they wait with their items.
_SAYING_MARKS = frozenset("✓✔✗✘✕✖☑☒✅❌+")
_FEWEST_PARTS = 3
NOTHING = "Nothing stands under the heading “{heading}”."
WAITS_BELOW = "What stands right below the heading “{heading}” waits in the tray, from “{first}” on: look whether it belongs here."
MELTED = "Nothing stands under “{heading}” right above it: the columns of a table may have become one list, so {but}."


@dataclass
class DocumentSection:
    """What stands under one heading; its part is `UNKNOWN` for a heading that nobody knows."""

    part: str
    heading: str = ""
    level: int = 0
    passages: list[Passage] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)  # all of them, when several open the same part
    goes_on: bool = False  # whether it only continues one that stood before
    is_version: bool = (
        False  # whether it stands in the same text once more, as in another language: nothing is read from it
    )
    told_in: str = ""  # of what somebody says of themselves: the part that it stood in

    @property
    def text(self) -> str:
        """All its words."""
        return "\n".join(passage.text for passage in self.passages)


def joined_sections(sections: list[DocumentSection], ledger: Ledger) -> list[DocumentSection]:
    """One section for each part, in the order of the document; those without a part stay apart."""
    by_part: dict[str, DocumentSection] = {}
    kept: list[DocumentSection] = []
    for section in sections:
        first = by_part.get(section.part)
        if section.part in (UNKNOWN, NO_PART) or first is None:
            by_part.setdefault(section.part, section)
            kept.append(section)
            continue
        if section.goes_on:
            first.passages += section.passages
            continue
        same = [plain_heading(one) for one in first.headings]
        if not section.heading or plain_heading(section.heading) in same or section.part in CLINICAL_PARTS:
            ledger.wonder(
                section.heading or section.part.capitalize(),
                f"The heading “{section.heading}” and “{first.heading}” open the same part: both texts were put together.",
            )
        if section.part == "cautions":
            first.passages.append(Passage(BlockKind.PARAGRAPH, [section.heading], is_subheading=True))
        first.passages += section.passages
        first.headings += [one for one in section.headings if one not in first.headings]
    for section, below in zip_longest(sections, sections[1:]):
        is_empty = section.heading and not section.passages and not is_of_contents(section.heading)
        if any(section is one for one in kept) and section.part != BEGINNING and is_empty:
            _wonder_at_nothing(section, below, ledger)
    return kept


def _wonder_at_nothing(section: DocumentSection, below: DocumentSection | None, ledger: Ledger) -> None:
    """Tell of a heading with no text of its own, and of the text below it that may be its own."""
    if below is not None and (section.part, below.part) == ("cautions", "avoid"):
        return  # “WARNING” above “Do not use it if you have”
    may_divide = below is not None and section.part in (UNKNOWN, NO_PART) and not below.level
    is_deeper = below is not None and (below.level > section.level > 0 or may_divide)
    if below is None or (below.part not in (UNKNOWN, NO_PART) and not is_deeper):
        ledger.wonder(section.heading, NOTHING.format(heading=section.heading))
    elif below.part in (UNKNOWN, NO_PART) and (first := below.heading or below.text[:100]):
        ledger.wonder(section.heading, WAITS_BELOW.format(heading=section.heading, first=first))


def are_parts(sections: list[DocumentSection]) -> bool:
    """Whether a document is in parts, each with a heading and a text of its own, although nobody knows their headings."""
    return sum(bool(one.heading and one.passages) for one in sections) >= _FEWEST_PARTS


def move_references(by_part: dict[str, DocumentSection]) -> None:
    """What is a reference among things to read on is a source."""
    related = by_part.get("related")
    found = [one for one in related.passages if is_reference(f"{one.mark} {one.text}")] if related else []
    if related and found:
        related.passages = [one for one in related.passages if not any(one is other for other in found)]
        by_part.setdefault("sources", DocumentSection("sources")).passages += found


def doubt_melted_columns(sections: list[DocumentSection], ledger: Ledger) -> None:
    """Take nothing for what is helped right below a heading of what is not, under which nothing stands.

    Two columns that were melted into one list look so, and half of it is what must not be treated.
    """
    for before, section in pairwise(sections):
        is_below = section.level > before.level > 0  # a heading for both stands above it
        if before.passages or is_below or not section.passages or before.part == section.part:
            continue
        is_of_others = before.part in ("unlikely", "avoid", "cautions") or says_both(before.heading)
        if is_of_others and section.part == "likely":
            ledger.propose(
                section.heading, MELTED.format(heading=before.heading, but="nothing was read from it")
            )
            section.part = UNKNOWN
        elif before.part == "likely" and section.part in ("unlikely", "avoid"):
            ledger.propose(
                section.heading, MELTED.format(heading=before.heading, but="look where each name belongs")
            )


def warns_more(part: str | None, than: str) -> bool:
    """Whether a clinical part says more against a therapy than another one: “It is not good for:” in a list of what helps."""
    return (
        part in CLINICAL_PARTS and CLINICAL_PARTS.index(part) > CLINICAL_PARTS.index(than) and than != "avoid"
    )


def keep_note(note: Passage, sections: list[DocumentSection]) -> None:
    """A footnote belongs to what stands above it; a reference is a source, and the section stays open."""
    if sections[-1].part not in RECORD_PARTS and is_reference_in_note(note.text):
        sections.insert(-1, DocumentSection("sources", passages=[note], goes_on=True))
    else:
        sections[-1].passages.append(note)


def divides(sections: list[DocumentSection], level: int) -> bool:
    """Whether a heading of this level lies within the prose that is open, below a heading above its own."""
    part = sections[-1].part
    for section in reversed(sections):
        if section.part not in PROSE_PARTS or section.part != part or not section.level:
            return False
        if section.level < level:
            return True
    return False


def leave_section(section: DocumentSection, ledger: Ledger) -> None:
    """The text under a heading that opens no part waits for a person, with its heading."""
    for passage in section.passages:
        if passage.mark not in _SAYING_MARKS:
            ledger.structure(passage.mark)
    texts = [
        f"{passage.mark} {passage.text}" if passage.mark in _SAYING_MARKS else passage.text
        for passage in section.passages
        if passage.text
    ]
    if not texts:
        if is_of_contents(section.heading):
            ledger.structure(section.heading)
        else:
            ledger.leave(NOT_PLACED, section.heading)
        return
    for number, text in enumerate(texts):
        if number:
            ledger.leave(NOT_PLACED, text)
        else:
            ledger.leave(NOT_PLACED, f"{section.heading}\n{text}".strip())
