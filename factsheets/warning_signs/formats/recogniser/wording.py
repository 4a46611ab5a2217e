"""The words of a question or an expression, as the recogniser compares them."""

from __future__ import annotations

import re

from factsheets.language.plain_words import words_of

from .denials import without_denials
from .idioms import outspoken, without_idioms
from .numbers import is_at_least
from .slips import as_meant

#: Questions are shorter; whatever is not, costs no more time than this.
_MOST_CHARACTERS = 600
MOST_WORDS = 60
_AT_LEAST = re.compile(r"(?<!\S)([0-9]+\+)(?!\S)")
_DIGITS = re.compile(r"(\d+)")
_REPEATED = re.compile(r"([a-z])\1{2,}")
_LITTLE = """
2 a abit about absolutely actually after all almost also always am an and any anymore anything anyway are as at basically be because
been being bloody both but by completely constantly could did do does doing er even ever every everything for from fucking fully
god had has have having he help her here him his how i id if ill im in into is it its ive just kind kinda lately like literally lot
may me might mine my now of oh omg on or our own please pls proper properly quite r really she should since so some something
sometimes sort still stuff such suddenly than that the their them then there these they this those to today too totally u um ur very
was we well were what when whenever where which while whole will with would x yday yesterday yet you your
"""
#: They stand between other words without parting them.
LITTLE_WORDS = frozenset(_LITTLE.split())


#: The only words that may stand between the words of an exception.
ARTICLES = frozenset({"a", "an", "the", "my", "your", "our", "his", "her", "their"})


def words_of_line(line: str) -> list[str]:
    """The words of a line of a sign: as those of a question, and “8+” stays what it is."""
    words: list[str] = []
    for part in _AT_LEAST.split(line):
        words += [part] if is_at_least(part) else words_in(part)
    return words


def words_in(text: str) -> list[str]:
    """The words of `text`; “2stone” are two, and a letter typed three times or more counts as two: “peeeee” is “pee”."""
    return _parted(_plain(text))


def readings_of_question(text: str) -> list[list[str]]:
    """Those without what is denied, and “cannot” or “no” beside what amounts to it; then the same as it may be meant."""
    typed = without_denials(_plain(text))
    readings = dict.fromkeys((typed, as_meant(typed)))
    return [words for reading in readings if (words := _parted(outspoken(reading)))]


def _plain(text: str) -> str:
    return without_idioms(" ".join(words_of(text[:_MOST_CHARACTERS])))


def _parted(words: str) -> list[str]:
    return _REPEATED.sub(r"\1\1", _DIGITS.sub(r" \1 ", words)).split()[:MOST_WORDS]
