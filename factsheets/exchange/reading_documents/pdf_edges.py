"""The small print at the edges of a PDF's pages: which lines of it go together, and which are notes."""

from __future__ import annotations

from .furniture import furniture_in, tells_its_page
from .pdf_lines import PdfLine
from .tidying import RAISED_DIGITS

_NEXT_LINE = 1.6
_NOTE_SIGNS = f"*\u2020\u2021\u00a7{RAISED_DIGITS}"
_WORDS_OF_A_REST = 3


def without_notes(lines: list[PdfLine]) -> list[PdfLine]:
    """Small print without the notes in it, which a sign such as “*” begins, and the lines that go on with them."""
    found: list[PdfLine] = []
    note: PdfLine | None = None
    for line in lines:
        goes_on = (
            note is not None
            and 0 < line.top - note.top < _NEXT_LINE * line.size
            and note.size == line.size
            and not (furniture_in(line.text) or tells_its_page(line.text, line.page))
        )
        if goes_on or _begins_note(line):
            note = line
        else:
            note = None
            found.append(line)
    return found


def _begins_note(line: PdfLine) -> bool:
    """Whether a line begins with the sign of a note: “*”, “†”, or a number above the line."""
    first, *others = line.words
    return bool(others) and first.text[0] in _NOTE_SIGNS


def wrapped(lines: list[PdfLine]) -> list[list[PdfLine]]:
    """Running lines, each with the few words right below that had no room on it: “Reviewed May” and “2012”."""
    groups: list[list[PdfLine]] = []
    for line in lines:
        before = groups[-1][-1] if groups else None
        is_rest = (
            before is not None
            and before.page == line.page
            and before.size == line.size
            and 0 < line.top - before.top < _NEXT_LINE * line.size
            and len(line.words) <= _WORDS_OF_A_REST
            and before.x1 >= 0.8 * before.right
        )
        if is_rest:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups
