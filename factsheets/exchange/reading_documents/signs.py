"""Signs that say a word: ticks and crosses of the fonts for them, and small pictures that are described as “Yes” or “No”.

Without them what is helped and what is dangerous look alike, so they are written where they stand.
"""

from __future__ import annotations

import re

TICK, CROSS = "\u2713", "\u2717"
#: What the letters of the fonts for signs show, by their number in the font.
_OF_FONTS = {
    "wingdings": {0xFC: TICK, 0xFB: CROSS, 0xFE: "\u2611", 0xFD: "\u2612", 0x6F: "\u2610", 0xA8: "\u2610", 0x4A: "\u263a", 0x4C: "\u2639"},
    "wingdings 2": {0x50: TICK, 0x4F: CROSS, 0x52: "\u2611", 0x51: "\u2612", 0x53: "\u2612", 0x54: "\u2612", 0xA3: "\u2610"},
    "webdings": {0x61: TICK, 0x72: CROSS},
    "zapfdingbats": {0x33: TICK, 0x34: "\u2714", 0x37: "\u2717", 0x38: "\u2718", 0x35: "\u2715", 0x36: "\u2716"},
}  # fmt: skip
_FONT_NAME = re.compile(
    r"(wingdings)[ _-]?([23])?|(webdings)|itc ?(zapf) ?dingbats|(zapfdingbats)", re.IGNORECASE
)
_PRIVATE = 0xF000
#: What a sign says, in the words of those who describe it.
_SIGN_WORDS = frozenset(
    re.findall(
        r"\S+",
        "yes no tick ticked check checked cross crossed ok okay good bad right wrong suitable unsuitable safe unsafe allowed forbidden"
        " warning caution danger stop never avoid do don't don’t recommended helpful harmful maybe possibly ask thumbs up down true false"
        " not it for you sign mark icon green red amber yellow",
    )
)
_SAYS_LITTLE = frozenset(
    ("it", "for", "you", "sign", "mark", "icon", "green", "red", "amber", "yellow", "up", "down")
)
_MOST_WORDS = 4
_IN_BRACKETS = re.compile(r"\[([^\[\]\n]{1,40})\]")


def letter_of_font(font: str, letter: str) -> str:
    """A letter as its font shows it: a tick of Wingdings is “✓”; any other letter stays."""
    found = _FONT_NAME.search(font[:100])
    if found is None or len(letter) != 1:
        return letter
    name = (
        "webdings"
        if found[3]
        else "zapfdingbats"
        if found[4] or found[5]
        else f"wingdings {found[2]}"
        if found[2]
        else "wingdings"
    )
    code = ord(letter) - _PRIVATE if ord(letter) >= _PRIVATE else ord(letter)
    return _OF_FONTS.get(name, {}).get(code, letter)


def in_font(font: str, text: str) -> str:
    """A text as its font shows it."""
    return "".join(letter_of_font(font, letter) for letter in text) if _FONT_NAME.search(font[:100]) else text


def says_a_sign(words: str) -> bool:
    """Whether a few words that describe a picture are those of a sign: “Yes”, “Green tick”, “Not suitable”."""
    found = set(words.casefold().strip(" .:!()").split())
    return 0 < len(found) <= _MOST_WORDS and found <= _SIGN_WORDS and bool(found - _SAYS_LITTLE)


def without_brackets(cell: str) -> str:
    """The words of a cell that holds nothing but a sign, which needs no brackets there."""
    found = _IN_BRACKETS.fullmatch(cell)
    return found[1] if found and says_a_sign(found[1]) else cell
