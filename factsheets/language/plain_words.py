"""The words of a text as people type them: accents, capitals, apostrophes and ways to write “not” make no difference."""

from __future__ import annotations

import re
import unicodedata

#: Every character that keyboards, telephones and old documents put where an apostrophe belongs.
_APOSTROPHES = re.compile("['’‘‛ʼʹ′`´＇]")
_WORD = re.compile(r"[^\W_]+")
_DOTTED = re.compile(r"(?<![\w.])[^\W\d_](?:\.[^\W\d_])+(?!\w)")
_NOT = re.compile(r"\b(?:(can) ?|(could|do|does|did|is|are|was|were|has|have|had|would) )not\b")
#: What English adds to a word without changing it otherwise.
_ENDINGS = frozenset({"s", "es", "d", "ed", "ing", "ly", "ness"})
_SHORTEST_STEM = 3


def words_of(text: str) -> list[str]:
    """“I CAN’T  pee!”, “I cannot pee” and “i cant pee” are all ["i", "cant", "pee"]."""
    decomposed = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", undotted(text)))
    bare = "".join(each for each in decomposed if not unicodedata.combining(each)).casefold()
    words = " ".join(_WORD.findall(bare))
    return _NOT.sub(lambda found: f"{found[1] or found[2]}nt".replace("cannt", "cant"), words).split()


def undotted(text: str) -> str:
    """The same with abbreviations written in one: “CBT” for “C.B.T.”."""
    return _DOTTED.sub(lambda found: found[0].replace(".", ""), text)


def is_form_of(one: str, other: str) -> bool:
    """Whether two words of `words_of` differ by a plain ending only, such as “leg” and “legs”, “numb” and “numbness”."""
    short, long = sorted((one, other), key=len)
    return short == long or (
        len(short) >= _SHORTEST_STEM and long.startswith(short) and long[len(short) :] in _ENDINGS
    )
