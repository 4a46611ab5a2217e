"""The words of made-up factsheets: those of the starter library, in no order that means anything."""

from __future__ import annotations

import random
import re
from collections import Counter
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import yaml

STARTER = Path(__file__).parents[2] / "factsheets" / "starter"
WORDS_IN_A_SENTENCE = (7, 16)
#: How often a name of a condition or a therapy is dropped into a section, beside single words.
SHARE_OF_NAMES = 0.015
#: So many words of a language stand in every text; of the others, a text about one thing uses few.
WORDS_OF_EVERY_TEXT = 80
WORDS_OF_A_TOPIC = 40

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


class Topic(NamedTuple):
    """What texts about one thing are made of: their words, and how often each comes, added up."""

    words: list[str]
    totals: list[float]


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


@cache
def telling_words() -> frozenset[str]:
    """Words by which one therapy or condition is known; those of many names, as “back” and “pain”, are none."""
    names = Counter(word for name in starter_names() for word in set(_WORD.findall(name.lower())))
    return frozenset(word for word, count in names.items() if count < 4)


def made_up_word(chance: random.Random, syllables: int) -> str:
    """A word of no language, easy to say: “trouvaick”."""
    parts = (chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(syllables))
    return "".join(parts) + chance.choice(_ENDS)


def topic(chance: random.Random, rare_words: list[str]) -> Topic:
    """The words of every text, a few others of the starter library, and a few that are rare in the whole language."""
    ranked = [word for word, _ in starter_words().most_common()]
    common, others = ranked[:WORDS_OF_EVERY_TEXT], sorted(ranked[WORDS_OF_EVERY_TEXT:])
    own = chance.sample(others, k=WORDS_OF_A_TOPIC)
    rare = chance.sample(rare_words, k=min(len(rare_words), 20 * WORDS_OF_A_TOPIC))
    # The most frequent words fill most of a text; of the rare ones, one comes seldom, but there are many.
    weights = [float(starter_words()[word]) for word in common] + [8.0] * len(own) + [0.3] * len(rare)
    return Topic([*common, *own, *rare], list(accumulate(weights)))


def sentences(count: int, about: Topic, chance: random.Random, *, with_names: bool = True) -> list[str]:
    """Sentences of no meaning; `with_names`, therapies and conditions are mentioned in them."""
    return [_sentence(about, chance, with_names=with_names) for _ in range(count)]


def _sentence(about: Topic, chance: random.Random, *, with_names: bool) -> str:
    drawn = chance.choices(about.words, cum_weights=about.totals, k=chance.randint(*WORDS_IN_A_SENTENCE))
    if with_names:
        words = [
            chance.choice(starter_names()) if chance.random() < SHARE_OF_NAMES else word for word in drawn
        ]
    else:
        words = [word for word in drawn if word not in telling_words()] or ["nothing"]
    text = " ".join(words)
    return f"{text[0].upper()}{text[1:]}."
