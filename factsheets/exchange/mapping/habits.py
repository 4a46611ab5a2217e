"""What a document does all through: how its headings stand, and how long its lines are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..formats.document import BlockKind, TextBlock
from .beginnings import RUN_IN, without_bare_number
from .headings import MAX_LENGTH, Headings

_FEW = 2
_MOST_WORDS = 6
#: “**Massage** is a therapy”: words that stand out within a sentence are no label.
_GOES_ON = re.compile(
    r"(?:is|are|was|were|has|have|had|can|could|may|might|will|would|should|must|do|does|did|and|or|of|in|with|for|to|from|by|on|at|that|which|who|not|often|usually|also)\b"
)


@dataclass(frozen=True)
class Habits:
    """What a single block does not show."""

    counts_headings: bool = False  # its headings have numbers without a sign, as in “3 Evidence”
    has_labels: bool = False  # its paragraphs begin with their headings, as labels that stand out
    has_headings_above: bool = False  # its blocks begin with their headings, line by line
    runs_in: bool = False  # known headings run into their text, on the same line
    is_dashed: bool = False  # such headings end with a dash
    has_small_texts: bool = (
        False  # the text behind its labels begins with a small letter, as names in a list do
    )
    room: int = 0  # letters of its longest line


def is_label(block: TextBlock, *, small: bool = False) -> bool:
    """Whether a paragraph begins with a few words that stand out and are parted from its text, which begins with a capital.

    “In a nutshell  Sugar water is injected”; “**Massage** is a therapy” goes on with its sentence. Where other labels of
    the document have texts in `small` letters, one with any text is a label that does not go on as a sentence does.
    """
    lead = block.lead.strip()
    rest = block.text[len(block.lead) :].lstrip(" :\n") if lead and block.text.startswith(block.lead) else ""
    if block.kind is not BlockKind.PARAGRAPH or not rest or not lead[:1].isupper():
        return False
    if len(lead.split()) > _MOST_WORDS or lead[-1] in ".,;!-\u2013\u2014":
        return False
    return rest[:1].isupper() or (small and not _GOES_ON.match(rest))


def habits_of(blocks: tuple[TextBlock, ...], headings: Headings) -> Habits:
    """What the blocks of a document have in common."""
    first_lines = [block.text.split("\n")[0] for block in blocks if "\n" in block.text]
    unnumbered = [without_bare_number(block.text) for block in blocks if len(block.text) < MAX_LENGTH]
    labels = [block for block in blocks if block.kind is BlockKind.PARAGRAPH and headings.part(block.lead)]
    run_in = [one for block in blocks for line in block.text.split("\n") if (one := _runs_in(line, headings))]
    small = [block for block in labels if block.text[len(block.lead) :].lstrip(" :")[:1].islower()]
    return Habits(
        counts_headings=sum(bool(headings.part(one)) for one in unnumbered) >= _FEW,
        has_labels=any(is_label(block) and headings.part(block.lead) for block in blocks),
        has_headings_above=sum(bool(headings.part(line)) for line in first_lines) >= _FEW,
        runs_in=len(run_in) >= _FEW or len(labels) >= _FEW,
        is_dashed=sum(not one.rstrip().endswith((":", "?", "!")) for one in run_in) >= _FEW,
        has_small_texts=len(labels) > _FEW and len(small) >= _FEW,
        room=max((len(line) for block in blocks for line in block.text.split("\n")), default=0),
    )


def _runs_in(line: str, headings: Headings) -> str:
    """The known heading that runs into the text of a line; “” for none."""
    found = RUN_IN.match(line[:MAX_LENGTH])
    is_known = found and line[found.end() :].strip() and headings.part(found["heading"])
    return found["heading"] if found and is_known else ""
