"""Marks that somebody typed instead of making a list: “•”, “-”, “1.”, and the numbers of headings."""

from __future__ import annotations

import re
from dataclasses import replace

from ..formats.document import BlockKind, TextBlock
from .looks import is_heading_by_form, may_be_heading
from .rows import TextRow

#: A bullet that somebody typed before a line; a hyphen, a dash or a star is one where a gap follows it.
_BULLET = re.compile(
    r"(?:(?:[•●○◦▪▫■□‣\u2043·∙➢✓]{1,2}|[\ue000-\uf8ff]{1,3})\s{0,9}|[*\u2013-]\s{1,9})(?=[^\W_])"
)


def with_typed_marks(blocks: list[TextBlock]) -> list[TextBlock]:
    """The blocks, with typed marks and numbers apart from the words."""
    blocks = [piece for block in blocks for piece in _lines_apart(block)]
    result = list(blocks)
    for place, block in enumerate(blocks):
        if block.kind is BlockKind.ITEM and (found := _row(block).mark()):
            result[place] = _marked(block, found.end(), BlockKind.ITEM)  # the mark of a list, written out
            continue
        if block.mark or "\n" in block.text or block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING):
            continue
        if block.kind is BlockKind.PARAGRAPH and (end := _item(blocks, place)):
            result[place] = _marked(block, end, BlockKind.ITEM)
        elif (found := _row(block).number_mark()) and (place or block.kind is BlockKind.PARAGRAPH):
            rest = block.text[found.end() :]
            if block.kind is BlockKind.HEADING or (
                found.group(1)[-1:] == "." and is_heading_by_form(rest) and may_be_heading(rest)
            ):
                result[place] = _marked(block, found.end(), BlockKind.HEADING)
    return result


def _lines_apart(block: TextBlock) -> list[TextBlock]:
    """A paragraph in which some lines begin with bullets: the lines before them together, then each by itself."""
    rows = block.text.split("\n")
    first = next((place for place, row in enumerate(rows) if _BULLET.match(row)), len(rows))
    if block.kind is not BlockKind.PARAGRAPH or block.is_note or len(rows) == 1 or first == len(rows):
        return [block]
    pieces = ["\n".join(rows[:first])] if first else []
    for row in rows[first:]:
        if row[:1].islower() and not _BULLET.match(row):
            pieces[-1] = f"{pieces[-1]} {row}"  # the line before goes on
        else:
            pieces.append(row)
    return [
        replace(
            block,
            text=piece,
            links=tuple(link for link in block.links if link.text in piece),
            lead=block.lead if piece.startswith(block.lead) and piece != block.lead else "",
        )
        for piece in pieces
    ]


def _item(blocks: list[TextBlock], place: int) -> int:
    """How long the mark of an item is; 0 when the block is none."""
    row = _row(blocks[place])
    if found := row.mark():
        return found.end()
    found = row.likely_mark()
    if found is None:
        return 0
    if found.group(1)[0].isdigit() or found.group(1) == "o":
        beside = [blocks[at] for at in (place - 1, place + 1) if 0 <= at < len(blocks)]
        likely = any(one.kind is BlockKind.PARAGRAPH and _row(one).likely_mark() for one in beside)
        return found.end() if likely and not is_heading_by_form(row.text[found.end() :]) else 0
    return found.end()


def _marked(block: TextBlock, end: int, kind: BlockKind) -> TextBlock:
    mark, text = block.text[:end].strip(), block.text[end:]
    if not text:
        return block
    lead = block.lead.removeprefix(block.text[:end]) if block.lead.startswith(block.text[:end]) else ""
    return replace(
        block, kind=kind, text=text, mark=mark, level=block.level or int(kind is BlockKind.ITEM), lead=lead
    )


def _row(block: TextBlock) -> TextRow:
    return TextRow(block.text, 0)
