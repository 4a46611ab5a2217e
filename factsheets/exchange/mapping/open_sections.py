"""The sections of a document that were opened so far, and how the next one is: by a heading, or by a line that leads over."""

from __future__ import annotations

import re
from dataclasses import replace

from ..formats.document import BlockKind, TextBlock
from .beginnings import QUESTION, leads_over, says_of_it
from .habits import Habits
from .headings import NO_PART, UNKNOWN, Headings
from .kinds_below import kind_below
from .kinds_to_read import LABEL_OF_KIND
from .ledger import Ledger
from .passages import Passage, passage_of
from .sections import BEGINNING, CLINICAL_PARTS, RECORD_PARTS, DocumentSection, warns_more

_LEADS_ON = re.compile(r"(?:\b(?:if|have|are|with)|:)\s?$")


class OpenSections:
    """What stands under which heading so far; the last section is open."""

    def __init__(self, headings: Headings, ledger: Ledger) -> None:
        self.headings, self.ledger = headings, ledger
        self.sections = [DocumentSection(BEGINNING)]
        self._habits = Habits()
        self._is_answer_due = False

    @property
    def current(self) -> DocumentSection:
        """The section that is open."""
        return self.sections[-1]

    def _part(self, heading: str, *, is_apart: bool = False) -> str | None:
        """The part that a heading opens where it stands: “Absolute” is one below contraindications alone.

        What stands `is_apart` looks like a heading: “It may help” is none on a line of a list.
        """
        part = self.headings.part(heading)
        if self.current.part == "related" and part in (None, NO_PART) and LABEL_OF_KIND.fullmatch(heading):
            return "related"  # “Book:” labels what one reads on there; above all else it may be how to book
        if self.current.part in CLINICAL_PARTS and leads_over(heading, is_apart=is_apart):
            return part if says_of_it(heading) and warns_more(part, self.current.part) else None
        if part == self.current.part == "avoid" and not is_apart and _LEADS_ON.search(heading[-8:]):
            return None  # “You must not have it if you have:” below “Contraindications”
        return part or kind_below(heading, self.sections, is_apart=is_apart)

    def _open_by_cues(self, heading: str, level: int) -> None:
        """Begin a section below a heading that no wording fits. Its words stay with its text, as they may be text."""
        part = self.headings.part_by_cues(heading)
        self.sections.append(DocumentSection(part or UNKNOWN, heading, level, headings=[heading]))
        self._is_answer_due = heading.rstrip().endswith("?")
        if part in (None, NO_PART):
            return
        self.ledger.propose(
            heading.strip(),
            f"No wording that is known fits this heading; by its words it was taken for “{part}”: check it.",
        )
        if part != "cautions":
            self._keep(Passage(BlockKind.PARAGRAPH, [heading], is_subheading=True))

    def _open(self, part: str, heading: str, level: int) -> None:
        """Begin a section. The words of an unknown heading go with its text, those of a known one are structure.

        Words in brackets behind a known one that say something of their own are kept below it.
        """
        is_known = part not in (UNKNOWN, NO_PART, "cautions")
        bare, tail = self.headings.parted(heading) if is_known else (heading, "")
        if is_known:
            self.ledger.structure(bare)
        self.sections.append(DocumentSection(part, bare, level, headings=[bare] if bare else []))
        if tail and part in RECORD_PARTS:
            self.ledger.leave(bare, tail)
        elif tail:
            self._keep(Passage(BlockKind.PARAGRAPH, [f"({tail})"], is_subheading=True))
        self._is_answer_due = bool(QUESTION.match(heading)) or heading.rstrip().endswith("?")

    def _keep_subheading(self, block: TextBlock) -> None:
        self.ledger.structure(block.mark)
        self._keep(replace(passage_of(block), is_subheading=True, mark=""))

    def _keep(self, passage: Passage) -> None:
        passage.room = self._habits.room
        self.current.passages.append(passage)
