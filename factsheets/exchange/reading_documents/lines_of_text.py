"""What lines of a text say by how they stand: words that close a list, a question between two sentences, cells below one another."""

from __future__ import annotations

import itertools
import re

from .looks import MAX_HEADING_WORDS
from .rows import TextRow

#: Words with which a sentence goes on that is no part of a name: “and take it off at night”, “unless your doctor agrees”.
_GOES_ON = re.compile(
    r"(?:and|but|unless|except|so|then|without|until|otherwise|please|however|only|not|nor)\b(?: [^ ]+){2}"
)
_ROOM = 0.85  # of the widest line
_FEWEST_ROWS = 3
_FEWEST_CELLS = 3  # of a row whose cells say whatever they like; one of two cells answers with a word
_ANSWER = re.compile(
    r"(?:yes|no|never|maybe|possibly|sometimes|ask|forbidden|allowed|[xX\u2713\u2714\u2717\u2718\u2715-])(?: [a-z]+){0,3}",
    re.IGNORECASE,
)
_SAME_PLACE = 1
_MOST_WORDS_OF_A_CELL = 12


def closes_list(last: TextRow, row: TextRow, first: TextRow, width: int) -> bool:
    """Whether a line in small letters is no part of the item above it: it begins no further in than its mark, and had room there."""
    had_room = len(last.text) + last.indent + 1 + len(row.text.partition(" ")[0]) <= width * _ROOM
    return had_room and row.indent <= first.indent and bool(_GOES_ON.match(row.text))


def asks_alone(last: TextRow, row: TextRow, after: TextRow | None) -> bool:
    """Whether a line is a whole question between two sentences: a heading, even where the line before was full."""
    is_question = (
        row.text.endswith("?") and row.text[:1].isupper() and len(row.text.split()) <= MAX_HEADING_WORDS
    )
    is_between = last.is_sentence and after is not None and not after.starts_small
    return is_question and is_between and ". " not in row.text


def cells_in_lines(rows: list[TextRow]) -> dict[int, list[str]]:
    """The cells of lines that spaces set below one another, by the numbers of the lines: at least three of them without a gap."""
    found: dict[int, list[str]] = {}
    for is_cut, group in itertools.groupby(rows, key=lambda row: len(row.cells) > 1):
        run = list(group)
        if is_cut and len(run) >= _FEWEST_ROWS and _are_aligned(run):
            found |= {row.number: [text for _, text in row.cells] for row in run}
    return found


def _are_aligned(rows: list[TextRow]) -> bool:
    """Whether the cells of all lines begin at the same places, and are those of a table and no labels beside sentences."""
    count = len(rows[0].cells)
    if any(len(row.cells) != count or row.mark() or row.likely_mark() for row in rows):
        return False
    if any(len(text.split()) > _MOST_WORDS_OF_A_CELL for row in rows for _, text in row.cells):
        return False
    is_set = all(
        max(row.cells[column][0] for row in rows) - min(row.cells[column][0] for row in rows) <= _SAME_PLACE
        for column in range(count)
    )
    answers = sum(bool(_ANSWER.fullmatch(row.cells[1][1])) for row in rows)
    return (is_set or all(row.has_tabs for row in rows)) and (
        count >= _FEWEST_CELLS or answers >= len(rows) - 1
    )
