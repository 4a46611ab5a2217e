"""The numbers that count a list, and whether a text goes on with the one before it."""

from __future__ import annotations

import re
from collections.abc import Iterable

_COUNTS = re.compile(r"[(\[]?(\d{1,3})[.):\]]{0,2}")
_LEFT_OPEN = (",", ";", ":", "(", "-", "\u2013", "&", "/")
FARTHEST = 3  # from one number to the next: some may have been taken out


def list_number_of(mark: str) -> int | None:
    """The number that a mark of a list has; None for any other mark, and for one of several parts."""
    found = _COUNTS.fullmatch(mark.strip()[:8]) if mark.isascii() else None
    return int(found[1]) if found else None


def goes_on_with(before: str, text: str) -> bool:
    """Whether a text that no mark begins goes on with the one before it: that is left open, or this begins inside a sentence."""
    if before.rstrip().endswith(_LEFT_OPEN):
        return True
    return not before.rstrip().endswith((".", "!", "?", "]", ")")) and (
        text[:1].islower() or text[:1].isdigit()
    )


def numbers_that_count_nothing(marks: Iterable[str]) -> list[str]:
    """Of marks that were taken off, those whose number neither begins a list nor stands near another one of several."""
    numbered = [(mark, number) for mark in marks if (number := list_number_of(mark)) is not None]
    numbers = {number for _, number in numbered}
    near = range(1, FARTHEST + 1)
    return [
        mark
        for mark, number in numbered
        if number > 1
        and len(numbers) > 1
        and not any({number - step, number + step} & numbers for step in near)
    ]
