"""The letters of a PDF counted a second time, by another program: what one of them cannot read never passes in silence.

pdfminer leaves out what is drawn with a font whose table it does not know. PDFium, with which most browsers show a PDF, counts every glyph that
is drawn, also one whose letter it cannot tell.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from .collecting import Collector

_UNKNOWN = re.compile(r"\(cid:\d+\)")
#: An accent, or a sign over a line's end, is one glyph for one program and none for the other.
_FEW = 3
_MOST_WORDS_TOLD = 400


@dataclass(frozen=True)
class PageLetters:
    """What is drawn on one page: how many glyphs, and the words that they say."""

    drawn: int
    text: str


def counted_anew(data: bytes, pages: int) -> list[PageLetters] | None:
    """Each of the first pages as PDFium reads it; None for a document that it does not open."""
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        return None
    try:
        count = min(pages, pdfium.FPDF_GetPageCount(document))
        return [_page(document, number) for number in range(count)]
    finally:
        pdfium.FPDF_CloseDocument(document)


def _page(document: Any, number: int) -> PageLetters:
    page = pdfium.FPDF_LoadPage(document, number)
    text = pdfium.FPDFText_LoadPage(page) if page else None
    try:
        return _letters(text) if text else PageLetters(0, "")
    finally:
        if text:
            pdfium.FPDFText_ClosePage(text)
        if page:
            pdfium.FPDF_ClosePage(page)


def _letters(text: Any) -> PageLetters:
    signs: list[str] = []
    drawn = 0
    for at in range(max(pdfium.FPDFText_CountChars(text), 0)):
        code = pdfium.FPDFText_GetUnicode(text, at)
        sign = chr(code) if 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
        is_unknown = pdfium.FPDFText_HasUnicodeMapError(text, at) == 1 or code == 0
        if pdfium.FPDFText_IsGenerated(text, at) != 1:
            drawn += is_unknown or _weight(sign)
        signs.append(" " if is_unknown else sign)
    return PageLetters(drawn, "".join(signs))


def unread(letters: list[dict[str, Any]], anew: PageLetters) -> int:
    """How many glyphs are drawn on a page that are no letters of its text; 0 for a few, which both programs part differently."""
    read = sum(1 if _UNKNOWN.fullmatch(one["text"]) else _weight(one["text"]) for one in letters)
    missing = anew.drawn - read
    return missing if missing > _FEW else 0


def tell_unread(collector: Collector, read: str, anew: PageLetters, missing: int, number: int) -> None:
    """A note about what is drawn on a page and was not read, with the words of it that PDFium tells."""
    left = Counter(_words(read))
    words = []
    for word in anew.text.split():
        plain = _words(word)
        if any(left[one] <= 0 for one in plain):
            words.append(word)
        left.subtract(plain)
    told = " ".join(words[:_MOST_WORDS_TOLD])
    collector.note(
        f"Page {number} shows {missing} letters that could not be read where they stand: compare the page with the text, "
        "and type what is missing.",
        f"page {number}",
        told,
    )


def _weight(text: str) -> int:
    """How many signs this is, spaces left out: “ﬁ” is two."""
    return sum(not sign.isspace() for sign in unicodedata.normalize("NFKC", text))


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign if sign.isalnum() else " " for sign in plain).split()
