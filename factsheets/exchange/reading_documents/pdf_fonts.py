"""The fonts of a PDF that say in a table of their own which bytes are which glyph.

Most fonts of two bytes name a table that every program knows, such as `Identity-H`. One may carry its table (an embedded CMap, PDF 32000-1,
9.7.5.3) instead; pdfminer knows those by name alone, and reads no letter of such a font, without a word about it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pdfminer.pdffont import PDFCIDFont, PDFFont
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, resolve1

_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]{0,64})>|(\d{1,9})|([A-Za-z]{1,40})")
_MOST_BYTES = 4
_USUAL_BYTES = 2
_CID_FONTS = ("CIDFontType0", "CIDFontType2")


class _Range(NamedTuple):
    """Codes that lie side by side, as the glyphs do that they stand for."""

    first: int
    last: int
    glyph: int


class EmbeddedCMap:
    """The table of one font: how many bytes each code has, and the number of the glyph that it stands for."""

    def __init__(self, written: bytes) -> None:
        self._spaces: list[tuple[bytes, bytes]] = []
        ranges: list[_Range] = []
        operands: list[bytes | int] = []
        for token in _TOKEN.finditer(written):
            digits, number, word = token.groups()
            if word is None:
                operands.append(int(number) if number else _bytes(digits))
                continue
            if word == b"endcodespacerange":
                self._spaces += zip(*[_codes(operands)] * 2, strict=False)
            elif word == b"endcidrange":
                ranges += _ranges(operands, 3)
            elif word == b"endcidchar":
                ranges += _ranges(operands, 2)
            operands = []
        self._ranges = sorted(ranges)

    def codes(self, drawn: bytes) -> Iterator[int]:
        """The codes of what is drawn. Bytes that lie in no declared range count as one code of the usual length."""
        at = 0
        while at < len(drawn):
            length = self._length(drawn[at : at + _MOST_BYTES])
            yield int.from_bytes(drawn[at : at + length], "big")
            at += length

    def _length(self, drawn: bytes) -> int:
        for length in range(1, len(drawn) + 1):
            for first, last in self._spaces:
                if len(first) == len(last) == length and all(
                    low <= byte <= high for low, byte, high in zip(first, drawn, last, strict=False)
                ):
                    return length
        return min((len(first) for first, _ in self._spaces if first), default=_USUAL_BYTES)

    def glyph(self, code: int) -> int:
        """The number of the glyph that a code stands for; 0, the glyph for none, where the table has no such code."""
        at = bisect_right(self._ranges, code, key=lambda one: one.first) - 1
        found = self._ranges[at] if at >= 0 else None
        return found.glyph + code - found.first if found and code <= found.last else 0


class _FontWithItsTable(PDFCIDFont):
    """Such a font. Its letters are known by code, as `ToUnicode` has them; its widths by glyph."""

    def __init__(self, resources: Any, spec: Mapping[str, Any]) -> None:
        self._table = EmbeddedCMap(spec["Encoding"].get_data())
        super().__init__(resources, spec)
        self._by_code = isinstance(resolve1(spec.get("ToUnicode")), PDFStream)

    def decode(self, drawn: bytes) -> Iterator[int]:
        """The codes of what is drawn."""
        return self._table.codes(drawn)

    def to_unichr(self, code: int) -> str:
        """The letters of a code. Raises what pdfminer raises where the font does not tell them."""
        letters: str = super().to_unichr(code if self._by_code else self._table.glyph(code))
        return letters

    def char_width(self, code: int) -> float:
        """How wide a code is drawn, for a letter of size 1."""
        width: float = super().char_width(self._table.glyph(code))
        return width

    def char_disp(self, code: int) -> Any:
        """Where the glyph of a code begins, in a font that runs downwards."""
        return super().char_disp(self._table.glyph(code))


class Fonts(PDFResourceManager):
    """The fonts of a document, those with a table of their own among them."""

    def get_font(self, objid: object, spec: Mapping[str, Any]) -> PDFFont:
        """The font of these values."""
        subtype = getattr(resolve1(spec.get("Subtype")), "name", "")
        if subtype in _CID_FONTS and isinstance(spec.get("Encoding"), PDFStream):
            return _FontWithItsTable(self, spec)
        return super().get_font(objid, spec)


def _bytes(digits: bytes) -> bytes:
    plain = b"".join(digits.split())
    return bytes.fromhex((plain + b"0" * (len(plain) % 2)).decode("ascii"))


def _codes(operands: list[bytes | int]) -> Iterator[bytes]:
    return (one for one in operands if isinstance(one, bytes))


def _ranges(operands: list[bytes | int], size: int) -> Iterator[_Range]:
    """Of `first last glyph` or `code glyph`, each in a row; whatever has another form is left out."""
    for row in zip(*[iter(operands)] * size, strict=False):
        *codes, glyph = row
        if isinstance(glyph, int) and all(isinstance(code, bytes) for code in codes):
            first, last = (int.from_bytes(code, "big") for code in (codes[0], codes[-1]))
            yield _Range(first, last, glyph)
