"""The part of a text that answers a question best, with the words of the question marked."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .analysis import WORD, stem

# No more of a text than this is looked at, so that a very long one costs no more than a long one.
_MOST_CHARACTERS = 60_000


def excerpt(text: str, stems: Collection[str], length: int) -> SafeString:
    """About `length` characters of a plain `text`, as HTML: everything is escaped, words with these stems stand in `<mark>`."""
    text = text[:_MOST_CHARACTERS]
    marks = [found.span() for found in WORD.finditer(text) if stem(found.group()) in stems]
    start, end = _window(text, marks, stems, length)
    inside = [(left, right) for left, right in marks if start <= left and right <= end]
    edges = [start, *(edge for mark in inside for edge in mark), end]
    parts = [escape(text[left:right]) for left, right in pairwise(edges)]
    marked = "".join(f"<mark>{part}</mark>" if number % 2 else part for number, part in enumerate(parts))
    # Only what was escaped a line above, and our own tags.
    return mark_safe(f"{'… ' if start else ''}{marked.strip()}{' …' if end < len(text) else ''}")  # noqa: S308


def _window(text: str, marks: list[tuple[int, int]], stems: Collection[str], length: int) -> tuple[int, int]:
    """Where the part with the most different words, then the most words, of the question starts and ends."""
    if len(text) <= length:
        return 0, len(text)
    best, start = (0, 0), 0
    last = 0
    for first, (left, _) in enumerate(marks):
        last = max(last, first)
        while last < len(marks) and marks[last][1] <= left + length:
            last += 1
        inside = [text[one:other] for one, other in marks[first:last]]
        score = (len({stem(word) for word in inside}), len(inside))
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
