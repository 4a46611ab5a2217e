"""The sections of a document: which passages stand under which heading. An unknown heading closes the section before it."""

from __future__ import annotations

import re
from dataclasses import replace

from ..formats.document import BlockKind, TextBlock
from .beginnings import (
    ANSWER,
    DASH,
    RUN_IN,
    goes_on_behind_a_list,
    heading_that_runs_on,
    leads_over,
    leads_to_list,
    may_run_in,
    without_bare_number,
)
from .habits import Habits, is_label
from .heading_forms import (
    asks_the_price,
    begins_anew,
    closes_as_label,
    closes_by_running_in,
    is_no_heading,
    is_numbered_heading,
    looks_like_heading,
)
from .headings import NO_PART, UNKNOWN, heading_level, is_of_contents
from .labels import begins_a_line, label_of
from .open_sections import OpenSections
from .passages import passage_of
from .references import is_reference
from .sections import (
    BEGINNING,
    CLINICAL_PARTS,
    PROSE_PARTS,
    RECORD_PARTS,
    DocumentSection,
    divides,
    keep_note,
)
from .signals import is_price
from .tables import heads_table, notes_on_table

_MAX_HEADING_LINES = 4
_LEADS_ON = re.compile(r"(?:\b(?:if|have|are|with)|:)\s?$")


class Outline(OpenSections):
    """Reads the blocks of a document one after another."""

    _run_in_questions = 0
    _run_ins = 0  # known headings that ran into their text
    _led_from: DocumentSection | None = (
        None  # the prose in which a line led over to a list, “It is used for:”
    )

    def read(self, blocks: tuple[TextBlock, ...], habits: Habits) -> list[DocumentSection]:
        """All sections in the document's order; they go on with those of the blocks that were read before."""
        self._habits = habits
        neighbours = zip((None, *blocks), blocks, (*blocks[1:], None), strict=False)
        for before, block, following in neighbours:
            if block.begins_apart:
                self.sections.append(DocumentSection(UNKNOWN))
            if block.kind is BlockKind.PICTURE:
                self.ledger.set_aside(block.text)
                self.ledger.wonder("Pictures", f"The picture “{block.text}” stays with the original alone.")
            elif heads_table(block, self.current.passages[-1:], self.headings):
                self._open_table(block)
            elif block.kind is BlockKind.HEADING:
                self._led_from = None
                self._heading(block, following)
            elif block.is_note:
                keep_note(passage_of(block), self.sections)
            elif block.kind is BlockKind.PARAGRAPH:
                self._paragraph(block, following)
            elif is_numbered_heading(before, block, following):
                self._heading(replace(block, kind=BlockKind.HEADING), following)
            else:
                self._item(block)
        return self.sections

    def _heading(self, block: TextBlock, following: TextBlock | None) -> None:
        written = f"{block.mark} {block.text}".strip()
        unnumbered = without_bare_number(written)
        is_counted = unnumbered and (block.mark or self._habits.counts_headings)
        level = heading_level(written) or (1 if is_counted else block.level)
        spellings = (block.text.replace("\n", " "), written, unnumbered)
        part = next((found for one in spellings if (found := self._part(one, is_apart=True))), None)
        if part == "related" == self.current.part:
            self._keep(
                replace(passage_of(block), is_subheading=True)
            )  # the label of a group, such as “Books”
            return
        if part == NO_PART and asks_the_price(block.text) and divides(self.sections, level):
            self._keep_subheading(block)
            return
        if part is None:
            if self._split_lines(block, following):
                return
            if is_no_heading(block, following, self.current, self.headings):
                self._keep(passage_of(block))
                return
            if divides(self.sections, level):
                self._keep_subheading(block)
                return
            self._open_by_cues(written, level)
            return
        self._open(part, written, level)

    def _paragraph(self, block: TextBlock, following: TextBlock | None) -> None:
        """A paragraph. Where a line in prose led over to a list, the prose goes on behind that list."""
        before = self._led_from
        if before is not None and self.current.passages and goes_on_behind_a_list(block.text):
            self.sections.append(DocumentSection(before.part, before.heading, before.level, goes_on=True))
            self._led_from = None
        before = self.current
        self._read_paragraph(block, following)
        is_led = before.part in (BEGINNING, *PROSE_PARTS) and self.current.part in CLINICAL_PARTS
        if is_led and leads_to_list(block.text):
            self._led_from = before

    def _read_paragraph(self, block: TextBlock, following: TextBlock | None) -> None:
        if block.lead and self._run_in(block, block.lead, block.text):
            return
        if self._split_lines(block, following):
            return
        heading, rest = heading_that_runs_on(block.text, self.headings)
        if heading and not (self.current.part in CLINICAL_PARTS and leads_over(heading)):
            self._open(self.headings.part(heading) or UNKNOWN, heading, heading_level(heading))
            self._text(block, rest, following)
        else:
            self._text(block, block.text, following)

    def _text(self, block: TextBlock, text: str, following: TextBlock | None) -> None:
        """A paragraph, or lines of one, without headings on lines of their own."""
        if self._is_answer_due and (answer := ANSWER.match(text)):
            self.ledger.structure(answer.group())
            text = text[answer.end() :]
        self._is_answer_due = False
        if self.current.part in (*PROSE_PARTS, *CLINICAL_PARTS) and is_reference(text):
            self._open("sources", "", 0)
            self._keep(passage_of(block, text))
        elif looks_like_heading(text.strip(), following, self.current, self.headings):
            self._open_by_cues(text, 0)
        elif text.strip():
            self._keep(passage_of(block, text))

    def _item(self, block: TextBlock) -> None:
        """An item or a row; a numbered heading can be set as an item."""
        found = self.headings.part(block.text)
        if self.current.part in (*PROSE_PARTS, *CLINICAL_PARTS) and is_reference(
            f"{block.mark} {block.text}"
        ):
            self._open("sources", "", 0)
        if is_of_contents(self.current.heading):
            self._keep(passage_of(block))
            return
        is_numbered = block.mark[:1].isdigit() or block.mark[:1] in "IVX"
        if block.kind is BlockKind.ITEM and found and (is_numbered or block.text.endswith("?")):
            self._open(found, f"{block.mark} {block.text}", heading_level(f"{block.mark} x"))
        else:
            self._keep(passage_of(block))

    def _open_table(self, block: TextBlock) -> None:
        """A table of verdicts waits for a person: no column of it is taken for another."""
        for label, note in notes_on_table(block, self.headings):
            self.ledger.wonder(label, note)
        self._open(UNKNOWN, "", 0)
        self._keep(passage_of(block))

    def _split_lines(self, block: TextBlock, following: TextBlock | None) -> bool:
        """Known headings that stand on lines of their own within a block, or begin one of its lines."""
        lines = block.text.split("\n")
        place, waiting, is_split = 0, list[str](), False
        while place < len(lines):
            count, part = self._heading_lines(block, lines, place)
            found = None if count else RUN_IN.match(lines[place])
            if count:
                self._flush(block, waiting)
                heading = " ".join(lines[place : place + count])
                self._open(part, heading, heading_level(heading) or block.level)
                is_split = True
            elif not place and begins_anew(block, lines, self.current, self._habits):
                self._open_by_cues(lines[0], block.level)
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
            if count > 1 and lines[start].endswith((".", ":", "?", "!", ",", ";")):
                continue  # the line ends there
            heading = " ".join(lines[start : start + count])
            part = self._part(heading)
            if part is None and self._habits.counts_headings:
                part = self._part(without_bare_number(heading))
            after = lines[start + count : start + count + 1]
            if (
                part is None
                or (heading[:1].islower() and heading.isalpha())
                or (after and after[0][:1].islower())
            ):
                continue
            if (start or part == "related") and part in RECORD_PARTS and part == self.current.part:
                continue  # a label of a group, such as “Books”, within what one reads on
            return count, part
        return 0, ""

    def _run_in(self, block: TextBlock, heading: str, line: str) -> bool:
        """Open the part of a heading that runs into its text on the same line."""
        part = self._may_run_in(block, heading)
        rest = DASH.sub("", line[len(heading) :].strip(" :\n"))
        if part is None or not line.startswith(heading) or (part in PROSE_PARTS and is_price(rest)):
            return False
        if not heading.endswith((":", "?")) and self.headings.part(rest):
            self._open_table(block)  # headings beside one another: columns that nothing rules
            return True
        if part == "related":
            self._open(part, "", 0)
            self._keep(passage_of(block, line))
            return True
        before = self.current
        self._run_ins += part != UNKNOWN
        self._run_in_questions += heading.rstrip().endswith("?")
        self._open(part, heading, heading_level(heading))
        if self._is_answer_due and (answer := ANSWER.match(rest)):
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
        if not may_run_in(heading, self.current.part):
            return None
        part = self._part(heading)
        if part is None:
            asked, ran_in = self._run_in_questions, self._run_ins
            closes = closes_by_running_in(heading, block.lead, self.current, asked=asked, ran_in=ran_in)
            return UNKNOWN if closes or self._is_unknown_label(block, heading) else None
        is_dash = not heading.rstrip().endswith((":", "?", "!")) and not is_label(block)
        if self.current.part != BEGINNING and self.headings.is_name(heading):
            return None  # the therapy's name before a colon opens a document alone
        is_of_group = part in RECORD_PARTS and part == self.current.part
        return None if is_of_group or (is_dash and part == "introduction") else part

    def _is_unknown_label(self, block: TextBlock, heading: str) -> bool:
        """Whether what runs in is a label as the known ones are, and closes the part that is open."""
        habits = self._habits
        if not closes_as_label(heading, self.current):
            return False
        if habits.has_labels and heading == block.lead and is_label(block, small=habits.has_small_texts):
            return True
        if not habits.runs_in or (self.current.part == BEGINNING and not self.current.passages):
            return False
        is_label_of_line = label_of(f"{heading} x") == heading and f"{heading} " in block.text
        return is_label_of_line and begins_a_line(heading, block.text, habits.room)
