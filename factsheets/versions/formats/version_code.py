"""The code of one version: seven signs that people read from paper, say over the phone and type in."""

from __future__ import annotations

import secrets

from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_37_36

#: Thirty signs: nothing that looks like another one (0 O, 1 I L, U V). Thirty-one is prime, which makes the check
#: sign of ISO 7064 notice each wrong sign and each pair that changed places.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 7


def new_code() -> str:
    """A random code: six signs out of 729 million, and a check sign."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return signs + mod_37_36.calc_check_digit(signs, alphabet=ALPHABET)


def code_from(typed: str) -> str:
    """The code that somebody typed or scanned, with or without hyphens; empty if it cannot be one."""
    code = "".join(sign for sign in typed.upper() if sign.isalnum())
    if len(code) != LENGTH:
        return ""
    try:
        return str(mod_37_36.validate(code, alphabet=ALPHABET))
    except ValidationError:
        return ""


def for_people(code: str) -> str:
    """The code in two parts: easier to read aloud."""
    return f"{code[:3]}-{code[3:]}"
