"""Numbers in a question, and lines such as “8+”: eight or more."""

from __future__ import annotations

import re

_AT_LEAST = re.compile(r"[0-9]+\+")
_WORDS = (
    (1, "one"),
    (2, "two couple pair"),
    (3, "three few several"),
    (4, "four"),
    (5, "five"),
    (6, "six"),
    (7, "seven"),
    (8, "eight"),
    (9, "nine"),
    (10, "ten"),
    (11, "eleven"),
    (12, "twelve dozen"),
    (13, "thirteen"),
    (14, "fourteen"),
    (15, "fifteen"),
    (16, "sixteen"),
    (17, "seventeen"),
    (18, "eighteen"),
    (19, "nineteen"),
    (20, "twenty"),
    (24, "dozens"),
    (30, "thirty"),
    (40, "forty fourty"),
    (50, "fifty"),
    (60, "sixty"),
    (70, "seventy"),
    (80, "eighty"),
    (90, "ninety"),
    (100, "hundred hundreds"),
    (1000, "thousand thousands"),
)


def is_at_least(word: str) -> bool:
    """Whether a word of a sign is “8+”, “20+” and so on."""
    return bool(_AT_LEAST.fullmatch(word))


def least(word: str) -> int:
    """The smallest number that “8+” stands for."""
    return int(word.removesuffix("+"))


def number_words(word: str) -> frozenset[str]:
    """The numbers in letters that “8+” stands for, and itself."""
    return frozenset(
        {word, *(each for value, words in _WORDS if value >= least(word) for each in words.split())}
    )
