"""Which warning signs somebody's words have, most urgent first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from factsheets.language.vocabulary import WarningLevel

from .expression import Place, Stretch, expressions_of, in_a_row, stretches
from .hearing import Hearing
from .sign import Sign
from .spelling import Likeness
from .typed import pieces_of
from .wording import ARTICLES, LITTLE_WORDS, readings_of_question

#: How many words may stand between a thing and what is wrong with it, little ones aside.
_MOST_BETWEEN = 5


class Recognised(NamedTuple):
    """A sign, and the level of the warning that it brings."""

    level: str
    sign: Sign


class _Lines:
    """Some expressions of a sign."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.expressions = expressions_of(lines)


#: Of some lines, the expressions of which a question has every word, wherever it stands.
_Having = Mapping[_Lines, list[tuple[str, ...]]]


class _ByFirstWord:
    """The expressions of all signs by their first word: of very many, a question has few."""

    def __init__(self, all_lines: Iterable[_Lines]) -> None:
        self._by_first: dict[str, list[tuple[_Lines, tuple[str, ...]]]] = {}
        for lines in all_lines:
            for words in lines.expressions:
                self._by_first.setdefault(words[0], []).append((lines, words))

    def in_(self, place: Place) -> _Having:
        """Those that `place` may have, for the lines that have any."""
        found = place.found
        having: dict[_Lines, list[tuple[str, ...]]] = {}
        for first in self._by_first.keys() & found.keys():
            for lines, words in self._by_first[first]:
                if all(word in found for word in words):
                    having.setdefault(lines, []).append(words)
        return having


class _Prepared:
    def __init__(self, sign: Sign) -> None:
        self.sign = sign
        self.about, self.wrong, self.leaves_alone = (
            _Lines(lines) for lines in (sign.about, sign.wrong, sign.leaves_alone)
        )


class Recogniser:
    """Made once of all signs, and kept: making it does the work that questions then need not do."""

    def __init__(self, signs: Iterable[Sign]) -> None:
        order = {level: place for place, level in enumerate(WarningLevel.values)}
        self._signs = [_Prepared(sign) for sign in sorted(signs, key=lambda sign: order[sign.level])]
        self._hearing = Hearing(
            words for each in self._signs for lines in (each.about, each.wrong) for words in lines.expressions
        )
        self._lines = _ByFirstWord(lines for each in self._signs for lines in (each.about, each.wrong))
        self._left_alone = _ByFirstWord(each.leaves_alone for each in self._signs)
        # Exceptions have words of their own, so that a new one never lets a sign be found that was not.
        self._exceptions = Hearing(words for each in self._signs for words in each.leaves_alone.expressions)

    def signs_in(self, q: str) -> list[Sign]:
        """All that `q` has, most urgent first."""
        return list(self._each_in(q))

    def warning_in(self, q: str) -> Recognised | None:
        """The most urgent sign that `q` has."""
        sign = next(self._each_in(q), None)
        return Recognised(sign.level, sign) if sign else None

    def levels_in(self, q: str) -> list[str]:
        """The level of each sign that `q` has, once, most urgent first."""
        return list(dict.fromkeys(sign.level for sign in self._each_in(q)))

    def _each_in(self, q: str) -> Iterator[Sign]:
        readings = [words for piece in pieces_of(q) for words in readings_of_question(piece)]
        if len(readings) == 1:
            yield from self._in_words(readings[0])
            return
        heard = {id(sign) for words in readings for sign in self._in_words(words)}
        yield from (prepared.sign for prepared in self._signs if id(prepared.sign) in heard)

    def _in_words(self, words: list[str]) -> Iterator[Sign]:
        place = Place(self._hearing.found(words), _content(words, LITTLE_WORDS))
        having = self._lines.in_(place)
        quiet: Place | None = None
        for prepared in self._signs:
            if not _has(prepared, having, place, frozenset()):
                continue
            if prepared.leaves_alone.expressions:
                quiet = quiet or Place(self._exceptions.found(words), _content(words, ARTICLES))
                left_alone = self._left_alone.in_(quiet).get(prepared.leaves_alone, ())
                hidden = frozenset(each for expression in left_alone for each in in_a_row(expression, quiet))
                if hidden and not _has(prepared, having, place, hidden):
                    continue
            yield prepared.sign


def _content(words: list[str], passed_over: frozenset[str]) -> list[int]:
    """How many words stand before each place, those that are `passed_over` aside."""
    counts = [0]
    for word in words:
        counts.append(counts[-1] + (word not in passed_over))
    return counts


def _has(prepared: _Prepared, having: _Having, place: Place, hidden: frozenset[float]) -> bool:
    if prepared.about not in having:
        return False
    about = _all_stretches(having[prepared.about], place, hidden)
    if not prepared.wrong.expressions:
        return any(_is_sure(one) for one in about)
    wrong = list(_all_stretches(having.get(prepared.wrong, ()), place, hidden))
    return bool(wrong) and any(
        _is_sure(one, other) and _is_near(one, other, place) for one in about for other in wrong
    )


def _all_stretches(
    expressions: Iterable[tuple[str, ...]], place: Place, hidden: frozenset[float]
) -> Iterator[Stretch]:
    for expression in expressions:
        yield from stretches(expression, place, hidden)


def _is_sure(*parts: Stretch) -> bool:
    """Whether one word at most is doubtful, and then all others are written as they should be, and enough."""
    likenesses = [likeness for part in parts for likeness in part.likenesses]
    doubtful = [likeness for likeness in likenesses if likeness >= Likeness.GUESS]
    if not doubtful:
        return True
    others_are_right = likenesses.count(Likeness.SAME) == len(likenesses) - 1 > 0
    return others_are_right and (doubtful == [Likeness.GUESS] or any(part.telling for part in parts))


def _is_near(one: Stretch, other: Stretch, place: Place) -> bool:
    shared = set(one.places) & set(other.places)
    if shared and (one.is_doubtful or other.is_doubtful or set(one.places) == set(other.places)):
        return False  # one word is hardly both the thing and what is wrong with it
    first, last = sorted((one, other), key=lambda each: min(each.places))
    overlap = max(first.places) >= min(last.places)
    return overlap or place.between(max(first.places), min(last.places)) <= _MOST_BETWEEN
