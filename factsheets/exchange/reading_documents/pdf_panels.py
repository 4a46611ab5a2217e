"""The panels of a folded leaflet: a sheet that lies across carries two or more texts beside one another, the cover among them."""

from __future__ import annotations

from itertools import pairwise

from .pdf_lines import PdfLine, is_column, lines_in_order, rows_of_words
from .pdf_words import PdfWord

_FOLD = 24.0  # what stays empty around a fold, in points
_NARROWEST = 60.0
_EDGE = 0.06
_SAME_LINE = 1.5
_COVER = 1.25


def lines_by_panel(words: list[PdfWord], number: int, width: float, height: float) -> list[PdfLine]:
    """The lines of a page in the order in which somebody reads them: panel after panel, the cover first.

    A sheet that stands upright has no panels, nor has one where a table lies side by side.
    """
    inner = [word for word in words if _EDGE * height <= word.middle <= (1 - _EDGE) * height]
    folds = _folds(inner) if width > height else []
    if not folds:
        return lines_in_order(words, number, height)
    bounds = [float("-inf"), *folds, float("inf")]
    panels = [[word for word in inner if left < word.x0 <= right] for left, right in pairwise(bounds)]
    # What runs across a fold at the upper or lower edge of the sheet stands before or after them.
    above = [word for word in words if word.middle < _EDGE * height]
    below = [word for word in words if word.middle > (1 - _EDGE) * height]
    ordered: list[PdfLine] = []
    for part in (above, *_cover_first(panels), below):
        lines = lines_in_order(part, number, height)
        columns = 1 + max((line.column for line in ordered), default=-1)
        edge = 0.0 if part is above or part is below else _edge(part, width / len(panels))
        for line in lines:
            line.column += columns
            if line.right >= _right(part):
                line.right = max(line.right, edge)
        ordered += lines
    return ordered


def _edge(panel: list[PdfWord], pitch: float) -> float:
    """Where a panel's text ends, also where all of its lines are short: as far from its fold as it begins from the other."""
    left = _left(panel)
    fold = pitch * ((left + _right(panel)) / 2 // pitch)
    return fold + pitch - max(left - fold, 0.0)


def _left(words: list[PdfWord]) -> float:
    return min((word.x0 for word in words), default=0.0)


def _right(words: list[PdfWord]) -> float:
    return max((word.x1 for word in words), default=0.0)


def _panels(words: list[PdfWord], width: float, height: float) -> list[list[PdfWord]]:
    """The words of each panel; all in one where the sheet stands upright, or what lies side by side is a table.

    What runs across a fold at the upper or lower edge of the sheet stands before or after them.
    """
    if not words or width <= height:
        return [words]
    inner = [word for word in words if _EDGE * height <= word.middle <= (1 - _EDGE) * height]
    folds = _folds(inner)
    if not folds:
        return [words]
    above = [word for word in words if word.middle < _EDGE * height]
    below = [word for word in words if word.middle > (1 - _EDGE) * height]
    bounds = [float("-inf"), *folds, float("inf")]
    panels = [[word for word in inner if left < word.x0 <= right] for left, right in pairwise(bounds)]
    return [part for part in (above, *_cover_first(panels), below) if part]


def _folds(words: list[PdfWord]) -> list[float]:
    """Where the sheet is folded: strips that no word crosses, from the upper edge to the lower one."""
    folds: list[float] = []
    reached = begun = _left(words)
    last = _right(words)
    for word in sorted(words, key=lambda one: one.x0):
        is_apart = word.x0 - reached >= _FOLD and reached - begun >= _NARROWEST
        if is_apart and last - word.x0 >= _NARROWEST:
            fold = (reached + word.x0) / 2
            left = [one for one in words if begun <= one.x0 < fold]
            if _are_two_texts(left, [one for one in words if one.x0 > fold]):
                folds.append(fold)
                begun = word.x0
        reached = max(reached, word.x1)
    return folds


def _are_two_texts(left: list[PdfWord], right: list[PdfWord]) -> bool:
    """Whether two sides are no rows of one table: both are columns of text, or their lines stand at unlike heights."""
    if is_column(left) and is_column(right):
        return True
    sides = [[(row[0].middle, row[0].bottom) for row in rows_of_words(side)] for side in (left, right)]
    fewer, more = sorted(sides, key=len)
    alike = sum(
        any(abs(middle - its) < _SAME_LINE or abs(bottom - foot) < _SAME_LINE for its, foot in more)
        for middle, bottom in fewer
    )
    return 2 * alike < len(fewer)


def _cover_first(panels: list[list[PdfWord]]) -> list[list[PdfWord]]:
    """The panels; one whose largest word is far larger than those of all others is the cover."""
    sizes = [max(word.size for word in panel) for panel in panels]
    cover = sizes.index(max(sizes))
    others = sizes[:cover] + sizes[cover + 1 :]
    if others and sizes[cover] < _COVER * max(others):
        return panels
    return [panels[cover], *panels[:cover], *panels[cover + 1 :]]
