"""The part of a text that answers a question best, with the words of the question marked."""

from __future__ import annotations

import re
from array import array
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .analysis import WORD, stem

# No more of a text than this is looked at, so that a very long one costs no more than a long one.
_MOST_CHARACTERS = 60_000
_WORDS_APART = re.compile(f"({WORD.pattern})")

Expressions = Collection[tuple[str, ...]]


def excerpt(text: str, expressions: Expressions, length: int) -> SafeString:
    """About `length` characters of a plain `text`, as HTML: all is escaped, `expressions` (of stems) stand in `<mark>`."""
    text = text[:_MOST_CHARACTERS]
    marks = list(_marks(text, expressions))
    start, end = _window(text, marks, length)
    inside = [mark.span for mark in marks if start <= mark.span[0] and mark.span[1] <= end]
    edges = [start, *(edge for span in inside for edge in span), end]
    parts = [escape(text[left:right]) for left, right in pairwise(edges)]
    marked = "".join(f"<mark>{part}</mark>" if number % 2 else part for number, part in enumerate(parts))
    # Only what was escaped a line above, and our own tags.
    return mark_safe(f"{'… ' if start else ''}{marked.strip()}{' …' if end < len(text) else ''}")  # noqa: S308


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


def _window(text: str, marks: list[_Mark], length: int) -> tuple[int, int]:
    """Where the part with the most different words, then the most words, of the question starts and ends."""
    if len(text) <= length:
        return 0, len(text)
    best, start = (0, 0), 0
    last = 0
    for first, mark in enumerate(marks):
        left = mark.span[0]
        last = max(last, first)
        while last < len(marks) and marks[last].span[1] <= left + length:
            last += 1
        score = (len({inside.stem for inside in marks[first:last]}), last - first)
        if score > best:
            best, start = score, left
    return _at_words(text, max(0, start - length // 5) if start + length // 5 > length else 0, length)


def _at_words(text: str, start: int, length: int) -> tuple[int, int]:
    """The window moved so that it cuts through no word."""
    if start:
        start = next((at + 1 for at in range(start, max(start - 40, 0), -1) if text[at].isspace()), start)
    end = min(start + length, len(text))
    if end < len(text):
        end = next((at for at in range(end, max(end - 40, start), -1) if text[at].isspace()), end)
    return start, end
