"""Which words are English: spelling help leaves those alone."""

import re
from functools import cache, lru_cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "words"
WORDS = _FOLDER / "british-english.txt"
FURTHER = _FOLDER / "further-english.txt"
EVERYDAY = _FOLDER / "everyday.txt"

_SHORTEST_BASE = 3
#: Names in the lists are short, and so are slips of the keyboard: “releif” is no second Leif.
_SHORTEST_AFTER_PREFIX = 5
_PREFIXES = ("anti", "non", "over", "pre", "re", "self", "un", "under")
#: What English adds to a whole word, and what it adds in place of a last “e” or “y”, or after a doubled letter.
_ADDED = ("s", "ed", "ing", "er", "ers", "est", "ly", "ness", "less", "able")
_HISSING = ("s", "x", "z", "ch", "sh")
_AFTER_HISSING = (*_HISSING, "o")
#: Words that double their last letter before a vowel: “run”.
_DOUBLES = re.compile("[^aeiou]*[aeiou][^aeiouwxy]")
_AFTER_VOWEL = ("ed", "ing", "er", "ers", "est")
_FROM_Y = ("ies", "ied", "ier", "iers", "iest", "ily", "iness")


@cache
def english_words() -> frozenset[str]:
    """British English words in small letters, without accents and apostrophes, as `plain_words.words_of` gives words."""
    return frozenset(WORDS.read_text(encoding="utf-8").split())


@lru_cache(maxsize=20_000)
def is_english(word: str) -> bool:
    """Whether a word is English, in British or American spelling, or one that people in Britain type every day.

    The word is in small letters, without accents and apostrophes. A regular form of such a word is one, too.
    """
    return _is_listed(word) or any(_is_listed(base) for base in _bases(word))


@cache
def _further_words() -> frozenset[str]:
    everyday = EVERYDAY.read_text(encoding="utf-8").splitlines()
    ours = (word for line in everyday if not line.startswith("#") for word in line.split())
    return frozenset((*FURTHER.read_text(encoding="utf-8").split(), *ours))


def _is_listed(word: str) -> bool:
    return word in english_words() or word in _further_words()


def _bases(word: str) -> list[str]:
    """The words of which this one could be a regular form."""
    return [
        base
        for base in (*_without_ending(word), *_without_prefix(word))
        if len(base) >= _SHORTEST_BASE and base != word
    ]


def _without_ending(word: str) -> list[str]:
    found = [word[: -len(ending)] for ending in _ADDED if word.endswith(ending) and _takes(word, ending)]
    if word.endswith("es") and word[:-2].endswith(_AFTER_HISSING):
        found.append(word[:-2])
    found += [f"{word.removesuffix(ending)}y" for ending in _FROM_Y if word.endswith(ending)]
    for ending in _AFTER_VOWEL:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > _SHORTEST_BASE:
            found.append(stem[:-1] if stem[-1] == stem[-2] else f"{stem}e")
    return found


def _takes(word: str, ending: str) -> bool:
    """Whether an ending may follow without any other change: “aching”, not “acheing”; “running”, not “runing”."""
    stem = word.removesuffix(ending)
    if ending == "s":
        return not stem.endswith(_HISSING)
    return ending not in _AFTER_VOWEL or not (stem.endswith("e") or _DOUBLES.fullmatch(stem))


def _without_prefix(word: str) -> list[str]:
    rests = (word.removeprefix(prefix) for prefix in _PREFIXES)
    return [rest for rest in rests if rest != word and len(rest) >= _SHORTEST_AFTER_PREFIX]
