"""What a Word document, a workbook or a presentation holds that could run, fetch something or carry another file along."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO
from zipfile import ZipFile

from factsheets.documents.formats.packages import BROKEN, DocumentIsOdd, PackedText, elements_of, texts_of

_CONTENTS = "[Content_Types].xml"
_KNOWN = re.compile(
    r"application/vnd\.openxmlformats-(?:officedocument|package)\.[\w.+-]+|application/vnd\.ms-[\w.]+\+xml|"
    r"application/(?:xml|vnd\.ms-office\.vmldrawing|x-font-\w+|x-fontdata)|font/\w+|text/xml|image/[\w.+-]+",
    re.IGNORECASE,
)
_RUNS = re.compile(r"macro|vbaproject|activex|dialogsheet|customui", re.IGNORECASE)
_RUNNING_NAME = re.compile(
    r"(?:^|/)(?:vbaproject\.bin|vbadata\.xml)$|(?:^|/)(?:activex|customui|macrosheets)/", re.IGNORECASE
)
_CARRYING_NAME = re.compile(r"(?:^|/)(?:embeddings|afchunk[^/]*)/", re.IGNORECASE)
#: The last word of a kind of relationship.
_BINDS = {
    **dict.fromkeys(("vbaproject", "wordvbadata", "control", "activexcontrolbinary", "extensibility", "xlmacrosheet",
                     "xlintlmacrosheet", "dialogsheet", "webextension", "webextensiontaskpanes"), "macros"),
    **dict.fromkeys(("oleobject", "package", "afchunk", "embeddedpackage"), "file"),
    **dict.fromkeys(("attachedtemplate", "externallink", "externallinkpath", "connections", "querytable", "subdocument",
                     "frame", "mailmergesource", "mailmergeheadersource", "mailmergerecipientdata", "xlexternallinkpath"), "fetches"),
}  # fmt: skip
#: Fields that ask another program or file, by their first word.
_ASKING = re.compile(
    r"[\s\"]*(?:DDE|INCLUDE|IMPORT|LINK|EMBED|DATABASE|MACROBUTTON|CONTROL|HTMLCONTROL|RD\b)", re.IGNORECASE
)
#: Parts in which fields stand, and marks of them before anything is read.
_MARKS_OF_FIELDS = (b"instrText", b"fldSimple", b"instr=")
_ELEMENTS = {
    "altChunk": "file",
    "object": "",
    "OLEObject": "file",
    "ddeLink": "fetches",
    "control": "macros",
    "subDoc": "fetches",
}


def what_office_holds(file: IO[bytes], itself: bytes) -> str | None:
    """A key of `SAID`; None where the file is no document of the kind that its list of contents calls `itself`."""
    file.seek(0)
    if file.read(4) != b"PK\x03\x04":
        return None
    is_it = False
    try:
        with ZipFile(file) as archive:
            if any(map(_RUNNING_NAME.search, archive.namelist())):
                return "macros"
            if any(map(_CARRYING_NAME.search, archive.namelist())):
                return "file"
            if _CONTENTS not in archive.namelist():
                return None
            for part in texts_of(archive, file):
                if part.name == _CONTENTS:
                    is_it = itself in part.data
                if found := next(_found_in(part), ""):
                    return found
    except DocumentIsOdd as odd:
        return str(odd)
    except BROKEN:
        return None
    return "" if is_it else None


def _found_in(part: PackedText) -> Iterator[str]:
    if part.name == _CONTENTS:
        yield from _kinds(part)
    elif part.name.lower().endswith(".rels"):
        yield from _relationships(part)
    elif any(mark in part.data for mark in (*_MARKS_OF_FIELDS, *(name.encode() for name in _ELEMENTS))):
        yield from _elements(part)


def _kinds(part: PackedText) -> Iterator[str]:
    for element in elements_of(part):
        kind = element.get("ContentType", "")
        if _RUNS.search(kind):
            yield "macros"
        # Some programs name endings too that no part has; what has one is looked at as it is.
        is_of_a_part = "PartName" in element.attrib or element.get("Extension", "").lower() in ("xml", "rels")
        if kind and is_of_a_part and not _KNOWN.fullmatch(kind):
            yield "odd"


def _relationships(part: PackedText) -> Iterator[str]:
    for element in elements_of(part):
        kind = element.get("Type", "").rstrip("/").rpartition("/")[2].lower()
        is_outside = element.get("TargetMode", "").strip().lower() == "external"
        target = element.get("Target", "").strip().lower()
        if found := _BINDS.get(kind):
            yield found
        if kind != "hyperlink" and (is_outside or re.match(r"[a-z][a-z0-9+.-]*:|//|\\\\", target)):
            yield "fetches"


def _elements(part: PackedText) -> Iterator[str]:
    """Fields are written in pieces, and one may stand within another."""
    fields: list[str] = []
    for element in elements_of(part):
        name = element.tag.rpartition("}")[2]
        if found := _ELEMENTS.get(name):
            yield found
        elif name == "fldChar":
            kind = next((value for key, value in element.items() if key.endswith("fldCharType")), "")
            if kind == "begin":
                fields.append("")
            elif kind in ("separate", "end") and fields:
                yield from _asking(fields[-1])
                fields[-1:] = [] if kind == "end" else [""]
        elif name == "instrText":
            fields[-1:] = [(fields[-1] if fields else "") + (element.text or "")]
        elif name == "fldSimple":
            yield from _asking(next((value for key, value in element.items() if key.endswith("instr")), ""))
    yield from (found for code in fields for found in _asking(code))


def _asking(code: str) -> Iterator[str]:
    if _ASKING.match(code):
        yield "fetches"
