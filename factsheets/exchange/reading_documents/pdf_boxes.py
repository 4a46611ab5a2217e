"""Boxes that are drawn beside the text of a PDF's page: a text of their own, which joins no sentence around them."""

from __future__ import annotations

import itertools
from collections import Counter
from statistics import median
from typing import Any

from .pdf_lines import PdfLine, lines_in_order
from .pdf_words import PdfWord

_NARROWEST = 60.0
_WIDEST = 0.7  # of the text's width: a wider one has no room for a text beside it
_HIGHEST = 0.5  # of the page: a higher one is a column
_PADDING = 4.0
_FEWEST_LINES = 2
_FEWEST_BESIDE = 2
_FEWEST_WORDS = 3
_SAME_MARGIN = 8.0
_MOST_BOXES = 200
_HEADING = 1.1
_NEXT_LINE = 1.6

Bounds = tuple[float, float, float, float]


def boxes_beside_text(page: Any, words: list[PdfWord]) -> list[tuple[Bounds, list[PdfWord]]]:
    """The boxes of a page, each with its words, which have lines of the text at their side and nothing across their edges.

    Several boxes at one margin are labels of what stands beside them, and one that holds nothing but a heading is, too.
    """
    if not words or len(page.rects) > _MOST_BOXES:
        return []
    width = max(word.x1 for word in words) - min(word.x0 for word in words)
    found: dict[frozenset[int], tuple[Bounds, list[PdfWord]]] = {}
    for rect in page.rects:
        bounds = (float(rect["x0"]), float(rect["top"]), float(rect["x1"]), float(rect["bottom"]))
        x0, top, x1, bottom = bounds
        if not (_NARROWEST <= x1 - x0 <= _WIDEST * width and bottom - top <= _HIGHEST * float(page.height)):
            continue
        inside = [word for word in words if x0 <= word.x0 and word.x1 <= x1 and top <= word.middle <= bottom]
        is_cut = any(
            top < word.middle < bottom and (word.x0 < x0 < word.x1 or word.x0 < x1 < word.x1)
            for word in words
        )
        if not is_cut and _lines(inside) >= _FEWEST_LINES:
            found[frozenset(id(word) for word in inside)] = (bounds, inside)
    boxed = frozenset[int]().union(*found)
    boxes = [box for ids, box in found.items() if not any(ids < others for others in found)]
    boxes = [box for box in boxes if _is_beside(box[0], words, boxed)]
    margins = Counter(round(bounds[0] / _SAME_MARGIN) for bounds, _ in boxes)
    body = median(word.size for word in words)
    return [
        (bounds, inside)
        for bounds, inside in boxes
        if margins[round(bounds[0] / _SAME_MARGIN)] == 1
        and sum(not word.bold and word.size < _HEADING * body for word in inside) >= _FEWEST_WORDS
    ]


def put_box(lines: list[PdfLine], bounds: Bounds, words: list[PdfWord], number: int, height: float) -> None:
    """Put a box where the part ends that it stands beside: before the next heading, or below all."""
    x0, top, x1, _bottom = bounds
    inside = lines_in_order(words, number, height)
    column = 1 + max((line.column for line in lines), default=0)
    padding = max(_PADDING, min(word.x0 for word in words) - x0)
    for line in inside:
        line.boxed, line.column, line.right = True, line.column + column, x1 - padding
    sizes = sorted(line.size for line in lines if line.words)
    body = sizes[len(sizes) // 2] if sizes else 0.0
    above = max(
        (
            at
            for at, one in enumerate(lines)
            if one.words and one.bottom <= top + 2 and one.x0 < x1 and one.x1 > x0
        ),
        default=-1,
    )
    anchor = lines[above] if above >= 0 else None
    later = (
        at for at in range(above + 1, len(lines)) if lines[at].words and _is_later(lines[at], anchor, top)
    )
    place = next((at for at in later if _begins_heading(lines, at, body)), len(lines))
    lines[place:place] = inside


def _is_later(line: PdfLine, anchor: PdfLine | None, top: float) -> bool:
    """Whether a line stands below the head of a box, or in a column after that of the line above the box."""
    is_next_column = anchor is not None and line.column > anchor.column and line.top < anchor.top
    return is_next_column or line.top > top + line.size


def _begins_heading(lines: list[PdfLine], place: int, body: float) -> bool:
    """Whether a line looks like a heading, and is not the rest of one that had no room on the line above."""
    line = lines[place]
    above = lines[place - 1] if place and lines[place - 1].words else None
    looks_so = line.bold or line.size >= _HEADING * body
    is_rest = (
        above is not None
        and (above.bold, above.size) == (line.bold, line.size)
        and 0 < line.top - above.top < _NEXT_LINE * line.size
    )
    return looks_so and not is_rest


def _lines(words: list[PdfWord]) -> int:
    """How many lines the words stand on."""
    heights = sorted(word.middle for word in words)
    apart = min((word.bottom - word.top for word in words), default=0.0) / 2
    return bool(heights) + sum(after - before > apart for before, after in itertools.pairwise(heights))


def _is_beside(bounds: Bounds, words: list[PdfWord], boxed: frozenset[int]) -> bool:
    """Whether lines of the text, which is in no box itself, stand at the side of a box."""
    _x0, top, _x1, bottom = bounds
    return (
        _lines([word for word in words if id(word) not in boxed and top <= word.middle <= bottom])
        >= _FEWEST_BESIDE
    )
