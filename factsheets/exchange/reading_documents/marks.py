"""Marks that somebody typed instead of making a list: “•”, “-”, “1.”, and the numbers of headings."""

from __future__ import annotations

from dataclasses import replace

from ..formats.document import BlockKind, TextBlock
from .looks import is_heading_by_form, may_be_heading
from .rows import TextRow


def with_typed_marks(blocks: list[TextBlock]) -> list[TextBlock]:
    """The blocks, with typed marks and numbers apart from the words."""
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
