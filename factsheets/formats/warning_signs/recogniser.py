"""Which warning signs somebody's words have, most urgent first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from factsheets.formats.plain_words import is_form_of, words_of
from factsheets.policy import WarningLevel

from .sign import Sign

_MOST_CHARACTERS = 200
_MOST_WORDS = 20


class Recognised(NamedTuple):
    level: str
    sign: Sign


class Recogniser:
    """Made once of all signs, and kept: making it does the work that questions then need not do."""

    def __init__(self, signs: Iterable[Sign]) -> None:
        order = {level: place for place, level in enumerate(WarningLevel.values)}
        self._signs = sorted(signs, key=lambda sign: order[sign.level])

    def signs_in(self, q: str) -> list[Sign]:
        """All that `q` has, most urgent first."""
        words = words_of(q[:_MOST_CHARACTERS])[:_MOST_WORDS]
        return [sign for sign in self._signs if _has(words, sign)]

    def warning_in(self, q: str) -> Recognised | None:
        """The most urgent sign that `q` has."""
        signs = self.signs_in(q)
        return Recognised(signs[0].level, signs[0]) if signs else None

    def levels_in(self, q: str) -> list[str]:
        """The level of each sign that `q` has, once, most urgent first."""
        return list(dict.fromkeys(sign.level for sign in self.signs_in(q)))


def _has(words: list[str], sign: Sign) -> bool:
    return all(
        any(_stands_in(expression, words) for expression in expressions)
        for expressions in (sign.about, sign.wrong)
        if expressions
    )


def _stands_in(expression: str, words: list[str]) -> bool:
    return all(any(is_form_of(word, wanted) for word in words) for wanted in words_of(expression))
