"""Reads a tagged PDF back: its structure, its text in order, its letters."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject

#: Operators that put something on the page (ISO 32000-1, table 51).
PAINTING = {
    b"Tj",
    b"TJ",
    b"'",
    b'"',
    b"Do",
    b"f",
    b"F",
    b"f*",
    b"B",
    b"B*",
    b"b",
    b"b*",
    b"S",
    b"s",
    b"sh",
    b"EI",
}


class Letters(NamedTuple):
    text: str
    size: float  # points
    upright: bool


def read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def structure(reader: PdfReader) -> Iterator[tuple[DictionaryObject, str]]:
    """Every structure element with the type of its parent, in reading order."""
    yield from _below(reader.trailer["/Root"]["/StructTreeRoot"]["/K"], "")


def _kids(kids) -> list:
    kids = kids.get_object()
    return [kid.get_object() for kid in kids] if isinstance(kids, list) else [kids]


def _below(kids, parent: str) -> Iterator[tuple[DictionaryObject, str]]:
    for kid in _kids(kids):
        if isinstance(kid, dict) and "/S" in kid:
            yield kid, parent
            yield from _below(kid["/K"], kid["/S"])


def marked_in_structure(reader: PdfReader, only_in: set[str] | None = None) -> list[tuple[int, int]]:
    """Page and number of each piece of marked content, as the structure orders them, of all types or of some."""
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages)}
    return [
        (pages[element.raw_get("/Pg").idnum], int(kid))
        for element, parent in structure(reader)
        if only_in is None or parent in only_in
        for kid in _kids(element["/K"])
        if isinstance(kid, int)
    ]


def marked_in_content(reader: PdfReader) -> tuple[list[tuple[int, int]], list[bytes]]:
    """Page and number of each piece of marked content as drawn; and what is painted outside of all marks."""
    numbers, unmarked = [], []
    for page_number, page in enumerate(reader.pages):
        depth = 0
        for operands, operator in ContentStream(page["/Contents"], reader).operations:
            if operator in (b"BDC", b"BMC"):
                depth += 1
                if operator == b"BDC" and isinstance(operands[1], dict) and "/MCID" in operands[1]:
                    numbers.append((page_number, int(operands[1]["/MCID"])))
            elif operator == b"EMC":
                depth -= 1
            elif operator in PAINTING and not depth:
                unmarked.append(operator)
    return numbers, unmarked


def letters(reader: PdfReader) -> list[Letters]:
    found: list[Letters] = []

    def see(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        if text.strip():
            scale = abs(tm[3] * cm[3])
            found.append(Letters(text.strip(), size * scale, upright=not (tm[1] or tm[2])))

    for page in reader.pages:
        page.extract_text(visitor_text=see)
    return found


def words(page) -> str:
    """The text of a page in the order of its content, with single spaces."""
    return " ".join(page.extract_text().split())
