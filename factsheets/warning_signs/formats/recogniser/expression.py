"""A word or a few words of a warning sign, and where a question has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from .hearing import HeardWord
from .numbers import is_at_least
from .spelling import Likeness, everyday_words
from .wording import LITTLE_WORDS, words_of_line

#: How many words may stand between two words of an expression, little ones aside: in their order, and out of it.
_MOST_BETWEEN = 2
_MOST_BETWEEN_AFTER_NOT = 1
_MOST_BETWEEN_OUT_OF_ORDER = 1
#: Of a question that says the same word over and over, no more ways to read a line are followed: one is enough.
_MOST_WAYS = 200
_NOT = frozenset({"not", "no", "never", "dont", "without", "isnt", "havent", "didnt", "doesnt", "wont"})


_TELLING_NOTHING = LITTLE_WORDS | _NOT | {"cant", "able"}


class Stretch(NamedTuple):
    """Where a question has an expression: the places of its words, how like each is, and how many are telling.

    A telling word is written as it should be and is no everyday word.
    """

    places: tuple[float, ...] = ()
    likenesses: tuple[Likeness, ...] = ()
    telling: int = 0

    @property
    def is_doubtful(self) -> bool:
        """Whether any of its words may have been meant as another."""
        return any(self.likenesses)


class Place(NamedTuple):
    """A question by its words: `found` for each wanted word, `content[n]` words that are not little before the n-th."""

    found: Mapping[str, list[HeardWord]]
    content: list[int]

    def between(self, one: float, other: float) -> int:
        """How many words that are not little stand between two places."""
        first, last = sorted((int(one), int(other)))
        return max(0, self.content[last] - self.content[min(first + 1, last)])


def expressions_of(lines: Iterable[str]) -> list[tuple[str, ...]]:
    """The words of each line; “cannot” is also “not able”."""
    found: dict[tuple[str, ...], None] = {}
    for line in lines:
        words = tuple(words_of_line(line))
        if words:
            found[words] = None
            if "cant" in words:
                at = words.index("cant")
                found[(*words[:at], "not", "able", *words[at + 1 :])] = None
    return list(found)


def stretches(words: tuple[str, ...], place: Place, hidden: frozenset[float]) -> Iterator[Stretch]:
    """Everywhere that all of `words` stand close together, in any order, on places that are not `hidden`."""
    begun = [Stretch()]
    before = ""
    for word in words:
        most = _MOST_BETWEEN_AFTER_NOT if before in _NOT else _MOST_BETWEEN
        begun = list(
            dict.fromkeys(
                _longer(stretch, word, found)
                for stretch in begun
                for found in place.found[word]
                if hidden.isdisjoint(found.places) and _continues(stretch, found, place, most)
            )
        )[:_MOST_WAYS]
        before = word
    yield from begun


def in_a_row(words: tuple[str, ...], place: Place) -> Iterator[float]:
    """The places of `words` wherever they stand in their order with nothing between that counts in `place`."""
    rows: list[tuple[float, ...]] = [()]
    for word in words:
        rows = [
            (*row, *found.places)
            for row in rows
            for found in place.found[word]
            if found.likeness is Likeness.SAME
            and (not row or (found.places[0] > row[-1] and not place.between(row[-1], found.places[0])))
        ][:_MOST_WAYS]
    for row in rows:
        yield from row


def _longer(stretch: Stretch, word: str, found: HeardWord) -> Stretch:
    is_telling = found.likeness is Likeness.SAME and _tells(word)
    return Stretch(
        (*stretch.places, *found.places), (*stretch.likenesses, found.likeness), stretch.telling + is_telling
    )


def _tells(word: str) -> bool:
    return not (word in _TELLING_NOTHING or word in everyday_words() or is_at_least(word))


def _continues(stretch: Stretch, found: HeardWord, place: Place, most: int) -> bool:
    if not stretch.places:
        return True
    if not set(stretch.places).isdisjoint(found.places):
        return False
    last, here = stretch.places[-1], found.places[0]
    if here < last:
        last, here, most = min(stretch.places), found.places[-1], _MOST_BETWEEN_OUT_OF_ORDER
    return place.between(last, here) <= most
