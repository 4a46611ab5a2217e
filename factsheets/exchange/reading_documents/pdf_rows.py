"""Rows of tables without rules on a page: lines whose pieces stand under one another."""

from __future__ import annotations

import itertools
from statistics import median

from .pdf_lines import PdfLine
from .pdf_words import PdfWord
from .rows import TextRow

_APART = 8.0  # so far may two beginnings lie apart, in points
_JUST_BELOW = 1.5
_FARTHEST_DOWN = 2.2  # heights of a letter
_WIDER_THAN_A_SPACE = 1.3
_FEWEST_ROWS = 3  # of a table of which only some lines stand in pieces
_LEAST_GAP = 0.32  # of a letter's size


def aligned_rows(lines: list[PdfLine]) -> dict[int, list[list[PdfWord]]]:
    """The pieces of the lines that stand under one another in pieces, as rows of a table without rules do."""
    rows: dict[int, list[list[PdfWord]]] = {}
    for before, line in itertools.pairwise(lines):
        if not before.words or not line.words or before.page != line.page:
            continue
        above = rows.get(id(before)) or _pieces(before)
        pieces = _pieces(line)
        ours, theirs = _starts(pieces), _starts(above)
        are_alike = len(ours) == len(theirs) and all(
            abs(a - b) < _APART for a, b in zip(ours, theirs, strict=True)
        )
        if len(ours) > 1 and are_alike:
            rows |= {id(before): above, id(line): pieces}
        elif id(before) in rows and _is_right_below(before, line) and (cut := _cut(line, theirs)):
            rows[id(line)] = cut
    _add_rows_above(lines, rows)
    for place, line in enumerate(lines):
        if line.words and id(line) not in rows and len(pieces := _pieces(line)) > 1:
            found = _rows_around(lines, place, pieces, rows)
            rows |= found if len(found) >= _FEWEST_ROWS else {}
    return rows


def _add_rows_above(lines: list[PdfLine], rows: dict[int, list[list[PdfWord]]]) -> None:
    """The first rows of a table, whose cells almost touch, above those whose pieces stand far apart."""
    for below, line in itertools.pairwise(reversed(lines)):
        is_first = id(below) in rows and id(line) not in rows and line.words and line.page == below.page
        if is_first and _is_right_below(line, below) and (cut := _cut(line, _starts(rows[id(below)]))):
            rows[id(line)] = cut


def _rows_around(
    lines: list[PdfLine], place: int, pieces: list[list[PdfWord]], rows: dict[int, list[list[PdfWord]]]
) -> dict[int, list[list[PdfWord]]]:
    """A line in pieces, and the lines right above and below it whose words begin at the same places after a gap."""
    starts = _starts(pieces)
    found = {id(lines[place]): pieces}
    for step in (-1, 1):
        at = place
        while 0 <= at + step < len(lines):
            line, other = lines[at], lines[at + step]
            upper, lower = (other, line) if step < 0 else (line, other)
            if (
                not other.words
                or other.page != line.page
                or id(other) in rows
                or not _is_right_below(upper, lower)
            ):
                break
            own = _pieces(other)
            is_alike = len(own) == len(starts) and all(
                abs(a - b) <= _JUST_BELOW for a, b in zip(_starts(own), starts, strict=True)
            )
            cut = own if is_alike else _cut(other, starts)
            if not cut:
                break
            found[id(other)] = cut
            at += step
    return found


def _pieces(line: PdfLine) -> list[list[PdfWord]]:
    return [] if list_mark_of(line)[0] else line.pieces()


def _starts(pieces: list[list[PdfWord]]) -> list[float]:
    return [piece[0].x0 for piece in pieces]


def _is_right_below(before: PdfLine, line: PdfLine) -> bool:
    return before.column == line.column and 0 < line.top - before.top < _FARTHEST_DOWN * before.size


def _cut(line: PdfLine, starts: list[float]) -> list[list[PdfWord]]:
    """The pieces of a line whose cells almost touch: a word stands right below each piece above, after more than a space."""
    gaps = [word.x0 - before.x1 for before, word in itertools.pairwise(line.words)]
    first, *others = starts
    if list_mark_of(line)[0] or not gaps or abs(line.words[0].x0 - first) > _JUST_BELOW:
        return []
    places = [
        place
        for place, (gap, word) in enumerate(zip(gaps, line.words[1:], strict=True), 1)
        if any(abs(word.x0 - start) <= _JUST_BELOW for start in others)
        and gap >= max(_LEAST_GAP * word.size, _WIDER_THAN_A_SPACE * median(gaps) if len(gaps) > 2 else 0.0)
    ]
    if len(places) != len(others):
        return []
    return [line.words[a:b] for a, b in itertools.pairwise([0, *places, len(line.words)])]


def list_mark_of(line: PdfLine) -> tuple[str, list[PdfWord]]:
    """The list mark at the beginning of a line, and the words after it."""
    if len(line.words) < 2:
        return "", []
    first = line.words[0].text
    row = TextRow(f"{first} x", 0)
    found = row.mark() or row.likely_mark()
    if found and found.end() >= len(first) and len(first) < 6:
        return first, line.words[1:]
    number = TextRow(f"{first} X", 0).number_mark()
    if number and len(first) < 6 and line.words[1].x0 - line.words[0].x1 > 0.1 * line.size:
        return first, line.words[1:]
    return "", []
