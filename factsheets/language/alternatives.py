"""Therapies between which somebody asks, as in “osteopath or physio”: each of them is an answer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile
from typing import NamedTuple

from .plain_words import words_of

#: Between two things either of which will do. A stroke stands between letters: “24/7” is no choice.
_OR = re.compile(
    r"\s+(?:and/or|or|vs\.?|versus|compared (?:to|with))\s+|(?<=[^\W\d_])\s*/\s*(?=[^\W\d_])", re.IGNORECASE
)
#: Between two things that nobody looks for in one factsheet, if both are therapies.
_AND = re.compile(r"\s*[,&+]\s*(?:and\s+)?|\s+and\s+", re.IGNORECASE)
_LITERAL = re.compile(r"[\"“”][^\"“”]*[\"“”]|\S*(?:://|www\.)\S*")
_ARTICLES = frozenset({"a", "an", "the"})
#: What is no name here, but stands beside one, may have so many words: “deep tissue massage”.
_MOST_WORDS = 3
_LONGEST_NAME = 5
#: Words that begin alike are of one family: “osteopath” and “osteopathy”, “chiropractor” and “chiropractic”.
_ALIKE_LETTERS = 5
_DIFFERENT_LETTERS = 3


class Alternatives(NamedTuple):
    """What is asked for, each by its words, and what else the question says."""

    names: list[str]
    besides: str


class TherapyNames:
    """What the therapies of a library are called, quick to look up."""

    def __init__(self, titles: Iterable[str], groups: Iterable[Iterable[str]]) -> None:
        """`titles` of factsheets, and groups of expressions of one meaning: what means the same as a title is a name."""
        self._whole: set[tuple[str, ...]] = set()
        self._families: dict[str, set[str]] = {}
        for title in titles:
            words = words_of(title)
            self._whole.add(tuple(words))
            for word in words:
                self._families.setdefault(word[:_ALIKE_LETTERS], set()).add(word)
        for group in groups:
            names = [tuple(words_of(name)) for name in group]
            if any(name in self._whole or (len(name) == 1 and self._is_of_title(name[0])) for name in names):
                self._whole.update(names)

    def is_name(self, words: list[str]) -> bool:
        """Whether `words`, as `words_of` gives them, are a whole name, also in the plural."""
        return tuple(words) in self._whole or tuple(word.removesuffix("s") for word in words) in self._whole

    def at_end(self, words: list[str]) -> int:
        """How many of the last words are a name."""
        return next((n for n in _lengths(words) if self.is_name(words[-n:])), self._one(words[-1:]))

    def at_start(self, words: list[str]) -> int:
        """How many of the first words are a name."""
        return next((n for n in _lengths(words) if self.is_name(words[:n])), self._one(words[:1]))

    def _one(self, words: list[str]) -> int:
        return int(any(self._is_like_title(word) for word in words))

    def _is_of_title(self, word: str) -> bool:
        return len(word) >= _ALIKE_LETTERS and word in self._families.get(word[:_ALIKE_LETTERS], ())

    def _is_like_title(self, word: str) -> bool:
        family = self._families.get(word[:_ALIKE_LETTERS], ()) if len(word) >= _ALIKE_LETTERS else ()
        return any(
            other.startswith(word)
            or _letters_alike(word, other) >= max(len(word), len(other)) - _DIFFERENT_LETTERS
            for other in family
        )


def alternatives_in(question: str, names: TherapyNames) -> Alternatives | None:
    """The therapies between which `question` asks; None if it does not, or asks for what stands in quotation marks."""
    if _LITERAL.search(question):
        return None
    sides = [_without_articles(words_of(side)) for side in _OR.split(question)]
    if len(sides) > 1:
        return _between(sides, names) if all(sides) else None
    sides = [_without_articles(words_of(side)) for side in _AND.split(question)]
    if len(sides) > 1 and all(sides) and all(map(names.is_name, sides)):
        return Alternatives([" ".join(side) for side in sides], "")
    return None


def may_ask_between(question: str) -> bool:
    """Whether the names of therapies are worth a look."""
    return bool(_OR.search(question) or _AND.search(question))


def _between(sides: list[list[str]], names: TherapyNames) -> Alternatives | None:
    first, *middle, last = sides
    before, after = len(first) - names.at_end(first), names.at_start(last)
    known = [before < len(first), *map(names.is_name, middle), after > 0]
    if not any(known):
        return None
    # A side without a name is taken whole, if it is not a sentence of its own.
    if not known[0]:
        before = 0
    if not known[-1]:
        after = len(last)
    chosen = [first[before:], *middle, last[:after]]
    if any(len(words) > _MOST_WORDS for words, is_known in zip(chosen, known, strict=True) if not is_known):
        return None
    return Alternatives([" ".join(words) for words in chosen], " ".join([*first[:before], *last[after:]]))


def _without_articles(words: list[str]) -> list[str]:
    return [word for word in words if word not in _ARTICLES]


def _letters_alike(one: str, other: str) -> int:
    """How many letters two words begin with in common."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _lengths(words: list[str]) -> range:
    return range(min(_LONGEST_NAME, len(words)), 0, -1)
