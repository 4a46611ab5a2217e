"""Reads a tagged PDF as a screen reader does: along its structure, each piece of marked content with its words and place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import NamedTuple

from pikepdf import Array, Dictionary, Matrix, Name, Object, Page, Pdf, String, parse_content_stream

#: Structure types that stand within a line of text (ISO 32000-1, 14.8.4.4).
_WITHIN_A_LINE = {Name.Span, Name.Link, Name.NonStruct}
_CODES = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


@dataclass(slots=True)
class Piece:
    """One sequence of marked content: in these PDFs it is a part of one line."""

    page: int
    number: int  # on that page, in the order of the drawing
    text: str = ""
    x: float = 0.0  # where it starts, points from the left edge of the paper
    y: float = 0.0  # points from the lower edge of the paper
    size: float = 0.0  # points
    font: str = ""
    type: str = ""  # of the structure element that holds it
    within: tuple[str, ...] = ()  # the types above that
    block: tuple[int, int] = (0, 0)  # names the paragraph, heading or item that it is a part of
    widest_gap: float = 0.0  # the most that is added to a space, in thousandths of the size


class Mark(NamedTuple):
    """What stands at the start of a sequence of marked content."""

    is_decoration: bool
    number: int | None


def opened(pdf: bytes) -> Pdf:
    return Pdf.open(BytesIO(pdf))


def in_order(pdf: Pdf) -> list[Piece]:
    """Every piece that the structure holds, in the order of the structure."""
    drawn = {(n, number): piece for n, page in enumerate(pdf.pages) for number, piece in _drawn_on(page, n)}
    pages = {page.obj.objgen: n for n, page in enumerate(pdf.pages)}
    found = []
    for element, kid, above in _marked_kids(pdf.Root.StructTreeRoot.K, ()):
        piece = drawn[pages[element.Pg.objgen], kid]
        piece.type, piece.within = str(element.S), tuple(str(each.S) for each in above)
        piece.block = next(
            each.objgen for each in reversed((*above, element)) if each.S not in _WITHIN_A_LINE
        )
        found.append(piece)
    return found


def _kids(kids: Object) -> list[Object]:
    return list(kids) if isinstance(kids, Array) else [kids]


def _marked_kids(kids: Object, above: tuple[Object, ...]) -> Iterator[tuple[Object, int, tuple[Object, ...]]]:
    for element in _kids(kids):
        for kid in _kids(element.get("/K", Array())):
            if not isinstance(kid, Dictionary):
                yield element, int(kid), above
            elif "/S" in kid:
                yield from _marked_kids(kid, (*above, element))


def mark_of(operands: list[Object]) -> Mark:
    properties = operands[1] if len(operands) > 1 else None
    numbered = isinstance(properties, Dictionary) and "/MCID" in properties
    return Mark(operands[0] == Name.Artifact, int(properties.MCID) if numbered else None)


def _drawn_on(page: Page, page_number: int) -> Iterator[tuple[int, Piece]]:
    fonts = {name: (str(font.BaseFont), _letters_by_code(font)) for name, font in page.Resources.Font.items()}
    pieces: dict[int, Piece] = {}
    marks: list[Mark] = []
    place, places, line = Matrix(), [], Matrix()
    font, letters, size = "", {}, 0.0
    for operands, operator in parse_content_stream(page):
        match str(operator):
            case "BMC" | "BDC":
                marks.append(mark_of(operands))
                if marks[-1].number is not None:
                    pieces[marks[-1].number] = Piece(page_number, marks[-1].number)
            case "EMC":
                marks.pop()
            case "q":
                places.append(place)
            case "Q":
                place = places.pop()
            case "cm":
                place = Matrix(*map(float, operands)) @ place
            case "Tm":
                line = Matrix(*map(float, operands))
            case "Tf":
                (font, letters), size = fonts[str(operands[0])], float(operands[1])
            case "Tj" | "TJ" if marks and marks[-1].number is not None:
                piece = pieces[marks[-1].number]
                if not piece.text:
                    on_paper = line @ place
                    piece.x, piece.y, piece.font = on_paper.e, on_paper.f, font
                    piece.size = size * abs(on_paper.d)
                piece.text += _words(operands[0], letters)
                piece.widest_gap = max(piece.widest_gap, _widest_gap(operands[0], letters))
    yield from pieces.items()


def _words(shown: Object, letters: dict[int, str]) -> str:
    strings = [part for part in _kids(shown) if isinstance(part, String)]
    codes = b"".join(bytes(part) for part in strings)
    return "".join(letters[int.from_bytes(codes[at : at + 2])] for at in range(0, len(codes), 2))


def _widest_gap(shown: Object, letters: dict[int, str]) -> float:
    """Numbers between the strings move what follows to the left, so that what widens a space is negative."""
    parts = _kids(shown)
    return max(
        (
            -float(number)
            for space, number in pairwise(parts)
            if isinstance(space, String)
            and not isinstance(number, String)
            and _words(space, letters)[-1:] == " "
        ),
        default=0.0,
    )


def _letters_by_code(font: Object) -> dict[int, str]:
    """The letters that the font's own table (`ToUnicode`) gives to copy, search and screen readers."""
    table = font.ToUnicode.read_bytes().decode("latin-1")
    found = _CODES.findall(table[table.index("beginbfchar") :])
    return {int(code, 16): bytes.fromhex(letters).decode("utf-16-be") for code, letters in found}
