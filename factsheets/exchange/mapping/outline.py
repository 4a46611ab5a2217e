"""The sections of a document: which passages stand under which heading. An unknown heading closes the section before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..formats.document import BlockKind, TextBlock
from .headings import NO_PART, UNKNOWN, Headings, heading_level, plain_heading
from .ledger import Ledger, words
from .passages import Passage, passage_of
from .signals import has_contact, is_warning_lead

#: Parts that hold prose: a deeper heading divides their text and does not end it.
PROSE_PARTS = ("introduction", "mechanism", "procedure", "evidence", "risks", "qualifications")
#: Parts that say who may have a therapy: nothing joins them that is not surely theirs.
CLINICAL_PARTS = ("likely", "unlikely", "avoid", "cautions")
#: Parts that become records: lines of theirs look like headings, such as the name of a society.
RECORD_PARTS = ("associations", "related", "sources", "also_called")
#: The text before the first heading.
BEGINNING = "beginning"

_MAX_HEADING_WORDS = 12
_MAX_HEADING_LINES = 4
_RUN_IN = re.compile(r"^(?P<heading>[^:?\n]{3,90}[?]|[^:\n]{3,80}:|(?:[^\n\u2013\u2014-]|(?<=\w)-(?=\w)){3,50} (?=[-\u2013\u2014] ))\s*")
_DASH = re.compile(r"^[-\u2013\u2014]\s+")
_ANSWER = re.compile(r"^(?:a(?:nswer)?\s?\d{0,2}\s?[.:)]|A\s?[-\u2013]\s)\s*", re.IGNORECASE)
_QUESTION = re.compile(r"^\s*q(?:uestion)?\s?\d{0,2}(?:\.\d+)?\s?[.:)]", re.IGNORECASE)
_LABELS_A_CONTACT = re.compile(r"^(?:tel|phone|fax|e-?mail|web|address|mobile|text)", re.IGNORECASE)


@dataclass
class DocumentSection:
    """What stands under one heading; its part is `UNKNOWN` for a heading that nobody knows."""

    part: str
    heading: str = ""
    level: int = 0
    passages: list[Passage] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)  # all of them, when several open the same part
    goes_on: bool = False  # whether it only continues one that stood before

    @property
    def text(self) -> str:
        """All its words."""
        return "\n".join(passage.text for passage in self.passages)


class Outline:
    """Reads the blocks of a document one after another, and keeps the section that is open."""

    def __init__(self, headings: Headings, ledger: Ledger) -> None:
        self.headings = headings
        self.ledger = ledger
        self.sections = [DocumentSection(BEGINNING)]
        self._is_answer_due = False

    @property
    def current(self) -> DocumentSection:
        """The section that is open."""
        return self.sections[-1]

    def read(self, blocks: tuple[TextBlock, ...]) -> list[DocumentSection]:
        """All sections in the document's order."""
        for place, block in enumerate(blocks):
            following = blocks[place + 1] if place + 1 < len(blocks) else None
            if block.kind is BlockKind.PICTURE:
                self.ledger.set_aside(block.text)
                self.ledger.wonder("Pictures", f"The picture “{block.text}” stays with the original alone.")
            elif block.kind is BlockKind.HEADING:
                self._heading(block, following)
            elif block.kind is BlockKind.PARAGRAPH:
                self._paragraph(block, following)
            else:
                self._item(block)
        return self.sections

    def _heading(self, block: TextBlock, following: TextBlock | None) -> None:
        written = f"{block.mark} {block.text}".strip()
        level = heading_level(written) or block.level
        part = self.headings.part(block.text.replace("\n", " ")) or self.headings.part(written)
        if part is None:
            if self._split_lines(block, following):
                return
            if self._is_no_heading(block, following):
                self._keep(passage_of(block))
                return
            if self._divides(level):
                self.ledger.structure(block.mark)
                passage = passage_of(block)
                passage.is_subheading, passage.mark = True, ""
                self._keep(passage)
                return
        self._open(part or self._cued(block.text), written, level)

    def _is_no_heading(self, block: TextBlock, following: TextBlock | None) -> bool:
        """Whether a line that looks like a heading is the name of a society, of a book, or a lead-in to a list."""
        text = block.text.strip()
        is_last = (following is None or following.kind is BlockKind.HEADING) and block.level == 0
        if is_last and self.current.part in CLINICAL_PARTS and not self.current.passages:
            return True
        if text.endswith("?") or _QUESTION.match(text):
            return False
        if self.current.part == "associations":
            is_in_row = following is None or following.kind is BlockKind.HEADING
            return has_contact(text) or is_in_row or (following is not None and has_contact(following.text))
        if self.current.part in ("related", "sources", "also_called"):
            return block.level == 0
        if is_warning_lead(text) and self.current.part in CLINICAL_PARTS:
            return True
        if is_last and not text.isupper() and self.current.passages:
            return True  # nothing stands under it
        is_lead_in = text.endswith(":") and following is not None and following.kind is BlockKind.ITEM
        return is_lead_in and block.level == 0 and not text.isupper()

    def _cued(self, heading: str) -> str:
        part = self.headings.part_by_cues(heading)
        if part not in (None, NO_PART):
            self.ledger.propose(
                heading.strip(), f"This heading is not one of those that an import knows; by its words it was taken for the part “{part}”: check it."
            )
        return part or UNKNOWN

    def _divides(self, level: int) -> bool:
        return self.current.part in PROSE_PARTS and 0 < self.current.level < level

    def _paragraph(self, block: TextBlock, following: TextBlock | None) -> None:
        if block.lead and self._run_in(block, block.lead, block.text):
            return
        if not self._split_lines(block, following):
            self._text(block, block.text, following)

    def _text(self, block: TextBlock, text: str, following: TextBlock | None) -> None:
        """A paragraph, or lines of one, without headings on lines of their own."""
        if self._is_answer_due and (answer := _ANSWER.match(text)):
            self.ledger.structure(answer.group())
            text = text[answer.end() :]
        self._is_answer_due = False
        if self._looks_like_heading(block, text.strip(), following):
            self._open(self._cued(text), text, 0)
        elif text.strip():
            self._keep(passage_of(block, text))

    def _item(self, block: TextBlock) -> None:
        """An item or a row; a numbered heading can be set as an item."""
        found = self.headings.part(block.text)
        is_numbered = block.mark[:1].isdigit() or block.mark[:1] in "IVX"
        if block.kind is BlockKind.ITEM and found and (is_numbered or block.text.endswith("?")):
            self._open(found, f"{block.mark} {block.text}", heading_level(f"{block.mark} x"))
        else:
            self._keep(passage_of(block))

    def _split_lines(self, block: TextBlock, following: TextBlock | None) -> bool:
        """Known headings that stand on lines of their own within a block, or begin one of its lines."""
        lines = block.text.split("\n")
        place, waiting, is_split = 0, list[str](), False
        while place < len(lines):
            count, part = self._heading_lines(block, lines, place)
            found = None if count else _RUN_IN.match(lines[place])
            if count:
                self._flush(block, waiting)
                heading = " ".join(lines[place : place + count])
                self._open(part, heading, heading_level(heading) or block.level)
                is_split = True
            elif found and self._may_run_in(block, found["heading"]) is not None:
                self._flush(block, waiting)
                is_split = self._run_in(block, found["heading"], lines[place])
            else:
                waiting.append(lines[place])
            place += count or 1
        if is_split and waiting:
            self._text(block, "\n".join(waiting), following)
        return is_split

    def _flush(self, block: TextBlock, waiting: list[str]) -> None:
        if waiting:
            self._text(block, "\n".join(waiting), None)
            waiting.clear()

    def _heading_lines(self, block: TextBlock, lines: list[str], start: int) -> tuple[int, str]:
        """How many lines from here are one known heading, and its part; 0 for none."""
        for count in range(min(_MAX_HEADING_LINES, len(lines) - start), 0, -1):
            if count == len(lines) and block.kind is BlockKind.HEADING:
                continue
            heading = " ".join(lines[start : start + count])
            part = self.headings.part(heading)
            after = lines[start + count : start + count + 1]
            if part is None or heading[:1].islower() and heading.isalpha() or (after and after[0][:1].islower()):
                continue
            if start and part in RECORD_PARTS and part == self.current.part:
                continue  # a label of a group, such as “Books”, within what one reads on
            return count, part
        return 0, ""

    def _run_in(self, block: TextBlock, heading: str, line: str) -> bool:
        """Open the part of a heading that runs into its text on the same line."""
        part = self._may_run_in(block, heading)
        if part is None or not line.startswith(heading):
            return False
        rest = _DASH.sub("", line[len(heading) :].strip(" :\n"))
        if part == "related":
            self._open(part, "", 0)
            self._keep(passage_of(block, line))
            return True
        before = self.current
        self._open(part, heading, heading_level(heading))
        if self._is_answer_due and (answer := _ANSWER.match(rest)):
            self.ledger.structure(answer.group())
            rest = rest[answer.end() :]
        self._is_answer_due = self._is_answer_due and not rest
        if rest:
            self._keep(passage_of(block, rest))
        if part == "also_called" and rest:
            self.sections.append(DocumentSection(before.part, before.heading, before.level, goes_on=True))
        return True

    def _may_run_in(self, block: TextBlock, heading: str) -> str | None:
        """The part that such a beginning of a line opens; None when it is no heading."""
        if len(heading.split()) > _MAX_HEADING_WORDS or heading[:1].islower() or _LABELS_A_CONTACT.match(heading):
            return None
        part = self.headings.part(heading)
        if part is None:
            return self._unknown_run_in(block, heading)
        is_dash = not heading.rstrip().endswith((":", "?"))
        is_label = part in RECORD_PARTS and part == self.current.part
        return None if is_label or (is_dash and part == "introduction") else part

    def _unknown_run_in(self, block: TextBlock, heading: str) -> str | None:
        """Nothing that is not surely theirs joins the clinical parts: a bold or capital beginning closes them."""
        stands_out = heading == block.lead or (heading.isupper() and len(words(heading)) < 6)
        if self.current.part not in CLINICAL_PARTS or not stands_out or is_warning_lead(heading):
            return None
        return UNKNOWN if heading.rstrip().endswith((":", "?")) else None

    def _looks_like_heading(self, block: TextBlock, text: str, following: TextBlock | None) -> bool:
        """Whether a paragraph is a heading that nobody knows: short, apart, and before a text of its own."""
        if "\n" in text or not text or following is None or following.kind is BlockKind.HEADING:
            return False
        if len(text.split()) > _MAX_HEADING_WORDS or not (text[0].isupper() or text[0].isdigit()):
            return False
        if is_warning_lead(text) and self.current.part in CLINICAL_PARTS:
            return False
        if text.endswith("?"):
            return self.current.part != BEGINNING or bool(self.current.passages)
        if text.endswith((".", ",", ";", "!", ":", ")")) or has_contact(text) or "," in text:
            return False
        if self.current.part in RECORD_PARTS or len(text.split()) > 8:
            return False
        if self.current.part in (*CLINICAL_PARTS, BEGINNING) and not self.current.passages:
            return False
        is_text = len(following.text.split()) > 8 or following.text.rstrip().endswith((".", "!", "?"))
        return is_text or following.kind is BlockKind.ITEM

    def _open(self, part: str, heading: str, level: int) -> None:
        """Begin a section. The words of an unknown heading go with its text, those of a known one are structure."""
        if part not in (UNKNOWN, NO_PART, "cautions"):
            self.ledger.structure(heading)
        self.sections.append(DocumentSection(part, heading, level, headings=[heading] if heading else []))
        self._is_answer_due = bool(_QUESTION.match(heading)) or heading.rstrip().endswith("?")

    def _keep(self, passage: Passage) -> None:
        self.current.passages.append(passage)


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
        first.headings += section.headings
    for section in kept:
        if section.part != BEGINNING and section.heading and not section.passages:
            ledger.wonder(section.heading, f"Nothing stands under the heading “{section.heading}”.")
    return kept

