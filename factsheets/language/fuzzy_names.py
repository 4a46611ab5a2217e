"""Whether what somebody searched for may have meant one of some names, in spite of typing errors."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from .plain_words import words_of

#: Of 100 (rapidfuzz's ratio): about one wrong letter in seven.
_ALIKE = 85
#: A part of a name has so many: “back” is part of too many.
_FEWEST_LETTERS = 5


def means_one_of(term: str, names: Iterable[str]) -> bool:
    """Whether `term` is one of `names` give or take a letter, or a part of one, or says more than one of them.

    Of “Medical acupuncture”: “accupuncture”, “medical acupuncture for cats”.
    """
    typed = words_of(term)
    is_telling = len("".join(typed)) >= _FEWEST_LETTERS
    return any(
        _all_in(name, typed) or (is_telling and _all_in(typed, name)) or _same(name, typed)
        for name in map(words_of, names)
    )


def is_one_of(term: str, names: Iterable[str]) -> bool:
    """Whether `term` is one of `names`, give or take a letter."""
    typed = words_of(term)
    return any(_same(words_of(name), typed) for name in names)


def _all_in(words: list[str], others: list[str]) -> bool:
    return bool(words) and all(_is_like(word, others) for word in words)


def _same(name: list[str], typed: list[str]) -> bool:
    """As one string, so that two words run together, or one word parted, make no difference."""
    return bool(name) and _is_like("".join(name), ["".join(typed)])


def _is_like(word: str, others: list[str]) -> bool:
    return process.extractOne(word, others, scorer=fuzz.ratio, score_cutoff=_ALIKE) is not None
