"""Third stage of the legacy text reader: lines → headings, paragraphs and list items."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .headings import MAX_LINES, may_open_part, part_opened_by
from .lines import SourceLine

#: A mark that is a list mark wherever a line begins with it.
_SURE_MARK = re.compile(r"([•●○◦▪▫■□‣\u2043·∙➢✓»\uf0b7\uf0a7]|\*(?!\*)|\+(?=\s))\s*")
#: A mark that can also be part of a sentence that happened to be wrapped just there.
_LIKELY_MARK = re.compile(r"([-\u2010-\u2015\u2212]|\d{1,2}[.)]|\([a-z\d]\)|[a-z]\)|o)(?:\s+|$)")
#: The words before a list of pain patterns, as in "Back pain that is:".
LIST_OPENING = re.compile(r"\b(?:that|which) (?:is|are) ?:$", re.IGNORECASE)
_SHORT_ITEM_WORDS = 8


@dataclass
class Block:
    """One heading, paragraph or list item, with its own lines: an address needs them, prose joins them."""

    kind: str  # "heading", "paragraph" or "item"
    lines: list[str] = field(default_factory=list)
    part: str = ""  # of a heading: the part of a factsheet that it opens
    mark: str = ""  # of an item: the list mark that stood before it
    is_opened: bool = False  # of an item: the list was opened by words such as "Back pain that is:"

    @property
    def text(self) -> str:
        """All its words on one line."""
        return " ".join(self.lines)

    @property
    def ending(self) -> str:
        """The last words: enough to see how a block ends, however long it is."""
        return " ".join(self.lines[-2:])

    @property
    def opens_list(self) -> bool:
        """Whether it is a paragraph that ends as the words before a list of patterns do, such as “Back pain that is:”."""
        return self.kind == "paragraph" and bool(LIST_OPENING.search(self.ending))


def read_blocks(lines: list[SourceLine]) -> list[Block]:
    """Group lines into blocks; every line goes into exactly one of them."""
    blocks: list[Block] = []
    previous: SourceLine | None = None
    position = 0
    while position < len(lines):
        line = lines[position]
        if not line.text:
            previous = None
            position += 1
            continue
        heading = _heading_at(lines, position, previous)
        if heading:
            blocks.append(heading)
            previous, position = None, position + len(heading.lines)
            continue
        _add_line(blocks, line, previous, lines[position + 1] if position + 1 < len(lines) else None)
        previous, position = line, position + 1
    return blocks


def _heading_at(lines: list[SourceLine], position: int, previous: SourceLine | None) -> Block | None:
    if not may_open_part(lines[position].text):
        return None
    for count in range(MAX_LINES, 0, -1):
        wrapped = lines[position : position + count]
        if len(wrapped) < count or not all(line.text for line in wrapped):
            continue
        part = part_opened_by(" ".join(line.text for line in wrapped))
        after = lines[position + count] if position + count < len(lines) else None
        if part and _stands_apart(wrapped[0], previous, after):
            return Block("heading", [line.text for line in wrapped], part=part)
    return None


def _stands_apart(line: SourceLine, previous: SourceLine | None, after: SourceLine | None) -> bool:
    """A heading's words in the middle of a wrapped paragraph are no heading."""
    if previous is None or line.indent > previous.indent:
        return True
    return not line.starts_small and not (after is not None and after.starts_small)


def _add_line(
    blocks: list[Block], line: SourceLine, previous: SourceLine | None, after: SourceLine | None
) -> None:
    last = blocks[-1] if blocks and blocks[-1].kind != "heading" else None
    mark = _list_mark(line, previous, after, last)
    if mark is not None:
        rest = line.text[mark.end() :]
        blocks.append(
            Block("item", [rest] if rest else [], mark=mark.group(1), is_opened=_is_in_opened_list(last))
        )
    elif last is not None and last.kind == "item" and not last.lines:
        last.lines.append(line.text)  # the mark stood on a line of its own
    elif last is not None and _continues(last, line, previous):
        last.lines.append(line.text)
    elif _is_unmarked_item(last, line):
        blocks.append(Block("item", [line.text], is_opened=True))
    else:
        blocks.append(Block("paragraph", [line.text]))


def _list_mark(
    line: SourceLine, previous: SourceLine | None, after: SourceLine | None, last: Block | None
) -> re.Match[str] | None:
    sure = _SURE_MARK.match(line.text)
    if sure:
        return sure
    likely = _LIKELY_MARK.match(line.text)
    if not likely or likely.end() == len(line.text):
        return None
    if (
        previous is None
        or last is None
        or last.kind == "item"
        or previous.text.endswith((":", ".", ";", "?", "!"))
    ):
        return likely
    return likely if after is not None and _LIKELY_MARK.match(after.text) else None


def _continues(last: Block, line: SourceLine, previous: SourceLine | None) -> bool:
    if previous is None:
        return False
    if last.kind == "item":
        return (
            line.indent > previous.indent
            or line.starts_small
            or (bool(last.mark) and 1 < line.indent == previous.indent)
        )
    if last.opens_list:
        return False
    # The exports that the charity holds begin a paragraph with one space; deeper, a whole paragraph is set in.
    return line.indent == 0 or (line.indent > 1 and line.indent == previous.indent)


def _is_in_opened_list(last: Block | None) -> bool:
    return last is not None and (last.is_opened or last.opens_list)


def _is_unmarked_item(last: Block | None, line: SourceLine) -> bool:
    """After "Back pain that is:" each short line is an item, with or without a mark."""
    if last is None or not _is_in_opened_list(last) or len(line.text.split()) > _SHORT_ITEM_WORDS:
        return False
    if line.text.endswith((".", "!", "?")) and not line.indent:
        return False
    return not last.mark or line.indent > 0
