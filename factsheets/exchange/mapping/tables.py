"""Tables that are more than rows: a factsheet whose headings stand in the first column, and a table of verdicts."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from ..formats.document import BlockKind, Document, TextBlock
from .headings import Headings
from .sections import CLINICAL_PARTS

_FEWEST = 2  # known headings in the first column: one alone may be a word of a table
NOTE = (
    "A table holds headings in its first column and their texts beside them: "
    "each row was read as a heading with its text. Look whether all of it stands where it belongs."
)


def with_headings_of_tables(document: Document) -> tuple[Document, str]:
    """The document with such tables as headings and paragraphs, and the note on them; "" where there is none."""
    headings = Headings()
    blocks: list[TextBlock] = []
    is_found = False
    for is_row, group in groupby(document.blocks, key=lambda block: block.kind is BlockKind.ROW):
        table = list(group)
        if is_row and _holds_headings(table, headings):
            is_found = True
            blocks += [part for row in table for part in _apart(row)]
        else:
            blocks += table
    return (replace(document, blocks=tuple(blocks)), NOTE) if is_found else (document, "")


def tells_verdicts(row: TextBlock, headings: Headings) -> bool:
    """Whether it is the first row of a table that says what is helped and what is not."""
    return sum(headings.part(cell) in CLINICAL_PARTS for cell in row.cells if cell) > 1


def _holds_headings(table: list[TextBlock], headings: Headings) -> bool:
    """Whether most rows have a heading and a text, and several of the headings are known."""
    pairs = [row for row in table if len(row.cells) > 1 and row.cells[0] and any(row.cells[1:])]
    known = [row for row in pairs if headings.part(row.cells[0].replace("\n", " "))]
    return len(known) >= _FEWEST and len(known) * 2 >= len(pairs)


def _apart(row: TextBlock) -> list[TextBlock]:
    """A row as a heading, and its other cells as paragraphs; a row with one cell is a paragraph."""
    filled = [cell for cell in row.cells if cell]
    heading = replace(
        row, kind=BlockKind.HEADING, text=filled[0].replace("\n", " "), cells=(), links=(), level=2
    )
    texts = [replace(row, kind=BlockKind.PARAGRAPH, text=cell, cells=()) for cell in filled[1:]]
    if not row.cells[0] or not texts:
        return [replace(row, kind=BlockKind.PARAGRAPH, text=cell, cells=()) for cell in filled]
    return [heading, *texts]
