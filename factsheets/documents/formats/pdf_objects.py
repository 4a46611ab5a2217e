"""What a PDF holds that could run, or carries along: looked for in each of its objects, however they are written down."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError
from pdfminer.pdfexceptions import PDFException, PDFObjectNotFound
from pdfminer.pdfparser import PDFParser, PDFStreamParser
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfminer.psexceptions import PSException
from pdfminer.psparser import PSLiteral

#: What is found; the empty word is nothing.
ACTS, CARRIES, LOCKED, BROKEN = "acts", "carries", "locked", "broken"
_MOST_OBJECTS = 200_000
_DEEPEST = 60
_MOST_STEPS = 20

#: Kinds of action and of notes on a page, and names of entries.
_ACTING = frozenset(
    (
        "JavaScript",
        "Launch",
        "SubmitForm",
        "ImportData",
        "RichMediaExecute",
        "Rendition",
        "GoToE",
        "GoToR",
        "Movie",
        "Sound",
    )
)
_ACTING_NOTES = frozenset(("RichMedia", "Movie", "Sound", "Screen", "3D"))
_ACTING_ENTRIES = frozenset(("JS", "JavaScript", "XFA", "RichMediaContent", "RichMediaSettings"))
_CARRYING = frozenset(("EmbeddedFiles", "EmbeddedFile", "EF", "FileAttachment"))
#: An action that starts by itself may show another page, and nothing else.
_HARMLESS_BY_ITSELF = frozenset(("GoTo", "Named"))
#: Long enough that no picture has them by chance.
_ACTING_WORDS = re.compile(rb"/(?:JavaScript|Launch|SubmitForm|ImportData|RichMedia)")
_CARRYING_WORDS = re.compile(rb"/EmbeddedFiles?\b")
_HEXADECIMAL = re.compile(rb"#([0-9A-Fa-f]{2})")
_OBJECT = re.compile(rb"(?<![0-9])[0-9]{1,10}[\s\x00]+[0-9]{1,5}[\s\x00]+obj")
_END = re.compile(rb"%%EOF[\s\x00]*$")
_MOST_AFTER_THE_END = 1_100

_FAULTS = (
    PSException,
    PDFException,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    AssertionError,
    OverflowError,
    RecursionError,
)


def what_a_pdf_holds(data: bytes) -> str:
    """`ACTS`, `CARRIES`, `LOCKED` or `BROKEN`; empty if nothing of these was found. What cannot be read is broken."""
    if not _END.search(data[-_MOST_AFTER_THE_END:]):
        return BROKEN
    if found := _said_in(data):
        return found
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        if document.encryption or any("Encrypt" in (xref.get_trailer() or {}) for xref in document.xrefs):
            return LOCKED
        if not isinstance(_entries(document.catalog.get("Pages")).get("Kids"), list | PDFObjRef):
            return BROKEN
        return next(filter(None, map(_found_in, _all_objects(document, data))), "")
    except PDFEncryptionError:
        return LOCKED
    except _FAULTS:
        return LOCKED if b"/Encrypt" in data else BROKEN


def _said_in(words: bytes) -> str:
    plain = _HEXADECIMAL.sub(lambda found: bytes([int(found[1], 16)]), words)
    if _ACTING_WORDS.search(plain):
        return ACTS
    return CARRIES if _CARRYING_WORDS.search(plain) else ""


def _all_objects(document: PDFDocument, data: bytes) -> Iterator[Any]:
    """Those that some table names, and whatever else is written as one: programs that mend a broken file find these."""
    numbers = dict.fromkeys(number for xref in document.xrefs for number in xref.get_objids())
    if len(numbers) > _MOST_OBJECTS:
        raise ValueError("too many objects")
    yield document.catalog
    yield from (xref.get_trailer() for xref in document.xrefs)
    for number in numbers:
        try:
            yield from _with_packed(document.getobj(number), document)
        except PDFObjectNotFound:
            continue  # a number that is free, or an object that every reader takes for nothing
    parser = PDFParser(io.BytesIO(data))
    parser.set_document(document)
    for count, found in enumerate(_OBJECT.finditer(data)):
        if count > _MOST_OBJECTS:
            raise ValueError("too many objects")
        try:
            parser.seek(found.end())
            _, written = parser.nextobject()
        except _FAULTS:
            continue  # words that look like the beginning of one, inside a picture or a text
        yield from _with_packed(written, document)


def _with_packed(thing: Any, document: PDFDocument) -> Iterator[Any]:
    """An object, and those that are packed in it."""
    yield thing
    if not isinstance(thing, PDFStream) or _name(thing.attrs.get("Type")) != "ObjStm":
        return
    unpacked = thing.get_data()
    if found := _said_in(unpacked):
        yield {"S": PSLiteral("Launch")} if found == ACTS else {"EF": None}
    numbers = resolve1(thing.attrs.get("N"))
    parser, packed = PDFStreamParser(unpacked), 0
    parser.set_document(document)
    while True:
        try:
            _, inner = parser.nextobject()
        except PSException:
            break
        packed += 1
        yield inner
    if not isinstance(numbers, int) or packed < 2 * numbers:
        raise ValueError("an object stream that has not what it says")


def _found_in(thing: Any) -> str:
    """What stands in one object, without following it to others: these are looked at by themselves."""
    waiting = [(thing, 0)]
    while waiting:
        each, depth = waiting.pop()
        if depth > _DEEPEST:
            raise ValueError("too deep")
        if isinstance(each, PDFStream):
            each = each.attrs
        if isinstance(each, dict):
            if found := _entries_hold(each):
                return found
            waiting += [(value, depth + 1) for value in each.values()]
        elif isinstance(each, list):
            waiting += [(value, depth + 1) for value in each]
    return ""


def _entries_hold(entries: dict[Any, Any]) -> str:
    names = {str(name) for name in entries}
    kinds = {_name(entries.get(key)) for key in ("Type", "Subtype")}
    if not _CARRYING.isdisjoint(names | kinds):
        return CARRIES
    if not _ACTING_ENTRIES.isdisjoint(names) or not _ACTING_NOTES.isdisjoint(kinds):
        return ACTS
    if _name(entries.get("S")) in _ACTING:
        return ACTS
    by_themselves = [entries.get("OpenAction"), *_entries(entries.get("AA")).values()]
    return "" if all(map(_is_harmless, by_themselves)) else ACTS


def _is_harmless(action: Any, step: int = 0) -> bool:
    """Of what starts by itself: a place in this document, or an action that shows one, and so what follows it."""
    action = resolve1(action)
    if not isinstance(action, dict):
        return True
    if "D" in action and "S" not in action:
        return True
    if step > _MOST_STEPS or _name(action.get("S")) not in _HARMLESS_BY_ITSELF:
        return False
    following = resolve1(action.get("Next"))
    return all(
        _is_harmless(each, step + 1) for each in (following if isinstance(following, list) else [following])
    )


def _entries(thing: Any) -> dict[Any, Any]:
    thing = resolve1(thing)
    return thing if isinstance(thing, dict) else {}


def _name(thing: Any) -> str:
    thing = resolve1(thing)
    return str(thing.name) if isinstance(thing, PSLiteral) else ""
