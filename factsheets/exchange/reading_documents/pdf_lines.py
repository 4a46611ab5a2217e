"""The lines of a PDF's page in reading order: words → columns → lines, with their looks and links."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from .pdf_spaced_rows import pieces_of_line, spaced_rows
from .pdf_words import PdfWord, touches

#: So much of a line's height may two words of one line lie apart.
_SAME_LINE = 0.5
_GUTTER = 5.0
_LOWER_EDGE = 0.86
_LINES_OF_A_COLUMN = 3
_LETTERS_OF_A_COLUMN = 15
_STEPS = 60
_MAX_COLUMNS_DEEP = 3


@dataclass
class PdfLine:
    """Words beside one another."""

    words: list[PdfWord]
    page: int
    right: float = 0.0  # where its column ends
    column: int = 0  # counted over the page
    cells: list[str] = field(default_factory=list)  # of a ruled table's row
    boxed: bool = False  # whether it stands in a box beside the text, whose edge is known

    @property
    def x0(self) -> float:
        """Where it begins."""
        return min(word.x0 for word in self.words)

    @property
    def x1(self) -> float:
        """Where it ends."""
        return max(word.x1 for word in self.words)

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(word.bottom for word in self.words)

    @property
    def size(self) -> float:
        """The size that most of its letters have."""
        sizes: Counter[float] = Counter()
        for word in self.words:
            sizes[round(word.size * 2) / 2] += len(word.text)
        return sizes.most_common(1)[0][0]

    @property
    def bold(self) -> bool:
        """Whether all of its words are bold."""
        return all(word.bold for word in self.words if any(map(str.isalnum, word.text)))

    @property
    def text(self) -> str:
        """Its words; those that touch are one."""
        parts: list[str] = []
        for before, word in zip([None, *self.words], self.words, strict=False):
            parts.append(("" if before is None or touches(before, word) else " ") + word.text)
        return "".join(parts)

    def pieces(self) -> list[list[PdfWord]]:
        """Its words in groups with wide gaps between them, as in a table without rules."""
        return pieces_of_line(self.words)


def lines_in_order(words: list[PdfWord], page: int, height: float) -> list[PdfLine]:
    """The lines of a page as somebody reads them: column after column between lines that run across."""
    ordered: list[PdfLine] = []
    _read_region(words, page, height, ordered, 0)
    return ordered


def _read_region(words: list[PdfWord], page: int, height: float, ordered: list[PdfLine], depth: int) -> None:
    rows = rows_of_words(words)
    whole = spaced_rows(rows)  # which belong to no column
    gutter = _gutter(rows, whole) if depth < _MAX_COLUMNS_DEEP else None
    if gutter is None:
        _put(rows, page, ordered)
        return
    band: list[list[PdfWord]] = []
    # A line across the page at its lower edge is a running foot, and says nothing about the columns above it.
    lowest = _LOWER_EDGE * height
    edge = max(word.x1 for word in words)
    for row in [*rows, None]:
        if row is not None and id(row) not in whole and not _crosses(row, gutter):
            band.append(row)
            continue
        below = _below_columns(band, gutter) if row is not None and row[0].top < lowest else []
        columns = band[: len(band) - len(below)]
        heading = _heading_of_what_follows(columns, gutter, None if below else row)
        columns = [kept for one in columns if (kept := [word for word in one if word not in heading])]
        _read_band(columns, gutter, page, height, ordered, depth)
        _put([heading, *below] if heading else below, page, ordered, edge)
        band = []
        if row is not None:
            _put([row], page, ordered, edge)


def _below_columns(band: list[list[PdfWord]], gutter: float) -> list[list[PdfWord]]:
    """The last lines of a band that stand below both columns: after a gap, and where the right column has ended."""
    rights = [place for place, row in enumerate(band) if any(word.x1 > gutter for word in row)]
    for place in range(rights[-1] + 1 if rights else len(band), len(band)):
        gap = min(word.top for word in band[place]) - max(word.bottom for word in band[place - 1])
        if gap > 0.6 * band[place][0].size and not _goes_on_with_column(band[place]):
            return band[place:]
    return []


def _heading_of_what_follows(
    band: list[list[PdfWord]], gutter: float, row: list[PdfWord] | None
) -> list[PdfWord]:
    """A bold line that ends the left column, where the right one, such as a box, has a heading of its own.

    It belongs to the text across the page below them both, which begins with that row.
    """
    if row is None or _is_bold(row):
        return []
    lefts = [left for one in band if (left := [word for word in one if word.x1 <= gutter + _GUTTER])]
    rights = [right for one in band if (right := [word for word in one if word.x1 > gutter + _GUTTER])]
    if len(lefts) < _LINES_OF_A_COLUMN or not rights or _is_bold(lefts[-2]):
        return []
    return lefts[-1] if _is_bold(lefts[-1]) and _is_bold(rights[0]) else []


def _is_bold(row: list[PdfWord]) -> bool:
    return all(word.bold for word in row)


def _goes_on_with_column(row: list[PdfWord]) -> bool:
    """Whether a row is an item of a list, or goes on with a sentence: it belongs to what stands above it."""
    first = row[0].text[:1]
    return not first.isalnum() or first.islower()


def _read_band(
    band: list[list[PdfWord]], gutter: float, page: int, height: float, ordered: list[PdfLine], depth: int
) -> None:
    left = [word for row in band for word in row if word.x1 <= gutter + _GUTTER]
    right = [word for row in band for word in row if word.x1 > gutter + _GUTTER]
    if is_column(left) and is_column(right):
        _read_region(left, page, height, ordered, depth + 1)
        _read_region(right, page, height, ordered, depth + 1)
    elif band:
        _put(band, page, ordered)


def _put(rows: Sequence[list[PdfWord]], page: int, ordered: list[PdfLine], edge: float = 0.0) -> None:
    right = max((word.x1 for row in rows for word in row), default=0.0)
    right = max(right, edge)
    column = ordered[-1].column + 1 if ordered else 0
    ordered += [PdfLine(row, page, right, column) for row in rows]


def rows_of_words(words: list[PdfWord]) -> list[list[PdfWord]]:
    """Words of one height, from left to right; rows from top to bottom."""
    rows: list[list[PdfWord]] = []
    for word in sorted(words, key=lambda one: (one.middle, one.x0)):
        last = rows[-1] if rows else None
        if last and abs(word.middle - last[0].middle) < _SAME_LINE * max(
            last[0].bottom - last[0].top, word.bottom - word.top
        ):
            last.append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda one: one.x0) for row in rows]


def _crosses(row: list[PdfWord], gutter: float) -> bool:
    """Whether the row runs over the gutter: a word lies there, or no more than a space."""
    for before, word in itertools.pairwise(row):
        if before.x1 <= gutter <= word.x0:
            return word.x0 - before.x1 < 2 * _GUTTER
    return any(word.x0 < gutter < word.x1 for word in row)


def _gutter(rows: list[list[PdfWord]], of_tables: frozenset[int]) -> float | None:
    """Where a page has two columns; None when it has one."""
    if len(rows) < _LINES_OF_A_COLUMN:
        return None
    left, right = min(row[0].x0 for row in rows), max(word.x1 for row in rows for word in row)
    rows = [row for row in rows if id(row) not in of_tables]
    best: tuple[int, float] | None = None
    for step in range(12, _STEPS - 11):
        x = left + (right - left) * step / _STEPS
        whole = [row for row in rows if not _crosses(row, x)]
        lefts, rights = [row for row in whole if row[0].x1 <= x], [row for row in whole if row[-1].x0 >= x]
        fewer = min(len(lefts), len(rights))
        if fewer < _LINES_OF_A_COLUMN or _beside(lefts, rights) * 4 < fewer:
            continue
        if best is None or len(whole) > best[0]:
            best = (len(whole), x)
    if best is None:
        return None
    x = best[1]
    inside = [word for row in rows if not _crosses(row, x) for word in row]
    sides = (
        [word for word in inside if word.x1 <= x + _GUTTER],
        [word for word in inside if word.x1 > x + _GUTTER],
    )
    return x if all(map(is_column, sides)) else None


def _beside(lefts: list[list[PdfWord]], rights: list[list[PdfWord]]) -> int:
    """How many rows of two columns stand beside rows of the other, at one height with them or between two of them."""
    return min(
        sum(other[0][0].top <= row[0].middle <= other[-1][0].bottom for row in rows)
        for rows, other in ((lefts, rights), (rights, lefts))
    )


def is_column(words: list[PdfWord]) -> bool:
    """Whether words are a text of several lines, and not one side of a table."""
    rows = rows_of_words(words)
    letters = sum(len(word.text) + 1 for word in words)
    return len(rows) >= _LINES_OF_A_COLUMN and letters >= _LETTERS_OF_A_COLUMN * len(rows)
