"""The code of one version: seven signs that people read from paper, say over the phone and type in."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Iterator

from stdnum.iso7064 import mod_37_36

#: Thirty signs: nothing that looks like another one (0 O, 1 I L, U V). Thirty-one is prime, which makes the check
#: sign of ISO 7064 notice each wrong sign and each pair that changed places.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_ALPHABET = frozenset(ALPHABET)
LENGTH = 7
#: No more of what somebody pasted is looked at.
MOST_CHARACTERS = 2_000
_SIGNS = re.compile(r"[^\W_]+")


def new_code() -> str:
    """A random code: six signs out of 729 million, and a check sign."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return signs + mod_37_36.calc_check_digit(signs, alphabet=ALPHABET)


def code_from(typed: str) -> str:
    """The code that somebody typed, scanned or pasted: alone or after “Code:”, or as the end of an address, with or without
    hyphens and spaces; empty if there is none in it."""
    parts = _SIGNS.findall(unicodedata.normalize("NFKC", typed[:MOST_CHARACTERS]).upper())
    return next(filter(_is_code, _runs([each for part in parts if (each := part.removeprefix("CODE"))])), "")


def _runs(parts: list[str]) -> Iterator[str]:
    """Parts side by side that have as many signs as a code. It is written last, so the last ones come first."""
    for end in range(len(parts), 0, -1):
        for start in range(end - 1, max(end - LENGTH, 0) - 1, -1):
            run = "".join(parts[start:end])
            if len(run) == LENGTH:
                yield run
            if len(run) >= LENGTH:
                break


def _is_code(signs: str) -> bool:
    return set(signs) <= _ALPHABET and mod_37_36.is_valid(signs, alphabet=ALPHABET)


def for_people(code: str) -> str:
    """The code in two parts: easier to read aloud."""
    return f"{code[:3]}-{code[3:]}"
