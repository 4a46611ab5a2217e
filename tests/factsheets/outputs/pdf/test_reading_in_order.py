"""Whoever listens to a PDF hears the words of the web page, all of them, in their order."""

from __future__ import annotations

import pytest
from pikepdf import Dictionary, Name, Pdf, parse_content_stream

from .reading_back import PAINTING
from .reading_in_order import Piece, in_order, mark_of, opened
from .words_of_page import words_of_page

#: What stands on paper only: the line above the title, and the way back to the web page.
BRAND = "BackCare factsheet"
WAY_BACK = (
    "Read this factsheet online The newest version is at 127.0.0.1:8000/factsheets/medical-acupuncture"
    " Scan the square code to check whether this copy still stands."
)


@pytest.fixture(params=["factsheet.pdf", "large-print.pdf"])
def pdf(request, starter_example) -> Pdf:
    return opened(starter_example[request.param])


def is_bullet_or_number(piece: Piece) -> bool:
    return "/Lbl" in piece.within


def is_written_by_style(piece: Piece) -> bool:
    """The colon after a name and the brackets around a date, which the web page shows by columns and colour."""
    return piece.text in {":", "(", ")"}


def test_it_holds_the_words_of_the_page_in_their_order(pdf, starter_example):
    heard = [p.text for p in in_order(pdf) if not is_bullet_or_number(p) and not is_written_by_style(p)]
    page = words_of_page(starter_example[""].decode())
    assert len(page) > 500
    # Without spaces: a line may end within “long-lasting”.
    expected = "".join([BRAND, *page, WAY_BACK]).replace(" ", "")
    assert "".join("".join(heard).split()) == expected


def test_it_is_drawn_in_the_order_of_its_structure_but_for_bullets_and_the_qr_code(pdf):
    """Bullets and pictures come after the words in the drawing (CSS 2.2, appendix E); the structure has them in place."""
    words = [piece for piece in in_order(pdf) if piece.text.strip() and not is_bullet_or_number(piece)]
    places = [(piece.page, piece.number) for piece in words]
    assert places == sorted(places)


def test_nothing_stands_outside_of_the_tags(pdf):
    for page in pdf.pages:
        marks = []
        for operands, operator in parse_content_stream(page):
            if str(operator) in ("BMC", "BDC"):
                marks.append(mark_of(operands))
            elif str(operator) == "EMC":
                marks.pop()
            elif str(operator).encode() in PAINTING:
                assert any(mark.is_decoration or mark.number is not None for mark in marks), operator
        assert marks == []


def test_qpdf_finds_no_fault(pdf):
    assert pdf.check_pdf_syntax() == []


def test_each_piece_knows_its_place_in_the_structure(pdf):
    """The parent tree is how a screen reader finds the structure element of what it touches on the page."""
    parents = dict(zip(*[iter(pdf.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))
    pieces = in_order(pdf)
    assert pieces
    for piece in pieces:
        page = pdf.pages[piece.page].obj
        element = parents[page.StructParents][piece.number]
        assert isinstance(element, Dictionary)
        assert Name(piece.type) == element.S
        assert element.Pg.objgen == page.objgen
