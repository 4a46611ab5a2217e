"""Letters as people read them: ligatures apart, invisible signs away, one kind of space, torn words whole."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import pyphen

_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
_SPACES = dict.fromkeys((*range(0x2000, 0x200B), 0x09, 0x0B, 0x0C, 0xA0, 0x1680, 0x202F, 0x205F, 0x3000), " ")
_LINE_ENDS = {0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
#: A soft hyphen shows only where a line ends; the others are never seen. U+FFFD stays: something was lost there.
SOFT_HYPHEN = "\u00ad"
_INVISIBLE = dict.fromkeys((*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF))
_CONTROLS = dict.fromkeys(
    (*range(0x00, 0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0)), " "
)
#: Ticks and crosses of Wingdings, as Word writes their numbers where a font is not named.
_WINGDINGS = {0xF0FC: "\u2713", 0xF0FB: "\u2717", 0xF0FE: "\u2611", 0xF0FD: "\u2612"}
_LETTERS = {
    **_WINGDINGS,
    **_CONTROLS,
    **_LIGATURES,
    **_SPACES,
    **_LINE_ENDS,
    **_INVISIBLE,
    0x2010: "-",
    0x2011: "-",
}
#: Words that a hyphen follows by right: it stays when the line ends there.
_FIRST_OF_TWO = frozenset(
    [
        "self",
        "well",
        "long",
        "short",
        "half",
        "full",
        "part",
        "high",
        "low",
        "non",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "hands",
        "ex",
    ]
)
_WORD_BEFORE = re.compile(r"[^\W\d_]+$")
_WORD_AFTER = re.compile(r"[^\W\d_]+")


def plain_letters(text: str) -> str:
    """The text with plain spaces and whole letters. Soft hyphens stay, for whoever joins the lines."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", text.translate(_LETTERS))


RAISED_DIGITS = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"
_RAISED = str.maketrans("0123456789", RAISED_DIGITS)


def raised(number: str) -> str:
    """A number that stands above the line, in the letters that do: it leads to a note and is no part of a word."""
    return number.translate(_RAISED)


def tidied(text: str) -> str:
    """One text on one line, or on the lines that were broken on purpose, with no space too many."""
    rows = plain_letters(text).replace(SOFT_HYPHEN, "").split("\n")
    return "\n".join(row for row in (" ".join(row.split()) for row in rows) if row)


def torn_word(before: str, after: str) -> str | None:
    """The whole word when a line ends inside one; its hyphen stays when it is the word's own. None: no word is torn."""
    if not before.endswith(("-", SOFT_HYPHEN)) or not after[:1].islower():
        return None
    first = _WORD_BEFORE.search(before[max(0, len(before) - 40) : -1])
    last = _WORD_AFTER.match(after[:40])
    if first is None or last is None:
        return None
    if before.endswith(SOFT_HYPHEN) or _is_one_word(first.group(), last.group()):
        return f"{first.group()}{last.group()}"
    return f"{first.group()}-{last.group()}"


def joined(before: str, after: str) -> tuple[str, str]:
    """Two lines of one paragraph as one, and the word that was torn there; "" when none was."""
    before, after = before.rstrip(), after.lstrip()
    word = torn_word(before, after)
    if word is None:
        return (f"{before} {after}" if before and after else before or after), ""
    hyphen = "-" if "-" in word else ""
    return f"{before[:-1]}{hyphen}{after}", word


def _is_one_word(first: str, last: str) -> bool:
    """Whether the dictionary of hyphens would divide the whole word just there."""
    if first.casefold() in _FIRST_OF_TWO:
        return False
    return len(first) in _hyphens().positions((first + last).casefold())


@cache
def _hyphens() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_GB")
