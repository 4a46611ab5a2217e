"""Cells of a table in text that a spreadsheet would take for a formula."""

from __future__ import annotations

import re
from unicodedata import category, normalize

from openpyxl.utils import FORMULAE

#: Between cells; a table may name another sign in its first line.
_SEPARATORS = ",;|:\t\r\n"
_NAMED = re.compile(r"\A\s*\"?sep=(.)", re.IGNORECASE)
#: Signs that programs take for a minus or a quotation mark.
_ALIKE = str.maketrans({"−": "-", "‐": "-", "‑": "-", "‒": "-", "“": '"', "”": '"', "‘": "'", "’": "'"})
_SIGN_AT_THE_BEGINNING = r"(?:\A|[{between}])[ ]*[\"']*[ ]*"
#: Wherever they stand, as nobody knows where a program cuts the cells: another program (`cmd|'/c a'!A0`), another workbook
#: (`'\\host\[a.xlsx]S'!A1`). In a line of words neither stands.
_ANOTHER_PROGRAM = re.compile(r"[A-Za-z0-9_.]\|\s*(?:'[^']*'|\"+[^\"\n]*\"+|[\w.\\/:-]+)![\"']?[A-Za-z0-9$]")
_ANOTHER_BOOK = re.compile(
    r"\[[^\[\]\n]{1,255}\][^!\[\]\n]{0,64}![$A-Za-z]|'[^'\n]{0,255}(?:://|\\\\)[^'\n]{0,255}'!?#?\$?[A-Za-z]"
)
#: Of what follows a sign: a function, whatever letters stand before it.
_FUNCTION = re.compile(r"([A-Za-z_][\w.]*)(\s*)\(")
_ASKING = frozenset(("WEBSERVICE", "IMAGE", "CALL", "RTD", "DDE", "REGISTER", "REGISTER.ID", "EXEC", "FILTERXML", "IMPORTXML",
                     "IMPORTDATA", "IMPORTHTML", "IMPORTRANGE", "IMPORTFEED", "SQL.REQUEST"))  # fmt: skip
_MOST_OF_A_CELL = 2_000


def holds_formulas(words: str) -> bool:
    """Whether some cell begins like a formula; a number with a sign before it, and words after a dash, are none."""
    plain = normalize("NFKC", words).translate(_ALIKE)
    if not plain.isascii():
        plain = "".join(sign for sign in plain if category(sign) != "Cf")
    named = _NAMED.match(plain)
    plain = plain[named.end() :] if named else plain
    if _ANOTHER_PROGRAM.search(plain) or _ANOTHER_BOOK.search(plain):
        return True
    between = re.escape(_SEPARATORS + (named[1] if named else ""))
    begins = _SIGN_AT_THE_BEGINNING.replace("{between}", between)
    if re.search(f"{begins}[=@]", plain):
        return True
    return any(map(_reckons, re.finditer(rf"{begins}[+-]([^\r\n]{{0,{_MOST_OF_A_CELL}}})", plain)))


def _reckons(cell: re.Match[str]) -> bool:
    """Whether a function is called behind a sign. Words may have a bracket behind a space."""
    return any(
        not found[2] or found[1].upper() in FORMULAE or found[1].upper() in _ASKING
        for found in _FUNCTION.finditer(cell[1])
    )
