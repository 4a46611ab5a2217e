"""Which words of the warning signs a typed word may be, however it is spelt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from factsheets.language.english import english_words

_WORDS = Path(__file__).parents[3] / "language" / "words"
_MOST_LETTERS = 30
#: Shorter ones are one letter away from far too much.
_FEWEST_LETTERS = 3
_SHORT = 3
_MOST_WRONG = 3
_MOST_KEPT = 10_000


class Likeness(IntEnum):
    """How sure it is that a typed word is the wanted one."""

    SAME = 0  # the word or one of its forms
    SLIP = 1  # no word of English, and near to it
    GUESS = 2  # a rare English word, or a very short one: only where all else of the sign is written as it should be
    LONG_SHOT = 3  # a common English word: only where, besides, another word of the sign is no everyday one


class Near(NamedTuple):
    """A word of the signs, and how sure it is that it was meant."""

    wanted: str
    likeness: Likeness


@cache
def everyday_words() -> frozenset[str]:
    """Words so ordinary, and abbreviations so usual beside back pain, that they stand for themselves alone."""
    return _words_in("everyday-english.txt")


@cache
def common_words() -> frozenset[str]:
    """The commonest other English words."""
    return _words_in("common-english.txt")


def _words_in(name: str) -> frozenset[str]:
    return frozenset((_WORDS / name).read_text(encoding="utf-8").split())


class Spellings:
    """The wanted words by each of their forms. Whether a typed word is one of them depends on these two words alone."""

    def __init__(self, forms: dict[str, frozenset[str]]) -> None:
        self.wanted_by_form: dict[str, list[str]] = defaultdict(list)
        for wanted, its_forms in forms.items():
            for form in its_forms:
                self.wanted_by_form[form].append(wanted)
        #: Forms by what is left of them without one of their letters: two words with one slip have one of these in common.
        self._forms_by_rest: dict[str, list[str]] = defaultdict(list)
        self._long_forms: dict[tuple[str, int], list[str]] = defaultdict(list)
        for form in self.wanted_by_form:
            if len(form) >= _FEWEST_LETTERS and form.isalpha():
                for rest in _rests(form):
                    self._forms_by_rest[rest].append(form)
                if _allowed(len(form)) > 1:
                    self._long_forms[form[0], len(form)].append(form)
        self._known: dict[str, tuple[Near, ...]] = {}

    def near(self, typed: str) -> tuple[Near, ...]:
        """Each wanted word once, as like as it is."""
        known = self._known.get(typed)
        if known is None:
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
            known = self._known[typed] = self._find(typed)
        return known

    def same(self, typed: str) -> list[Near]:
        """The wanted words that `typed` is a form of."""
        return [Near(wanted, Likeness.SAME) for wanted in self.wanted_by_form.get(typed, ())]

    def _find(self, typed: str) -> tuple[Near, ...]:
        found: dict[str, Likeness] = {}
        for form, likeness in self._alike(typed):
            for wanted in self.wanted_by_form[form]:
                found[wanted] = min(likeness, found.get(wanted, likeness))
        found |= dict(self.same(typed))
        return tuple(Near(*each) for each in found.items())

    def _alike(self, typed: str) -> Iterable[tuple[str, Likeness]]:
        if len(typed) < 2 or len(typed) > _MOST_LETTERS or not typed.isalpha() or typed in everyday_words():
            return
        is_english = typed in english_words()
        doubt = Likeness.LONG_SHOT if typed in common_words() else Likeness.GUESS
        one_slip = {form for rest in _rests(typed) for form in self._forms_by_rest.get(rest, ())}
        for form in one_slip:
            if OSA.distance(typed, form) == 1:
                yield form, doubt if is_english or len(form) <= _SHORT else Likeness.SLIP
        if not is_english and not _is_slip_of_an_ordinary_word(typed):
            yield from ((form, Likeness.SLIP) for form in self._with_more_slips(typed))

    def _with_more_slips(self, typed: str) -> Iterable[str]:
        """Long forms with the same first letter, which is seldom wrong."""
        for length in range(len(typed) - _MOST_WRONG, len(typed) + _MOST_WRONG + 1):
            same_letter = self._long_forms.get((typed[0], length), ())
            for form, *_ in extract(
                typed, same_letter, scorer=OSA.distance, score_cutoff=_allowed(length), limit=None
            ):
                yield form


def _is_slip_of_an_ordinary_word(typed: str) -> bool:
    """Whether it is one letter away from an ordinary word: “massge” is massage, and no mass."""
    near = extract(typed, _ordinary_by_letter()[typed[0]], scorer=OSA.distance, score_cutoff=1, limit=1)
    return bool(near)


@cache
def _ordinary_by_letter() -> dict[str, list[str]]:
    by_letter: dict[str, list[str]] = defaultdict(list)
    for word in everyday_words() | common_words():
        if len(word) > _SHORT + 1:
            by_letter[word[0]].append(word)
    return by_letter


def _rests(word: str) -> set[str]:
    """The word, and the word without each of its letters."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _allowed(length: int) -> int:
    """How many letters may be wrong, missing, too many or exchanged in a word of so many."""
    return 1 if length < 6 else 2 if length < 10 else _MOST_WRONG
