"""What a document does all through: how its headings stand, and how long its lines are."""

from __future__ import annotations

from dataclasses import dataclass

from ..formats.document import TextBlock
from .beginnings import without_bare_number
from .headings import MAX_LENGTH, Headings

_FEW = 2


@dataclass(frozen=True)
class Habits:
    """What a single block does not show."""

    counts_headings: bool = False  # its headings have numbers without a sign, as in “3 Evidence”
    has_headings_above: bool = False  # its blocks begin with their headings, line by line
    room: int = 0  # letters of its longest line


def habits_of(blocks: tuple[TextBlock, ...], headings: Headings) -> Habits:
    """What the blocks of a document have in common."""
    first_lines = [block.text.split("\n")[0] for block in blocks if "\n" in block.text]
    unnumbered = [without_bare_number(block.text) for block in blocks if len(block.text) < MAX_LENGTH]
    return Habits(
        counts_headings=sum(bool(headings.part(one)) for one in unnumbered) >= _FEW,
        has_headings_above=sum(bool(headings.part(line)) for line in first_lines) >= _FEW,
        room=max((len(line) for block in blocks for line in block.text.split("\n")), default=0),
    )
