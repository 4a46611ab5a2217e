"""The part of a text that answers a question best, with the words of the question marked."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .analysis import WORD, stem
from .sentences import BULLET, Span, Unit, has_caveat, units_of

# No more of a text than this is looked at, so that a very long one costs no more than a long one.
_MOST_CHARACTERS = 20_000
# A sentence may be so many times as long as an excerpt before it is cut or left out.
_LONGEST = 2
_WORDS_APART = re.compile(f"({WORD.pattern})")
# The end of a line, with the bullet of the one that follows.
_BREAK = re.compile(f"\n(?:{BULLET})?")

Expressions = Collection[tuple[str, ...]]


def excerpt(text: str, expressions: Expressions, length: int) -> SafeString:
    """About `length` characters of a plain `text`, as HTML: all is escaped, `expressions` (of stems) stand in `<mark>`.

    It is of whole sentences: a longer one is shown whole, or cut where nothing that is left out can turn its meaning, or
    another is chosen. Of a long list, the sentence that leads it in stands with the lines that answer. Empty where no
    part can be shown without the rest.
    """
    looked_at = text if len(text) <= length else text[:_MOST_CHARACTERS]
    marks = list(_marks(looked_at, expressions))
    spans = _best(looked_at, marks, length, is_whole=len(looked_at) == len(text))
    shown = " … ".join(_shown(looked_at, span, marks) for span in spans)
    if not shown:
        return SafeString("")
    before, after = spans[0][0] > 0, text[spans[-1][1] :].strip()
    # Only what was escaped, and our own tags.
    return mark_safe(f"{'… ' if before else ''}{shown}{' …' if after else ''}")  # noqa: S308


def _shown(text: str, span: Span, marks: list[_Mark]) -> str:
    """One part, in one line."""
    start, end = span
    inside = [mark.span for mark in marks if start <= mark.span[0] and mark.span[1] <= end]
    edges = [start, *(edge for each in inside for edge in each), end]
    parts = [escape(_BREAK.sub(" ", text[left:right])) for left, right in pairwise(edges)]
    return "".join(
        f"<mark>{part}</mark>" if number % 2 else part for number, part in enumerate(parts)
    ).strip()


class _Mark(NamedTuple):
    span: tuple[int, int]
    stem: str


def _marks(text: str, expressions: Expressions) -> Iterator[_Mark]:
    """The words of a text that belong to an expression which stands there whole, in order."""
    beginnings = {expression[0] for expression in expressions if expression}
    lengths = sorted({len(expression) for expression in expressions}, reverse=True)
    stems, edges = _taken_apart(text)
    marked = 0
    for at, begun in enumerate(stems):
        if begun not in beginnings:
            continue
        for length in lengths:
            expression = stems[at : at + length]
            if expression in expressions:
                end = at + len(expression)
                for place in range(max(at, marked), end):
                    yield _Mark((edges[2 * place], edges[2 * place + 1]), stems[place])
                marked = max(marked, end)
                break


@lru_cache(maxsize=5_000)
def _taken_apart(text: str) -> tuple[tuple[str, ...], array[int]]:
    """The stems of its words, and where each word starts and ends. The best results are the same for many questions."""
    parts = _WORDS_APART.split(text)  # every second one is a word
    ends = array("L", accumulate(map(len, parts)))
    return tuple(stem(word) for word in parts[1::2]), ends


class _Score(NamedTuple):
    """How well a part answers: the most different words, then the most words, of the question."""

    different: int
    all: int
    is_uncut: bool


def _best(text: str, marks: list[_Mark], length: int, *, is_whole: bool) -> list[Span]:
    """The spans of the part that answers best; the first of those that answer alike. Where only the beginning of a text is
    looked at, its last unit may go on."""
    if len(text) <= length:
        return [(0, len(text))]
    units = units_of(text, _LONGEST * length)
    units = units if is_whole else units[:-1]
    starts = [mark.span[0] for mark in marks]
    most = _Score(len({mark.stem for mark in marks}), len(marks), is_uncut=True)
    best: list[Span] = []
    highest = _Score(-1, 0, is_uncut=False)
    for number, unit in enumerate(units):
        spans = (
            _run(units[number:], length)
            if unit.length <= _LONGEST * length
            else _cut(text, unit, marks, length)
        )
        if not spans:
            continue
        inside = [
            mark.stem
            for start, end in spans
            for mark in marks[bisect_left(starts, start) : bisect_left(starts, end)]
        ]
        score = _Score(len(set(inside)), len(inside), is_uncut=unit.length <= _LONGEST * length)
        if score > highest:
            highest, best = score, spans
        if highest == most:
            break
    return best


def _run(units: Sequence[Unit], length: int) -> list[Span]:
    """The first unit, and those after it that there is room for."""
    start, end = units[0][:2]
    for unit in units[1:]:
        if unit.end - start > length:
            break
        end = unit.end
    return [(start, end)]


def _cut(text: str, unit: Unit, marks: list[_Mark], length: int) -> list[Span]:
    """A part of a unit that is too long, if what is left out cannot turn its meaning; else nothing."""
    inside = [mark for mark in marks if unit.start <= mark.span[0] < unit.end]
    if unit.items:
        return _some_items(text, unit, inside, length)
    return [] if has_caveat(text[unit.start : unit.end]) else [_window(text, unit, inside, length)]


def _some_items(text: str, unit: Unit, marks: list[_Mark], length: int) -> list[Span]:
    """What leads a list in, with those of its lines that have a caveat, then a word of the question, then the first ones."""
    sizes = [end - start for start, end in unit.items]
    kept = {at for at, (start, end) in enumerate(unit.items) if has_caveat(text[start:end])}
    marked = {
        at for at, (start, end) in enumerate(unit.items) if any(start <= m.span[0] < end for m in marks)
    }
    lead_in = (unit.start, text.rindex("\n", unit.start, unit.items[0][0]))
    taken = lead_in[1] - lead_in[0] + sum(sizes[at] for at in kept)
    if taken > _LONGEST * length:
        return []
    for at in (*sorted(marked - kept), *sorted(set(range(len(sizes))) - marked - kept)):
        if taken + sizes[at] <= (_LONGEST * length if at in marked else length):
            kept.add(at)
            taken += sizes[at]
    spans, last = [lead_in], -1
    for at in sorted(kept):
        start, end = unit.items[at]
        if at == last + 1:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
        last = at
    return spans


def _window(text: str, unit: Unit, marks: list[_Mark], length: int) -> Span:
    """Where the part of a unit with the most different words, then the most words, of the question starts and ends."""
    best, start = (0, 0), unit.start
    last = 0
    for first, mark in enumerate(marks):
        left = mark.span[0]
        last = max(last, first)
        while last < len(marks) and marks[last].span[1] <= left + length:
            last += 1
        score = (len({inside.stem for inside in marks[first:last]}), last - first)
        if score > best:
            best, start = score, left
    if start - unit.start + length // 5 <= length:
        return _at_words(text, unit, unit.start, length)
    return _at_words(text, unit, start - length // 5, length)


def _at_words(text: str, unit: Unit, start: int, length: int) -> Span:
    """The window moved so that it cuts through no word."""
    if start > unit.start:
        start = next(
            (at + 1 for at in range(start, max(start - 40, unit.start), -1) if text[at].isspace()), start
        )
    end = min(start + length, unit.end)
    if end < unit.end:
        end = next((at for at in range(end, max(end - 40, start), -1) if text[at].isspace()), end)
    return start, end
