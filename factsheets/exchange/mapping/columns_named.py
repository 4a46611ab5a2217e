"""Rows of a table that keep their columns: an “x” is never parted from the head that it stands below, and an empty cell stays a place."""

from __future__ import annotations

import re
from dataclasses import replace

from ..formats.document import TextBlock

#: A mark that answers the head of its column, whatever it says.
_MARK = re.compile(
    r"[xX\u2713\u2714\u2717\u2718\u2715\u2716\u00d7\u221a\u2705\u274c\u274e\u25cf\u25cb\u2022\u25aa\u25a0\u25a1\u2610-\u2612*+?\ufe0e\ufe0f]{1,3}"
    r"|yes|no|y|n|tick|cross|ticked|crossed",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"[-\u2013\u2014.]{0,3}")
_MOST_WORDS_OF_A_HEAD = 8
_FEWEST_COLUMNS = 3  # of a table in which it matters which cell is empty
GAP = "\u2013"


def with_columns_named(table: list[TextBlock]) -> list[TextBlock]:
    """The rows of a table; “Epilepsy |  |  | x” is written as “Epilepsy | Forbidden: x”, and any other gap as a dash.

    Their cells stay as they are.
    """
    heads = table[0].cells
    is_even = all(len(row.cells) == len(heads) for row in table)
    if is_even and _are_heads(heads) and all(_is_mark(cell) for row in table[1:] for cell in row.cells[1:]):
        return [table[0], *(replace(row, text=_with_heads(row, heads)) for row in table[1:])]
    return [_with_gaps(row) for row in table] if _differ(table) else table


def _are_heads(cells: tuple[str, ...]) -> bool:
    """Whether all cells of a first row but the first are a few words, and no marks."""
    return len(cells) > 1 and all(
        any(map(str.isalpha, cell)) and len(cell.split()) <= _MOST_WORDS_OF_A_HEAD and not _is_mark(cell)
        for cell in cells[1:]
    )


def _is_mark(cell: str) -> bool:
    return bool(_EMPTY.fullmatch(cell) or _MARK.fullmatch(cell))


def _differ(table: list[TextBlock]) -> bool:
    """Whether rows of several columns are empty in different ones, so that a gap says something."""
    gaps = {tuple(not cell for cell in row.cells[1:]) for row in table if len(row.cells) >= _FEWEST_COLUMNS}
    return len(gaps) > 1 and all(row.cells and row.cells[0] for row in table[1:])


def _with_gaps(row: TextBlock) -> TextBlock:
    return replace(row, text=" | ".join(cell or GAP for cell in row.cells))


def _with_heads(row: TextBlock, heads: tuple[str, ...]) -> str:
    said = [
        f"{head.rstrip(' :')}: {cell}"
        for head, cell in zip(heads[1:], row.cells[1:], strict=True)
        if not _EMPTY.fullmatch(cell)
    ]
    return " | ".join([row.cells[0] or GAP, *said])
