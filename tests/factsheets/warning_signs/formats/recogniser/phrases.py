"""What people type, and the ways in which they type it otherwise."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from factsheets.language.vocabulary import WarningLevel

FILES = Path(__file__).parents[4] / "files"
NONE = "none"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_FILLERS = ("really", "just", "even", "all", "today", "so")
#: The shortest word that somebody may misspell and still be understood.
_FEWEST_LETTERS = 3


class Phrase(NamedTuple):
    level: str
    text: str

    @property
    def is_dangerous(self) -> bool:
        return self.level != NONE


def read(name: str) -> list[Phrase]:
    lines = (FILES / name).read_text(encoding="utf-8").splitlines()
    return [Phrase(*line.split("\t")) for line in lines if line and not line.startswith("#")]


def is_met(level: str, levels: list[str]) -> bool:
    """Whether the most urgent of `levels` is at least as urgent as `level`; a crisis has to be seen as one, or as more."""
    order = list(WarningLevel.values)
    return bool(levels) and order.index(levels[0]) <= order.index(level)


def misspelt(text: str, chance: random.Random) -> Iterator[str]:
    """One letter replaced, left out, doubled, and exchanged with the next one; in a word of letters, at any place of it."""
    words = text.split()
    places = [place for place, word in enumerate(words) if word.isalpha() and len(word) >= _FEWEST_LETTERS]
    if not places:
        return
    for change in (_replaced, _left_out, _doubled, _exchanged):
        place = chance.choice(places)
        changed = change(words[place], chance)
        yield " ".join([*words[:place], changed, *words[place + 1 :]])


def rearranged(text: str, chance: random.Random) -> Iterator[str]:
    """Two neighbours swapped, a filler between two words, two neighbours run together, everything run together."""
    words = text.split()
    if len(words) < 2:
        return
    at = chance.randrange(len(words) - 1)
    yield " ".join([*words[:at], words[at + 1], words[at], *words[at + 2 :]])
    at = chance.randrange(1, len(words))
    yield " ".join([*words[:at], chance.choice(_FILLERS), *words[at:]])
    at = chance.randrange(len(words) - 1)
    yield " ".join([*words[:at], words[at] + words[at + 1], *words[at + 2 :]])
    yield "".join(words)


def _replaced(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word))
    return word[:at] + chance.choice(_LETTERS.replace(word[at], "")) + word[at + 1 :]


def _left_out(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word))
    return word[:at] + word[at + 1 :]


def _doubled(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word))
    return word[:at] + word[at] + word[at:]


def _exchanged(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
