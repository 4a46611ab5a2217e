"""Letters and digits that leave ink: some that Unicode calls letters fill a place and show nothing."""

from __future__ import annotations

#: Fillers of Hangul (Unicode, `Default_Ignorable_Code_Point`), and blanks of Egyptian.
_BLANKS = frozenset("\u115f\u1160\u3164\uffa0\U00013441\U00013442")


def is_seen(sign: str) -> bool:
    """Whether one character is a letter or a digit, of whichever alphabet, that somebody can see."""
    return sign.isalnum() and sign not in _BLANKS
