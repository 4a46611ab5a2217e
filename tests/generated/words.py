"""The words of made-up factsheets: those of the starter library, as often as they stand there, in no order that means anything."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import accumulate
from pathlib import Path

import yaml

STARTER = Path(__file__).parents[2] / "factsheets" / "starter"
WORDS_IN_A_SENTENCE = (7, 16)
#: How often a name of a condition or a therapy is dropped into a text, beside single words.
SHARE_OF_NAMES = 0.015

_WORD = re.compile(r"[A-Za-z][a-z]+")
_ONSETS = (
    "b",
    "br",
    "d",
    "f",
    "gl",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "qu",
    "r",
    "sk",
    "t",
    "tr",
    "v",
    "w",
    "y",
    "z",
)
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ou")
_ENDS = ("", "l", "m", "n", "r", "x", "ck", "nt")


@cache
def starter_words() -> Counter[str]:
    """Each word of the starter library's texts, with how often it stands there."""
    texts = (path.read_text(encoding="utf-8").split("---", 2)[2] for path in sorted(STARTER.glob("*.md")))
    lines = (line for text in texts for line in text.splitlines() if not line.startswith("#"))
    return Counter(word.lower() for line in lines for word in _WORD.findall(line))


@cache
def starter_names() -> list[str]:
    """The names of the starter library's therapies and conditions, plain and medical."""
    names: set[str] = set()
    for path in sorted(STARTER.glob("*.md")):
        front = yaml.safe_load(path.read_text(encoding="utf-8").split("---", 2)[1])
        names |= {front["title"], *front["also_called"]}
        for row in front["suitabilities"]:
            condition = row.get("condition", {})
            names |= {condition.get("name"), condition.get("plain_name"), *condition.get("other_names", [])}
    return sorted(name for name in names if name)


def made_up_word(chance: random.Random, syllables: int) -> str:
    """A word of no language, easy to say: “trouvaick”."""
    parts = (chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(syllables))
    return "".join(parts) + chance.choice(_ENDS)


def sentences(count: int, chance: random.Random, *, rare_words: int = 0) -> list[str]:
    """Sentences of the library's own words; with `rare_words`, so many other words stand in them, each seldom."""
    words = starter_words()
    common = [*words, *(made_up_word(chance, 3) for _ in range(rare_words))]
    # The most frequent words of a language fill most of a text, and most of its words are rare.
    weights = [*words.values(), *(20 / (rank + 50) for rank in range(rare_words))]
    totals = list(accumulate(weights))
    names = starter_names()
    return [_sentence(chance, common, totals, names) for _ in range(count)]


def _sentence(chance: random.Random, words: list[str], totals: list[float], names: list[str]) -> str:
    drawn = chance.choices(words, cum_weights=totals, k=chance.randint(*WORDS_IN_A_SENTENCE))
    mixed: Iterable[str] = (
        chance.choice(names) if chance.random() < SHARE_OF_NAMES else word for word in drawn
    )
    text = " ".join(mixed)
    return f"{text[0].upper()}{text[1:]}."
