"""The letters of the PDFs are large and upright; their lines start at the left and end with whole words."""

from __future__ import annotations

import itertools
import re

import pytest

from .reading_in_order import Piece, in_order, opened
from .words_of_page import words_of_page

#: Points; what WeasyPrint rounds away is allowed.
SMALLEST = {"factsheet.pdf": 11.9, "large-print.pdf": 17.9}


@pytest.fixture(params=SMALLEST)
def edition(request) -> str:
    return request.param


@pytest.fixture
def pieces(edition, starter_example) -> list[Piece]:
    """All words but bullets and numbers of lists."""
    found = in_order(opened(starter_example[edition]))
    return [piece for piece in found if piece.text.strip() and "/Lbl" not in piece.within]


def test_letters_are_large_and_upright(pieces, edition):
    small = [piece.text for piece in pieces if piece.size < SMALLEST[edition]]
    assert small == []
    fonts = {piece.font.partition("+")[2] for piece in pieces}
    assert fonts == {"Atkinson-Hyperlegible", "Atkinson-Hyperlegible-Bold"}


def test_lines_start_at_the_left_and_are_not_stretched(pieces):
    lines: dict[tuple[object, int], dict[int, float]] = {}
    for piece in pieces:
        starts = lines.setdefault((piece.block, piece.page), {})
        starts.setdefault(round(piece.y), round(piece.x))
    assert sum(len(starts) > 1 for starts in lines.values()) > 10
    crooked = [starts for starts in lines.values() if max(starts.values()) - min(starts.values()) > 1]
    assert crooked == []
    assert max(piece.widest_gap for piece in pieces) < 50


def parts_of(word: str) -> set[str]:
    """A word, and what stands between two of the places where it may be parted."""
    ends = [0, *(found.end() for found in re.finditer("[-/]", word)), len(word)]
    return {word[start:end] for start, end in itertools.combinations(ends, 2)}


def test_no_word_is_broken_at_the_end_of_a_line(pieces, starter_example):
    page = words_of_page(starter_example[""].decode())
    # A word that has a hyphen of its own may be parted after it, and an address after a slash as well: how long the
    # one of the version is depends on its code. A colon or a bracket comes from the style.
    whole = {part for word in page for part in parts_of(word)} | {":", "(", ")"}
    # The first line, and all from the way back to the web page, stand on paper only; the address there is long.
    shared = itertools.takewhile(lambda piece: piece.text != "Read this factsheet online", pieces[1:])
    broken = [word for piece in shared for word in piece.text.split() if word not in whole]
    assert broken == []
