"""The warning signs, tried on the kept phrases: what each catches rightly and wrongly, and what nothing catches."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple
from weakref import WeakKeyDictionary

from factsheets.language.vocabulary import NO_WARNING, WarningLevel
from factsheets.warning_signs.formats.recogniser import Recogniser, Sign
from factsheets.warning_signs.formats.sign_changes import applied, undone
from factsheets.warning_signs.models.warning_phrase import WarningPhrase
from factsheets.warning_signs.models.warning_sign import WarningSign
from factsheets.warning_signs.models.warning_sign_change import WarningSignChange

from .warnings import recogniser

#: The most urgent first; what no sign catches comes last.
_ORDER = {level: place for place, level in enumerate([*WarningLevel.values, NO_WARNING])}
_IN_WORDS = {**dict(WarningLevel.choices), NO_WARNING: "No warning"}

_found: WeakKeyDictionary[Recogniser, dict[str, tuple[Sign, ...]]] = WeakKeyDictionary()


class Tried(NamedTuple):
    """One phrase: what it should bring, what it brings, and the names of the signs that do it."""

    phrase: str
    expected: str
    found: str
    signs: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        """Whether it brings the level that it should."""
        return self.found == self.expected

    @property
    def is_missed(self) -> bool:
        """Whether somebody in danger would see nothing, or something less urgent."""
        return _ORDER[self.found] > _ORDER[self.expected]

    @property
    def is_false_alarm(self) -> bool:
        """Whether somebody would see a warning for nothing, or a more urgent one than they need."""
        return _ORDER[self.found] < _ORDER[self.expected]

    @property
    def expected_in_words(self) -> str:
        """The level that it should bring, or “No warning”."""
        return _IN_WORDS[self.expected]

    @property
    def found_in_words(self) -> str:
        """The level that it brings, or “No warning”."""
        return _IN_WORDS[self.found]


class Catch(NamedTuple):
    """What one sign catches: phrases that should bring its level or a more urgent one, and others."""

    rightly: list[str]
    wrongly: list[Tried]


class Effect(NamedTuple):
    """What becomes of the phrases by a change of a sign: those that it catches besides, and those no longer."""

    more: list[Tried]
    less: list[Tried]


def try_all() -> list[Tried]:
    """Every kept phrase, with the signs in force."""
    signs = recogniser()
    return [_tried(phrase, expected, _signs_in(signs, phrase)) for phrase, expected in _phrases()]


def try_one(phrase: str) -> Tried:
    """What somebody who types this sees."""
    return _tried(phrase, NO_WARNING, tuple(recogniser().signs_in(phrase)))


def caught_by(sign: WarningSign) -> Catch:
    """Of the kept phrases."""
    words = sign.as_sign()
    caught = [_tried(phrase, expected, (words,)) for phrase, expected in _caught(words, _phrases())]
    return Catch(
        [each.phrase for each in caught if not each.is_false_alarm],
        [each for each in caught if each.is_false_alarm],
    )


def effects_of(changes: Iterable[WarningSignChange]) -> list[Effect]:
    """One for each, in its order. Three queries at most, however many there are."""
    changes = list(changes)
    phrases = _phrases() if changes else []
    signs = {sign.pk: sign.as_sign() for sign in WarningSign.objects.all()} if changes else {}
    return [_effect(change, signs.get(change.sign_id or 0), phrases) for change in changes]


def _effect(change: WarningSignChange, sign: Sign | None, phrases: list[tuple[str, str]]) -> Effect:
    """Of a widening, what it brought; of what waits, what it would bring."""
    if sign is None:
        return Effect([], [])
    before, after = _before_and_after(change, sign)
    was, will = (_levels(each, phrases) for each in (before, after))
    expected = dict(phrases)
    return Effect(
        more=[
            _tried(phrase, expected[phrase], (after,))
            for phrase in will
            if after and was.get(phrase) != will[phrase]
        ],
        less=[
            _tried(phrase, expected[phrase], (before,))
            for phrase in was
            if before and will.get(phrase) != was[phrase]
        ],
    )


def _before_and_after(change: WarningSignChange, sign: Sign) -> tuple[Sign | None, Sign | None]:
    if change.kind == WarningSignChange.Kind.REMOVAL:
        return sign, None
    if change.kind == WarningSignChange.Kind.NARROWING:
        return sign, applied(sign, change.difference)
    earlier = undone(sign, change.difference)
    return (earlier if earlier.about else None), sign


def _levels(sign: Sign | None, phrases: list[tuple[str, str]]) -> dict[str, str]:
    return {phrase: sign.level for phrase, _ in _caught(sign, phrases)} if sign else {}


def _caught(sign: Sign, phrases: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [pair for pair in phrases if _signs_in(_alone(sign), pair[0])]


@lru_cache(maxsize=128)
def _alone(sign: Sign) -> Recogniser:
    return Recogniser([sign])


def _signs_in(signs: Recogniser, phrase: str) -> tuple[Sign, ...]:
    """Remembered as long as the recogniser is: a new phrase or a changed sign costs only itself."""
    found = _found.setdefault(signs, {})
    if phrase not in found:
        found[phrase] = tuple(signs.signs_in(phrase))
    return found[phrase]


def _phrases() -> list[tuple[str, str]]:
    return list(WarningPhrase.objects.order_by("phrase").values_list("phrase", "expected"))


def _tried(phrase: str, expected: str, signs: tuple[Sign | None, ...]) -> Tried:
    found = sorted((sign for sign in signs if sign), key=lambda sign: _ORDER[sign.level])
    return Tried(
        phrase, expected, found[0].level if found else NO_WARNING, tuple(sign.name for sign in found)
    )
