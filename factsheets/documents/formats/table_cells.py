"""Cells of a table in text that a spreadsheet would take for a formula."""

from __future__ import annotations

import re
from unicodedata import category, normalize

#: Between cells; a table may name another sign in its first line.
_SEPARATORS = ",;|\t\r\n"
_NAMED = re.compile(r"\A\s*\"?sep=(.)", re.IGNORECASE)
_MOST_OF_A_NUMBER = 200


def holds_formulas(words: str) -> bool:
    """Whether some cell begins like a formula; a number with a sign before it, and words after a dash, are none."""
    plain = normalize("NFKC", words)
    if not plain.isascii():
        plain = "".join(sign for sign in plain if category(sign) != "Cf")
    named = _NAMED.match(plain)
    plain = plain[named.end() :] if named else plain
    between = re.escape(_SEPARATORS + (named[1] if named else ""))
    begins = rf"(?:\A|[{between}])[ ]*[\"']*[ ]*"
    formula = rf"[=@]|[+-][^,;\t\r\n]{{0,{_MOST_OF_A_NUMBER}}}?(?:[A-Za-z]\(|\|[^,;\t\r\n]{{0,{_MOST_OF_A_NUMBER}}}!)"
    return re.search(f"{begins}(?:{formula})", plain) is not None
