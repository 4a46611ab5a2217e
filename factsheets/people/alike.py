"""Names that somebody who reads them takes for one another, though a computer does not."""

from __future__ import annotations

import re
import unicodedata

from factsheets.language.seen import is_seen

#: Alphabets with letters that look as Latin ones do.
_LIKE_LATIN = {"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU"}
_SMALL_CAPITAL = re.compile("LATIN LETTER SMALL CAPITAL ([A-Z])")
_SAME = str.maketrans({"0": "o", "1": "i", "l": "i", "|": "i", "ı": "i"})


def looks_alike(name: str, other: str) -> bool:
    """Whether nothing but spaces, signs, accents, capitals, letters of the same look or none, or the “s” of several sets them apart."""
    return _look(name).removesuffix("s") == _look(other).removesuffix("s")


def is_of_two_alphabets(name: str) -> bool:
    """Whether letters that look Latin, and are not, stand beside such as are."""
    alphabets = {unicodedata.name(sign, "").partition(" ")[0] for sign in _plain(name) if sign.isalpha()}
    return "LATIN" in alphabets and not alphabets.isdisjoint(_LIKE_LATIN)


def _look(name: str) -> str:
    words = "".join(map(_without_shape, _plain(name))).casefold().translate(_SAME)
    return "".join(sign for sign in words if is_seen(sign))


def _without_shape(sign: str) -> str:
    found = _SMALL_CAPITAL.fullmatch(unicodedata.name(sign, ""))
    return found[1] if found else sign


def _plain(name: str) -> str:
    """In its parts, without accents and without marks that nobody sees."""
    parts = unicodedata.normalize("NFKD", name)
    return "".join(sign for sign in parts if unicodedata.category(sign) not in ("Mn", "Cf"))
