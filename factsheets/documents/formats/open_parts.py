"""What an OpenDocument text holds that could run, fetch something or carry another file along."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO
from zipfile import ZipFile

from factsheets.documents.formats.click_targets import leads_astray
from factsheets.documents.formats.formulas import asks_elsewhere
from factsheets.documents.formats.packages import BROKEN, DocumentIsOdd, PackedText, elements_of, texts_of

_OPEN_TEXT = b"application/vnd.oasis.opendocument.text"
_RUNNING_NAME = re.compile(r"^(?:basic|scripts|dialogs)/", re.IGNORECASE)
_CARRYING_NAME = re.compile(r"^(?:object|objectreplacements|database|chart)\b", re.IGNORECASE)
_ELEMENTS = {
    **dict.fromkeys(("event-listener", "execute-macro", "script", "applet", "plugin"), "macros"),
    **dict.fromkeys(("object", "object-ole"), "file"),
    **dict.fromkeys(("dde-connection-decl", "dde-connection", "dde-source", "floating-frame", "section-source",
                     "database-display", "table-source", "cell-range-source", "connection-resource"), "fetches"),
}  # fmt: skip
#: Forms of every kind send, fetch or run; a text has the empty frame of one.
_OWN_WAY = re.compile(r"^\w+:")
_FORMS = ("urn:oasis:names:tc:opendocument:xmlns:form:", "http://www.w3.org/2002/xforms")
_DATABASE = "database-"
#: Links that somebody clicks.
_CLICKED = frozenset(("a", "alphabetical-index-auto-mark-file"))
_RUNNING_LINK = re.compile(
    r"\s*(?:vnd\.sun\.star|macro|javascript|vbscript|service|slot|data)\b[^/]*:", re.IGNORECASE
)
_ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//|\\\\|\.\./|/)", re.IGNORECASE)
#: A text remembers in which folder its template lay.
_ON_A_NETWORK = re.compile(r"\s*(?:(?!file:)[a-z][a-z0-9+.-]+:|//|\\\\|file://[^/])", re.IGNORECASE)


def what_open_text_holds(file: IO[bytes]) -> str | None:
    """A key of `SAID`; None where the file is no OpenDocument text."""
    file.seek(0)
    if file.read(4) != b"PK\x03\x04":
        return None
    try:
        with ZipFile(file) as archive:
            names = archive.namelist()
            if any(map(_RUNNING_NAME.search, names)):
                return "macros"
            if "mimetype" not in names or "content.xml" not in names:
                return None
            if any(map(_CARRYING_NAME.search, names)):
                return "file"
            parts = list(texts_of(archive, file))
            if archive.getinfo("mimetype").file_size > 100 or archive.read("mimetype").strip() != _OPEN_TEXT:
                return None
            return next((found for part in parts for found in _found_in(part) if found), "")
    except DocumentIsOdd as odd:
        return str(odd)
    except BROKEN:
        return None


def _found_in(part: PackedText) -> Iterator[str]:
    if not part.data.strip():
        return
    for element in elements_of(part):
        name = element.tag.rpartition("}")[2]
        if part.name == "META-INF/manifest.xml":
            if name == "encryption-data":
                yield "locked"
            continue
        if found := _ELEMENTS.get(name):
            yield found
        if element.tag.lstrip("{").startswith(_FORMS):
            yield "form"
        if name.startswith(_DATABASE):
            yield "fetches"
        for key, value in element.items():
            yield from _attribute(name, key.rpartition("}")[2], value)


def _attribute(element: str, name: str, value: str) -> Iterator[str]:
    if name == "formula" and asks_elsewhere(_OWN_WAY.sub("", value)):
        yield "formulas"
    elif name == "href":
        if _RUNNING_LINK.match("".join(value.split())):
            yield "macros"
        elsewhere = _ON_A_NETWORK if element == "template" else _ELSEWHERE
        if element in _CLICKED:
            yield "leads" if leads_astray(value) else ""
        elif elsewhere.match(value):
            yield "fetches"
    elif name in ("src", "action", "image-data", "target-location") and _ON_A_NETWORK.match(value):
        yield "fetches"
