"""Fields of Word, in a document or in RTF: those that are taken, by their first word (ECMA-376, part 1, 17.16.5). All others are refused."""

from __future__ import annotations

import re
from unicodedata import category

from factsheets.documents.formats.click_targets import leads_astray

#: They reckon, count, or show what the document itself says. Notes of programs for references stand in ADDIN.
_TAKEN = frozenset(
    [
        "=",
        "ADDIN",
        "ADVANCE",
        "AUTHOR",
        "AUTONUM",
        "AUTONUMLGL",
        "AUTONUMOUT",
        "BARCODE",
        "BIBLIOGRAPHY",
        "BIDIOUTLINE",
        "CITATION",
        "COMMENTS",
        "COMPARE",
        "CREATEDATE",
        "DATE",
        "DISPLAYBARCODE",
        "DOCPROPERTY",
        "DOCVARIABLE",
        "EDITTIME",
        "EQ",
        "FILENAME",
        "FILESIZE",
        "FORMCHECKBOX",
        "FORMDROPDOWN",
        "FORMTEXT",
        "GOTOBUTTON",
        "HYPERLINK",
        "IF",
        "INDEX",
        "INFO",
        "KEYWORDS",
        "LASTSAVEDBY",
        "LISTNUM",
        "MERGEFIELD",
        "NOTEREF",
        "NUMCHARS",
        "NUMPAGES",
        "NUMWORDS",
        "PAGE",
        "PAGEREF",
        "PRINTDATE",
        "QUOTE",
        "REF",
        "REVNUM",
        "SAVEDATE",
        "SECTION",
        "SECTIONPAGES",
        "SEQ",
        "SET",
        "SHAPE",
        "STYLEREF",
        "SUBJECT",
        "SYMBOL",
        "TA",
        "TC",
        "TEMPLATE",
        "TIME",
        "TITLE",
        "TOA",
        "TOC",
        "USERADDRESS",
        "USERINITIALS",
        "USERNAME",
        "XE",
    ]
)
_FIRST_WORD = re.compile(r"\s*(=|[A-Za-z]+)(?![A-Za-z])")
_HAS_FIRST_WORD = re.compile(r"\s*(?:=|[A-Za-z]+\s)")
_QUOTED = re.compile(r"[\"“”]([^\"“”]*)[\"“”]")
_SWITCH = re.compile(r"\\[a-z]", re.IGNORECASE)


def has_its_name(code: str) -> bool:
    """Whether the first word is there in full, so that nothing which stands within the field can become a part of it."""
    return _HAS_FIRST_WORD.match(code) is not None


def what_a_field_does(code: str) -> str:
    """`fetches` for one that is not taken, `leads` for a link astray; empty for a harmless one, and for one without words."""
    plain = "".join(letter for letter in code if category(letter) != "Cf")
    if not plain.strip():
        return ""
    name = _FIRST_WORD.match(plain)
    if name is None:
        # Only the name of a bookmark, which is shown.
        return "" if re.fullmatch(r"\s*\w+\s*", plain) else "fetches"
    if name[1].upper() not in _TAKEN:
        return "fetches"
    if name[1].upper() != "HYPERLINK":
        return ""
    quoted = _QUOTED.search(plain)
    address = quoted[1] if quoted else next(iter(plain[name.end() :].split()), "")
    is_switch = not quoted and _SWITCH.fullmatch(address)
    # A backslash stands twice in a field.
    return "" if is_switch or not leads_astray(address.replace("\\\\", "\\")) else "leads"
