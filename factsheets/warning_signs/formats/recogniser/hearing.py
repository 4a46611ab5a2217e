"""Where a question has the words of the warning signs: whole, in pieces of longer words, or parted by a space."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from factsheets.language.english import english_words

from .forms import forms_of
from .numbers import is_at_least, least
from .running import Piece, pieces_of_a_run
from .spelling import Likeness, Near, Spellings

_FEWEST_JOINED = 4
_FEWEST_JOINED_AND_MISSPELT = 8
#: Shorter wanted words are near to some piece of too many: “dryneedling” has no “dieing”.
_SHORTEST_OF_MISSPELT_PIECES = 4
_MOST_KEPT = 10_000


class HeardWord(NamedTuple):
    """Where a question has a word, and how like it is. A piece of a word has a place between two whole numbers."""

    places: tuple[float, ...]
    likeness: Likeness


class Hearing:
    """Hears the words of some expressions. What one typed word may be is found out once, and kept."""

    def __init__(self, expressions: Iterable[tuple[str, ...]]) -> None:
        words = {word for expression in expressions for word in expression}
        self._spellings = Spellings({word: forms_of(word) for word in words})
        self._at_least = [(least(word), word) for word in words if is_at_least(word)]
        self._heard: dict[str, list[tuple[float, Near]]] = {}

    def found(self, words: list[str]) -> dict[str, list[HeardWord]]:
        """Each wanted word with all the places at which `words` may have it."""
        found: dict[str, list[HeardWord]] = defaultdict(list)
        for at, word in enumerate(words):
            for within, near in self._hear(word):
                found[near.wanted].append(HeardWord((at + within,), near.likeness))
        for at, (word, following) in enumerate(pairwise(words)):
            for near in self._joined(word, following):
                found[near.wanted].append(HeardWord((at, at + 1), near.likeness))
        return found

    def _hear(self, word: str) -> list[tuple[float, Near]]:
        heard = self._heard.get(word)
        if heard is None:
            if len(self._heard) >= _MOST_KEPT:
                self._heard.clear()
            whole: list[tuple[float, Near]] = [
                (0, near) for near in (*self._spellings.near(word), *self._numbers(word))
            ]
            heard = self._heard[word] = whole + [
                ((piece.at + 1) / 100, near)
                for piece in pieces_of_a_run(word, self._spellings.wanted_by_form)
                for near in self._near_piece(piece)
            ]
        return heard

    def _numbers(self, word: str) -> list[Near]:
        if not word.isdecimal():
            return []
        number = int(word)
        return [Near(wanted, Likeness.SAME) for fewest, wanted in self._at_least if fewest <= number]

    def _near_piece(self, piece: Piece) -> list[Near]:
        if not piece.may_be_misspelt:
            return self._spellings.same(piece.word)
        return [near for near in self._nearly(piece.word) if len(near.wanted) >= _SHORTEST_OF_MISSPELT_PIECES]

    def _joined(self, word: str, following: str) -> list[Near]:
        joined = word + following
        if len(joined) < _FEWEST_JOINED:
            return []
        is_odd = not {word, following} <= english_words()
        return (
            self._nearly(joined)
            if is_odd and len(joined) >= _FEWEST_JOINED_AND_MISSPELT
            else self._spellings.same(joined)
        )

    def _nearly(self, word: str) -> list[Near]:
        return [near for near in self._spellings.near(word) if near.likeness <= Likeness.SLIP]
