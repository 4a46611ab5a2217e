"""What stands under a heading: paragraphs, list items and rows of tables, as the mapping takes them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ..formats.document import BlockKind, Link, TextBlock

#: The words before a list of pain patterns, as in "Back pain that is:".
LIST_OPENING = re.compile(r"\b(?:that|which) (?:is|are) ?:$", re.IGNORECASE)

_GOES_ON = re.compile(r"(?:and|or|but|of|with|to|for|in|the)\b")

#: Marks of one list that say two things: what is right and what is not.
_TWO_WAYS = (
    (frozenset("+"), frozenset("-\u2013\u2212•")),
    (frozenset("■"), frozenset("□")),
    (frozenset("●"), frozenset("○")),
)
_TICKED = frozenset("✓✔√☑✅")
_CROSSED = frozenset("✗✘✕✖❌×☒")


@dataclass
class Passage:
    """One paragraph, item or row, with its own lines: an address needs them, prose joins them."""

    kind: BlockKind
    lines: list[str] = field(default_factory=list)
    mark: str = ""  # of an item: the list mark that stood before it
    links: tuple[Link, ...] = ()
    cells: tuple[str, ...] = ()  # of a row: each apart, with those that are empty
    level: int = 0  # of an item: how deep it lies
    room: int = 0  # letters of the document's longest line: a line that is much shorter was ended on purpose
    is_subheading: bool = False  # of a paragraph: a heading that divides the section
    is_note: bool = False  # a footnote to what stands above it
    is_quote: bool = False  # set as the words of somebody
    lead_in: str = ""  # of an item: the words of an item above it that lead over to it alone

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list."""
        return self.kind is BlockKind.ITEM

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table."""
        return self.kind is BlockKind.ROW

    @property
    def is_paragraph(self) -> bool:
        """Whether it is a paragraph of prose."""
        return self.kind is BlockKind.PARAGRAPH and not self.is_subheading

    @property
    def text(self) -> str:
        """All its words on one line; the lines of one cell stay apart."""
        if not self.is_row:
            return " ".join(self.lines)
        parts = [("; " if _are_apart(a, b) else " ") + b for a, b in pairwise(self.lines)]
        return "".join([*self.lines[:1], *parts])

    @property
    def goes_through(self) -> bool:
        """Whether its lines are one text: none of them begins anew with a capital."""
        return not any(line[:1].isupper() for line in self.lines[1:])

    @property
    def ending(self) -> str:
        """The last words: enough to see how a passage ends, however long it is."""
        return " ".join(self.lines[-2:])[-200:]


def _are_apart(line: str, following: str) -> bool:
    """Whether nothing parts two lines of a cell, the second of which begins anew: as the first one does, or with a capital."""
    begins_small = line.rpartition("| ")[2][:1].islower()
    goes_on = following[:1].islower() and (not begins_small or _GOES_ON.match(following))
    return line[-1:].isalnum() and following[:1].isalnum() and not goes_on


def passage_of(block: TextBlock, text: str | None = None) -> Passage:
    """The passage that a block of a document is, or the part of it that `text` is."""
    written = block.text if text is None else text
    lines = [line.strip() for line in written.split("\n") if line.strip()]
    kind = BlockKind.PARAGRAPH if block.kind in (BlockKind.HEADING, BlockKind.PICTURE) else block.kind
    found = Passage(
        kind, lines, block.mark, block.links, block.cells, level=block.level, is_note=block.is_note
    )
    found.is_quote = block.is_quote
    return found


def copied(passage: Passage) -> Passage:
    """The passage with lines of its own."""
    return replace(passage, lines=list(passage.lines))


def are_marked_two_ways(passages: list[Passage]) -> bool:
    """Whether some marks of a list may say that something is not so: “+” beside “-”, or a cross."""
    marks: dict[int, set[str]] = {}
    for passage in passages:
        begins = {line[:1] for line in passage.lines if line[1:2].isspace()}
        marks.setdefault(passage.level if passage.is_item else 1, set()).update(
            {passage.mark.strip()}, begins
        )
    return any(
        beside & _CROSSED or any(beside & right and beside & wrong for right, wrong in _TWO_WAYS)
        for beside in marks.values()
    )


def begins_with_tick(passage: Passage) -> bool:
    """Whether its mark, or the first sign of its text, is a tick."""
    return bool({passage.mark.strip()[:1], passage.text[:1]} & _TICKED)


def begins_with_cross(passage: Passage) -> bool:
    """Whether its mark, or the first sign of its text, is a cross."""
    return bool({passage.mark.strip()[:1], passage.text[:1]} & _CROSSED)


def with_marks_written(passages: list[Passage]) -> list[Passage]:
    """The passages with the mark of each item as its first word, where it may say something."""
    return [
        replace(passage, lines=[f"{passage.mark} {passage.lines[0]}".strip(), *passage.lines[1:]], mark="")
        if passage.is_item and passage.lines
        else passage
        for passage in passages
    ]
