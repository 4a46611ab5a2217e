"""What a document does all through: how its headings stand, and how long its lines are."""

from __future__ import annotations

from dataclasses import dataclass

from ..formats.document import BlockKind, TextBlock
from .beginnings import without_bare_number
from .headings import MAX_LENGTH, Headings

_FEW = 2
_MOST_WORDS = 6


@dataclass(frozen=True)
class Habits:
    """What a single block does not show."""

    counts_headings: bool = False  # its headings have numbers without a sign, as in “3 Evidence”
    has_labels: bool = False  # its paragraphs begin with their headings, as labels that stand out
    has_headings_above: bool = False  # its blocks begin with their headings, line by line
    room: int = 0  # letters of its longest line


def is_label(block: TextBlock) -> bool:
    """Whether a paragraph begins with a few words that stand out and are parted from its text, which begins with a capital.

    “In a nutshell  Sugar water is injected”; “**Massage** is a therapy” goes on with its sentence.
    """
    lead = block.lead.strip()
    rest = block.text[len(block.lead) :].lstrip(" :\n") if lead and block.text.startswith(block.lead) else ""
    if block.kind is not BlockKind.PARAGRAPH or not rest or not lead[:1].isupper():
        return False
    return len(lead.split()) <= _MOST_WORDS and lead[-1] not in ".,;!-\u2013\u2014" and rest[:1].isupper()


def habits_of(blocks: tuple[TextBlock, ...], headings: Headings) -> Habits:
    """What the blocks of a document have in common."""
    first_lines = [block.text.split("\n")[0] for block in blocks if "\n" in block.text]
    unnumbered = [without_bare_number(block.text) for block in blocks if len(block.text) < MAX_LENGTH]
    return Habits(
        counts_headings=sum(bool(headings.part(one)) for one in unnumbered) >= _FEW,
        has_labels=any(is_label(block) and headings.part(block.lead) for block in blocks),
        has_headings_above=sum(bool(headings.part(line)) for line in first_lines) >= _FEW,
        room=max((len(line) for block in blocks for line in block.text.split("\n")), default=0),
    )
