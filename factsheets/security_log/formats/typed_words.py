"""Words that anybody may have typed, made fit to be kept and read."""

from __future__ import annotations

import unicodedata

#: As many characters of a name as are kept; no name of ours is longer.
LONGEST_NAME = 150
LONGEST_DETAIL = 1000


def shown_safely(words: str, longest: int) -> str:
    """At most `longest` characters; what is not seen, or turns the direction of writing, as its number: “\\x00”."""
    readable = "".join(_readable(each) for each in words[:longest])
    return readable if len(readable) <= longest else readable[: longest - 1] + "…"


def _readable(character: str) -> str:
    if unicodedata.category(character) not in _UNSEEN:
        return character
    return f"\\x{ord(character):02x}"


#: Control characters, marks of format and direction, halves of pairs, private and unassigned numbers, other line ends.
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
