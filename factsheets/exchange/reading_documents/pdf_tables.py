"""The tables of a PDF's page that are ruled: their rows of cells, and where they stand."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from .pdf_lines import rows_of_words
from .pdf_words import PdfWord
from .tidying import joined

_MAX_RULES = 3_000
_LONGEST_CELL = 600
_SPACE = 0.3  # of a letter's size

Bounds = tuple[float, float, float, float]


def ruled_tables(page: Any, words: list[PdfWord]) -> list[tuple[list[list[str]], Bounds]]:
    """The tables that are ruled: their rows of cells, and where they stand."""
    rules = len(page.lines) + len(page.rects) + len(page.curves)
    if not 3 < rules < _MAX_RULES:
        return []
    found = []
    for table in page.find_tables():
        inside = [word for word in words if is_inside(word, table.bbox)]
        rows = [
            [_cell(cell, inside, bounds) for cell, bounds in zip(row, where.cells, strict=True)]
            for row, where in zip(table.extract(), table.rows, strict=True)
        ]
        filled = [row for row in rows if sum(map(bool, row)) > 1]
        longest = max((len(cell) for row in rows for cell in row), default=0)
        if len(filled) >= 2 and longest < _LONGEST_CELL:
            found.append((rows, table.bbox))
    return found


def is_inside(word: PdfWord, bounds: Bounds) -> bool:
    """Whether a word stands within some bounds, or on their rules."""
    x0, top, x1, bottom = bounds
    return x0 - 1 <= (word.x0 + word.x1) / 2 <= x1 + 1 and top - 1 <= word.middle <= bottom + 1


def _cell(text: str | None, words: list[PdfWord], bounds: Bounds | None) -> str:
    """The text of a cell: a line that was only full goes on, and one that was ended on purpose stays apart."""
    lines = (text or "").split("\n")
    ends = _ended(lines, words, bounds) if len(lines) > 1 and bounds else set()
    parts = [lines[0]]
    for place, line in enumerate(lines[1:]):
        if place in ends:
            parts.append(line)
        else:
            parts[-1], _ = joined(parts[-1], line)
    return "\n".join(part.strip() for part in parts if part.strip())


def _ended(lines: list[str], words: list[PdfWord], bounds: Bounds) -> set[int]:
    """Which lines of a cell had room for the first word of the next one, which begins as they do or with a capital; none where it is not sure."""
    rows = rows_of_words([word for word in words if is_inside(word, bounds)])
    if [_letters(line) for line in lines] != [_letters("".join(word.text for word in row)) for row in rows]:
        return set()
    padding = max(min(row[0].x0 for row in rows) - bounds[0], 0.0)
    right = max(bounds[2] - padding, max(word.x1 for row in rows for word in row))
    return {
        place
        for place, (row, following) in enumerate(pairwise(rows))
        if (row[0].text[:1].islower() or not following[0].text[:1].islower())
        and row[-1].x1 + _SPACE * row[-1].size + following[0].x1 - following[0].x0 < right
    }


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
