"""What a Word document, a workbook or a presentation holds that could run, fetch something or carry another file along."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import IO
from xml.etree import ElementTree
from zipfile import ZipFile

from factsheets.documents.formats.click_targets import leads_astray
from factsheets.documents.formats.fields import has_its_name, what_a_field_does
from factsheets.documents.formats.formulas import asks_elsewhere
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
#: The last word of a kind of relationship: those that documents are made of. What is not named here is not taken.
_TAKEN = frozenset(
    [
        "officedocument",
        "core-properties",
        "extended-properties",
        "custom-properties",
        "thumbnail",
        "classificationlabels",
        "styles",
        "styleswitheffects",
        "settings",
        "websettings",
        "fonttable",
        "theme",
        "themeoverride",
        "numbering",
        "footnotes",
        "endnotes",
        "comments",
        "commentsextended",
        "commentsids",
        "commentsextensible",
        "people",
        "header",
        "footer",
        "image",
        "hdphoto",
        "hyperlink",
        "font",
        "customxml",
        "customxmlprops",
        "glossarydocument",
        "bibliography",
        "chart",
        "chartex",
        "chartusershapes",
        "chartstyle",
        "chartcolorstyle",
        "diagramdata",
        "diagramlayout",
        "diagramquickstyle",
        "diagramcolors",
        "diagramdrawing",
        "worksheet",
        "chartsheet",
        "sharedstrings",
        "calcchain",
        "table",
        "tablesinglecells",
        "pivottable",
        "pivotcachedefinition",
        "pivotcacherecords",
        "drawing",
        "vmldrawing",
        "legacydrawing",
        "threadedcomment",
        "person",
        "printersettings",
        "slicer",
        "slicercache",
        "timeline",
        "timelinecache",
        "sheetmetadata",
        "ctrlprop",
        "rdrichvalue",
        "rdrichvaluestructure",
        "rdrichvaluetypes",
        "richstyles",
        "rdarray",
        "featurepropertybag",
        "xmlmaps",
        "revisionheaders",
        "revisionlog",
        "usernames",
        "slide",
        "slidelayout",
        "slidemaster",
        "notesslide",
        "notesmaster",
        "handoutmaster",
        "presprops",
        "viewprops",
        "tablestyles",
        "tags",
        "commentauthors",
        "authors",
        "documenttasks",
        "intelligence2",
        "namedsheetviews",
        "customproperty",
        "metadata",
    ]
)
#: Of some that are not taken, more can be said.
_BINDS = {
    **dict.fromkeys(("vbaproject", "wordvbadata", "control", "activexcontrolbinary", "extensibility", "xlmacrosheet",
                     "xlintlmacrosheet", "dialogsheet", "webextension", "webextensiontaskpanes"), "macros"),
    **dict.fromkeys(("oleobject", "package", "afchunk", "embeddedpackage"), "file"),
    **dict.fromkeys(("attachedtemplate", "externallink", "externallinkpath", "connections", "querytable", "subdocument",
                     "frame", "mailmergesource", "mailmergeheadersource", "mailmergerecipientdata", "xlexternallinkpath"), "fetches"),
}  # fmt: skip
#: Parts in which fields stand, and marks of them before anything is read.
_MARKS_OF_FIELDS = (b"instrText", b"fldSimple", b"instr=", b"fldChar")
#: Of addresses in attributes.
_NAMES_AN_ADDRESS = re.compile(rb"(?:src|href|action)\s*=")
_ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//|\\\\)", re.IGNORECASE)
#: Which elements may name something outside: links that somebody clicks.
_LINKS = frozenset(("hyperlink", "hlinkClick", "hlinkHover", "hlinkMouseOver"))
#: What a click or a touch in a presentation may do.
_SHOWS = re.compile(
    r"(?:ppaction://(?:hlinkshowjump|hlinksldjump|customshow|noaction|media)(?:\?.*)?)?", re.IGNORECASE
)
_FORMULA = re.compile(
    rb"<(?:[\w.-]+:)?(?:f|formula[12]?|definedName|calculatedColumnFormula|totalsRowFormula|oldFormula)(?:\s[^>]*)?>([^<]+)"
    rb"|\s(?:formula|fmla[A-Z]\w*)\s*=\s*\"([^\"]+)\"|\s(?:formula|fmla[A-Z]\w*)\s*=\s*'([^']+)'"
)
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
            outside: dict[str, set[str]] = {}
            for part in texts_of(archive, file, ending_with=(".rels",)):
                if found := next(filter(None, _relationships(part, outside)), ""):
                    return found
            for part in texts_of(archive, file):
                if part.name == _CONTENTS:
                    is_it = itself in part.data
                found = next(filter(None, _found_in(part, outside.get(part.name.lower(), set()))), "")
                if found:
                    return found
    except DocumentIsOdd as odd:
        return str(odd)
    except BROKEN:
        return None
    return "" if is_it else None


def _found_in(part: PackedText, outside: set[str]) -> Iterator[str]:
    """`outside` are the names under which this part knows what lies elsewhere."""
    if part.name == _CONTENTS:
        yield from _kinds(part)
    elif not part.name.lower().endswith(".rels"):
        if part.name.lower().startswith("xl/") or "/charts/" in part.name.lower():
            yield from _formulas(part)
        marks = (*_MARKS_OF_FIELDS, *(name.encode() for name in _ELEMENTS))
        if outside or any(mark in part.data for mark in marks) or _NAMES_AN_ADDRESS.search(part.data):
            yield from _elements(part, outside)


def _formulas(part: PackedText) -> Iterator[str]:
    """Without remarks and unread parts, which no program writes here, each formula is what stands up to the next sign `<`."""
    if b"<!" in part.data:
        yield "odd"
    for found in _FORMULA.finditer(part.data):
        formula = html.unescape((found[1] or found[2] or found[3]).decode("utf-8", errors="replace"))
        if asks_elsewhere(formula):
            yield "formulas"


def _kinds(part: PackedText) -> Iterator[str]:
    for element in elements_of(part):
        kind = element.get("ContentType", "")
        if _RUNS.search(kind):
            yield "macros"
        # Some programs name endings too that no part has; what has one is looked at as it is.
        is_of_a_part = "PartName" in element.attrib or element.get("Extension", "").lower() in ("xml", "rels")
        if kind and is_of_a_part and not _KNOWN.fullmatch(kind):
            yield "odd"


def _relationships(part: PackedText, outside: dict[str, set[str]]) -> Iterator[str]:
    """Notes in `outside`, by the part of which these are the relationships, what lies elsewhere."""
    folder, _, name = part.name.lower().rpartition("_rels/")
    for element in elements_of(part):
        if element.tag.rpartition("}")[2] != "Relationship":
            continue
        kind = element.get("Type", "").rstrip("/").rpartition("/")[2].lower()
        target = element.get("Target", "")
        is_outside = element.get("TargetMode", "").strip().lower() == "external" or _ELSEWHERE.match(target)
        if kind not in _TAKEN:
            yield _BINDS.get(kind, "odd")
        elif is_outside and kind != "hyperlink":
            yield "fetches"
        elif is_outside and leads_astray(target):
            yield "leads"
        elif is_outside:
            outside.setdefault(f"{folder}{name.removesuffix('.rels')}", set()).add(element.get("Id", ""))


def _elements(part: PackedText, outside: set[str]) -> Iterator[str]:
    fields = _Fields()
    for element in elements_of(part):
        name = element.tag.rpartition("}")[2]
        if found := _ELEMENTS.get(name):
            yield found
        yield from _attributes(element, name, outside)
        yield from fields.take(element, name)
    yield from fields.end()


def _attributes(element: ElementTree.Element, name: str, outside: set[str]) -> Iterator[str]:
    for key, value in element.items():
        attribute = key.rpartition("}")[2].lower()
        if value in outside and name not in _LINKS:
            yield "fetches"
        elif attribute == "action" and name in _LINKS and not _SHOWS.fullmatch(value):
            yield "macros"
        elif attribute in ("src", "althref") and _ELSEWHERE.match(value):
            yield "fetches"
        elif attribute == "href" and leads_astray(value):
            yield "leads"


class _Fields:
    """Fields are written in pieces, and one may stand within another."""

    def __init__(self) -> None:
        #: Of each field that is open its code, or None where its result has begun.
        self._open: list[str | None] = []

    def take(self, element: ElementTree.Element, name: str) -> Iterator[str]:
        """The next element, in the order in which they end."""
        if name == "fldChar":
            kind = next((value for key, value in element.items() if key.endswith("fldCharType")), "")
            yield from self._mark(kind)
        elif name in ("instrText", "delInstrText", "t") and self._open and self._open[-1] is not None:
            self._open[-1] += element.text or ""
        elif name in ("instrText", "delInstrText") and not self._open:
            yield what_a_field_does(element.text or "")
        elif name == "fldSimple":
            yield what_a_field_does(
                next((value for key, value in element.items() if key.endswith("instr")), "")
            )

    def _mark(self, kind: str) -> Iterator[str]:
        if kind == "begin":
            if self._open and self._open[-1] is not None and not has_its_name(self._open[-1]):
                yield "fetches"  # the name would be put together of what stands within
            self._open.append("")
        elif kind in ("separate", "end") and self._open:
            if self._open[-1] is not None:
                yield what_a_field_does(self._open[-1])
            self._open[-1] = None
            if kind == "end":
                self._open.pop()

    def end(self) -> Iterator[str]:
        """Those that nothing ended."""
        yield from (what_a_field_does(code) for code in self._open if code is not None)
