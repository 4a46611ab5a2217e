"""Expressions of the same meaning: found in a question, and answered with each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.utils.module_loading import import_string

from .analysis import spelled_words, stem

Expression = tuple[str, ...]
Groups = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Span:
    """A part of a question, as stems, what else it can be called, and how else it can be written."""

    words: Expression
    others: tuple[Expression, ...] = ()
    spellings: tuple[Expression, ...] = ()


@dataclass(frozen=True)
class Synonyms:
    """Groups of expressions, ready to be looked up."""

    others: dict[Expression, tuple[Expression, ...]] = field(default_factory=dict)
    # Every word of every expression as spelled: none of them is a typing error.
    words: frozenset[str] = frozenset()
    longest: int = 0

    @classmethod
    def of(cls, groups: Groups) -> Synonyms:
        """The synonyms in `groups`, each a number of expressions of one meaning."""
        others: dict[Expression, dict[Expression, None]] = {}
        words: set[str] = set()
        for group in groups:
            spelled = [spelled_words(expression) for expression in group]
            words.update(word for expression in spelled for word in expression)
            expressions = [found for each in spelled if (found := tuple(stem(word) for word in each))]
            for expression in expressions:
                same = others.setdefault(expression, {})
                same.update((other, None) for other in expressions if other != expression)
        known = {expression: tuple(same) for expression, same in others.items()}
        return cls(known, frozenset(words), max(map(len, known), default=0))

    def spans(self, words: Sequence[str]) -> list[Span]:
        """A question, given as stems, in parts: the longest expressions that have other names, and single words."""
        found: list[Span] = []
        at = 0
        while at < len(words):
            parts = (tuple(words[at : at + length]) for length in range(self.longest, 1, -1))
            part = next((part for part in parts if part in self.others), (words[at],))
            found.append(Span(part, self.others.get(part, ())))
            at += len(part)
        return found


NO_SYNONYMS = Synonyms()
# The groups that were asked for last and what they were made into: as long as they are the same list, so is that.
_last: list[tuple[Groups, Synonyms]] = []


def synonyms_from(option: str | Callable[[], Groups] | None) -> Synonyms:
    """The synonyms of today, from the back end's option: a callable that returns groups, or the dotted path of one."""
    if not option:
        return NO_SYNONYMS
    groups = import_string(option)() if isinstance(option, str) else option()
    if not _last or _last[0][0] is not groups:
        _last[:] = [(groups, Synonyms.of(groups))]
    return _last[0][1]
