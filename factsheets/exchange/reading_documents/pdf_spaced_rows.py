"""Rows of a table without rules that stand further apart than lines of text: they are read across, and are no columns."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

from .pdf_words import PdfWord

_WIDE_GAP, _WIDE_GAP_SIZES = 14.0, 1.6
_SAME_START = 3.0
_FEWEST_ROWS = 3
_FURTHER = 1.15  # than lines of text
_LEADING = 1.7  # the widest one of lines of text, in sizes of a letter
_FARTHEST = 3.5
_FEWEST_LINES = 2  # of text on the page, that tell how far apart its lines stand


def pieces_of_line(words: Sequence[PdfWord]) -> list[list[PdfWord]]:
    """The words of a line in groups with wide gaps between them, as in a table without rules."""
    groups: list[list[PdfWord]] = []
    for word in words:
        if groups and word.x0 - groups[-1][-1].x1 < max(_WIDE_GAP, _WIDE_GAP_SIZES * word.size):
            groups[-1].append(word)
        else:
            groups.append([word])
    return groups


def spaced_rows(rows: list[list[PdfWord]]) -> frozenset[int]:
    """The rows (by their ids) that are a table: three or more below one another whose cells begin at the same places.

    Lines of columns stand as close as any text of the page. Three cells in a row prove a table; of two, those on the right
    go on with those on the left: they begin with a small letter.
    """
    leading = _leading_of(rows)
    found: set[int] = set()
    run: list[list[list[PdfWord]]] = []
    for place, row in enumerate([*rows, []]):
        pieces = pieces_of_line(row) if row and _is_spaced(rows, place, leading) else []
        if run and not (_begin_alike(run[-1], pieces) and _is_near(run[-1], pieces)):
            if _is_table(run):
                found |= {id(rows[at]) for at in range(place - len(run), place)}
            run = []
        if len(pieces) > 1 and not any(_has_mark(piece) for piece in pieces):
            run.append(pieces)
    return frozenset(found)


def _leading_of(rows: list[list[PdfWord]]) -> float:
    """How far lines of text stand apart, in sizes of a letter; 0 where the page does not say."""
    apart = Counter(
        round((row[0].middle - before[0].middle) / row[0].size, 1)
        for before, row in itertools.pairwise(rows)
        if row[0].size == before[0].size and len(pieces_of_line(row)) == len(pieces_of_line(before)) == 1
    )
    usual = [distance for distance, count in apart.items() if count >= _FEWEST_LINES and distance <= _LEADING]
    return min(usual, default=0.0)


def _is_spaced(rows: list[list[PdfWord]], place: int, leading: float) -> bool:
    """Whether a row stands further from both of its neighbours than lines of text do."""
    row = rows[place]
    around = [rows[at] for at in (place - 1, place + 1) if 0 <= at < len(rows)]
    return leading > 0 and all(
        abs(row[0].middle - other[0].middle) > _FURTHER * leading * row[0].size for other in around
    )


def _begin_alike(above: list[list[PdfWord]], pieces: list[list[PdfWord]]) -> bool:
    return len(above) == len(pieces) and all(
        abs(one[0].x0 - other[0].x0) < _SAME_START for one, other in zip(above, pieces, strict=True)
    )


def _is_near(above: list[list[PdfWord]], pieces: list[list[PdfWord]]) -> bool:
    return pieces[0][0].top - above[0][0].top < _FARTHEST * pieces[0][0].size


def _is_table(run: list[list[list[PdfWord]]]) -> bool:
    if len(run) < _FEWEST_ROWS:
        return False
    goes_on = all(pieces[1][0].text[0].islower() and not pieces[0][0].text[0].islower() for pieces in run)
    return len(run[0]) > 2 or goes_on


def _has_mark(piece: list[PdfWord]) -> bool:
    """Whether a cell is an item of a list."""
    return len(piece) > 1 and not any(map(str.isalnum, piece[0].text))
