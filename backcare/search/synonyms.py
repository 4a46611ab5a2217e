"""Expressions of the same meaning: found in a question, and answered with each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.module_loading import import_string

from .analysis import spelled_words, stem

Expression = tuple[str, ...]
Groups = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Span:
    """A part of a question, as stems, and what else it can be called."""

    words: Expression
    others: tuple[Expression, ...] = ()


def groups_from(option: str | Callable[[], Sequence[Sequence[str]]] | None) -> Groups:
    """The groups of today, from the back end's option: a callable, or the dotted path of one."""
    if not option:
        return ()
    source = import_string(option) if isinstance(option, str) else option
    return tuple(tuple(group) for group in source())


def spans(words: Sequence[str], groups: Groups) -> list[Span]:
    """A question, given as stems, in parts: the longest expressions that have other names, and single words."""
    known, longest = _by_expression(groups)
    found: list[Span] = []
    at = 0
    while at < len(words):
        for length in range(min(longest, len(words) - at), 1, -1):
            part = tuple(words[at : at + length])
            if part in known:
                break
        else:
            part = (words[at],)
        found.append(Span(part, known.get(part, ())))
        at += len(part)
    return found


@lru_cache(maxsize=8)
def _by_expression(groups: Groups) -> tuple[dict[Expression, tuple[Expression, ...]], int]:
    known: dict[Expression, dict[Expression, None]] = {}
    for group in groups:
        expressions = [
            found for each in group if (found := tuple(stem(word) for word in spelled_words(each)))
        ]
        for expression in expressions:
            others = known.setdefault(expression, {})
            others.update({other: None for other in expressions if other != expression})
    longest = max((len(expression) for expression in known), default=0)
    return {expression: tuple(others) for expression, others in known.items()}, longest
