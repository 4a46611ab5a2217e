"""Words that are spelled rightly although they stand nowhere, by what the back end's option ENGLISH says."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from django.utils.module_loading import import_string

from .analysis import FILLERS

IsEnglish = Callable[[str], bool]

# Words that belong to the sentence: they make no other word with their neighbour (“on set”, “not able”).
_OF_SENTENCES = """
all any are both each else ever every her here him his into just less like more most much never not nor now off onto only other
out over own same she some such than there they under up upon us very who whose yes yet down after before
"""
_SENTENCE_WORDS = FILLERS | frozenset(_OF_SENTENCES.split())
# In front of another word some of these make one with it: “over weight”, “out patient”.
_PARTICLES = frozenset({"after", "before", "down", "off", "out", "over", "under", "up"})

# What is written in one way in Britain and in another in America, both ways round; within longer words only, some.
_WAYS = (
    (re.compile(r"(?<=..)our(?=$|s$|ed$|ing$|al|ful|able|ite|less)"), ("or",)),
    (re.compile(r"(?<=..)or(?=$|s$|ed$|ing$|al|ful|able|ite|less)"), ("our",)),
    (re.compile(r"(?<=..)re(?=s?$)"), ("er",)),
    (re.compile(r"(?<=..)er(?=s?$)"), ("re",)),
    (re.compile(r"(?<=...)is(?=e|ing|ation)"), ("iz",)),
    (re.compile(r"(?<=...)iz(?=e|ing|ation)"), ("is",)),
    (re.compile(r"(?<=..)ys(?=e|ing)"), ("yz",)),
    (re.compile(r"(?<=..)yz(?=e|ing)"), ("ys",)),
    (re.compile(r"(?<=..)ogue(?=s?$)"), ("og",)),
    (re.compile(r"(?<=..)og(?=s?$)"), ("ogue",)),
    (re.compile(r"(?<=...)ense(?=s?$)"), ("ence",)),
    (re.compile(r"(?<=...)ence(?=s?$)"), ("ense",)),
    (re.compile(r"(?<=[aeiou])ll(?=ed$|ing$|ers?$)"), ("l",)),
    (re.compile(r"(?<=[^aeiou][aeiou])l(?=ed$|ing$|ers?$)"), ("ll",)),
    (re.compile(r"^disk(?=s?$)"), ("disc",)),
    (re.compile(r"^disc(?=s?$)"), ("disk",)),
    (re.compile(r"^program(?=s?$)"), ("programme",)),
    (re.compile(r"^programme(?=s?$)"), ("program",)),
    (re.compile(r"^gray(?=$|s$|ing$)"), ("grey",)),
    (re.compile(r"^grey(?=$|s$|ing$)"), ("gray",)),
)
_LONG = 7
_OF_LONG = (
    (re.compile("ae|oe"), ("e",)),
    (re.compile("(?<![ao])e(?!$|s$|d$)"), ("ae", "oe")),
)


def no_word(_word: str) -> bool:
    """Without the option, only what is searched says which words there are."""
    return False


def english_from(option: str | IsEnglish | None) -> IsEnglish:
    """Whether a word is English, from the back end's option: a callable that says so, or the dotted path of one."""
    if not option:
        return no_word
    return import_string(option) if isinstance(option, str) else option


def makes_compounds(first: str, second: str) -> bool:
    """Whether two words side by side could be one that somebody wrote apart."""
    return (first not in _SENTENCE_WORDS or first in _PARTICLES) and second not in _SENTENCE_WORDS


@lru_cache(maxsize=20_000)
def other_spellings(word: str) -> tuple[str, ...]:
    """How a word would be spelled on the other side of the Atlantic; most of these are no words."""
    return tuple(
        f"{word[: found.start()]}{other}{word[found.end() :]}"
        for pattern, others in (*_WAYS, *(_OF_LONG if len(word) >= _LONG else ()))
        for found in pattern.finditer(word)
        for other in others
    )
