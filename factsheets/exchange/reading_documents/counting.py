"""Numbers that stand like the marks of a list and do not count: they are words of the text, such as the volume of a journal."""

from __future__ import annotations

from dataclasses import replace

from ..formats.document import BlockKind, TextBlock
from ..formats.list_numbers import FARTHEST, goes_on_with, list_number_of


def with_numbers_that_do_not_count(blocks: list[TextBlock]) -> list[TextBlock]:
    """The blocks; a number before an item that neither begins a list nor goes on in one is part of its text.

    Such an item goes on with the one before it where that was left open: “Examples of Spine 2002;” and “27: 1012”.
    """
    kept: list[TextBlock] = []
    last: dict[int, int] = {}  # the last number of each depth
    run = 0  # items one after the other
    for place, block in enumerate(blocks):
        is_item = block.kind is BlockKind.ITEM
        if block.kind is BlockKind.HEADING:
            heading = list_number_of(block.mark)
            last = {} if heading is None else {0: heading}  # the next heading may look like an item
        number = list_number_of(block.mark) if is_item else None
        before = kept[-1] if kept and kept[-1].kind is BlockKind.ITEM else None
        is_counted = before is not None and list_number_of(before.mark) is not None
        goes_on = before is not None and is_counted and goes_on_with(before.text, block.text)
        is_inside = goes_on and block.text[:1].isdigit()  # “3: 12–15”
        counts = number is None or number <= run + 1 or _counts(number, last, _next_number(blocks, place))
        if counts and not (is_inside and number is not None):
            last |= {block.level: number} if number is not None else {}
            kept.append(block)
        elif before is not None and goes_on:
            links = (*before.links, *block.links)
            kept[-1] = replace(before, text=f"{before.text} {block.mark} {block.text}", links=links)
        else:
            text = f"{block.mark} {block.text}"
            kept.append(replace(block, kind=BlockKind.PARAGRAPH, text=text, mark="", level=0))
        run = run + 1 if is_item else 0
    return kept


def _counts(number: int, last: dict[int, int], following: int | None) -> bool:
    """Whether a number goes on from one before it, or is the first of some that follow."""
    goes_on = any(0 < number - one <= FARTHEST for one in last.values())
    return number <= 1 or goes_on or following == number + 1


def _next_number(blocks: list[TextBlock], place: int) -> int | None:
    following = blocks[place + 1] if place + 1 < len(blocks) else None
    return (
        list_number_of(following.mark) if following is not None and following.kind is BlockKind.ITEM else None
    )
