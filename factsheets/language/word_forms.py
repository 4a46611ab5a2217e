"""What the forms of an English word have in common: “swim”, “swims” and “swimming”; “drive” and “driving”."""

from __future__ import annotations

import re

_ENDINGS = ("ness", "ings", "ing", "es", "ed", "ly", "s")
_SHORTEST = 3
_VOWEL = re.compile("[aeiouy]")
#: Before an ending English doubles these, and only these, of its own accord.
_DOUBLED = re.compile(r"([bdgmnprt])\1$")


def word_root(word: str) -> str:
    """The same for all forms of a word in small letters; it need not be a word itself."""
    if word.endswith("ies") and len(word) > _SHORTEST + 2:
        return f"{word[:-3]}y"
    for ending in _ENDINGS:
        rest = word.removesuffix(ending)
        is_ending = rest != word and not (ending == "s" and rest.endswith("s"))
        if is_ending and len(rest) >= _SHORTEST and _VOWEL.search(rest):
            if ending in ("ing", "ings", "ed"):
                rest = _DOUBLED.sub(r"\1", rest)
            return _without_e(rest)
    return _without_e(word)


def _without_e(word: str) -> str:
    return word[:-1] if word.endswith("e") and len(word) > _SHORTEST else word
