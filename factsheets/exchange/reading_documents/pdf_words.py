"""The words of a PDF's page where they stand, with their looks and links."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from pdfplumber.utils.text import extract_words

from .pdf_letters import letters_once
from .signs import in_font
from .tidying import plain_letters, raised

_BOLD = ("bold", "black", "heavy", "semibold", "demi")
#: A number above the line is so much smaller than the word beside it, and its foot so much higher.
_SMALLER, _HIGHER = 0.85, 0.12


@dataclass(frozen=True)
class PdfWord:
    """A word where it stands; distances are in points from the top left."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    target: str = ""  # of the link that lies over it

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return (self.top + self.bottom) / 2


def touches(before: PdfWord, word: PdfWord) -> bool:
    """Whether two words are parts of one, which changes its look inside."""
    return -1.0 < word.x0 - before.x1 < 0.12 * min(before.size, word.size)


def page_words(page: Any) -> tuple[list[PdfWord], list[str]]:
    """The upright words of a page, and those that are written sideways."""
    links = [
        (link["x0"], link["x1"], link["top"], link["bottom"], str(link["uri"]))
        for link in page.hyperlinks
        if link.get("uri")
    ]
    found = extract_words(
        letters_once(page.chars),
        x_tolerance_ratio=0.15,
        y_tolerance=2,
        extra_attrs=["fontname", "size", "upright"],
    )
    words, sideways = [], []
    for one in found:
        if not one["upright"]:
            sideways.append(one["text"])
            continue
        x, y = (one["x0"] + one["x1"]) / 2, (one["top"] + one["bottom"]) / 2
        target = next((uri for x0, x1, top, bottom, uri in links if x0 <= x <= x1 and top <= y <= bottom), "")
        bold = any(mark in str(one["fontname"]).casefold() for mark in _BOLD)
        words.append(
            PdfWord(
                plain_letters(in_font(str(one["fontname"]), one["text"])),
                one["x0"],
                one["x1"],
                one["top"],
                one["bottom"],
                float(one["size"]),
                bold,
                target,
            )
        )
    return _with_raised_numbers(words), sideways


def _with_raised_numbers(words: list[PdfWord]) -> list[PdfWord]:
    """The words; a small number above the line, which leads to a note, is written as one."""
    found: list[PdfWord] = []
    for place, word in enumerate(words):
        beside = [words[at] for at in (place - 1, place + 1) if 0 <= at < len(words)]
        is_raised = word.text.isdecimal() and any(
            word.size < _SMALLER * other.size
            and word.top < other.middle < other.bottom
            and word.bottom < other.bottom - _HIGHER * other.size
            and min(abs(word.x0 - other.x1), abs(other.x0 - word.x1)) < other.size
            for other in beside
        )
        found.append(replace(word, text=raised(word.text)) if is_raised else word)
    return found
