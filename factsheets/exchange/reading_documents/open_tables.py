"""The rows and cells of an OpenDocument table."""

from __future__ import annotations

from lxml import etree

from .unpacking import attribute, local

_ROW_HOLDERS = frozenset(("table-rows", "table-header-rows", "table-row-group"))
_PARAGRAPHS_OF_A_TEXT = 4


def rows_in_table(table: etree._Element) -> list[etree._Element]:
    """The rows of a table, those in groups as well."""
    rows: list[etree._Element] = []
    for child in table:
        if local(child) == "table-row":
            rows.append(child)
        elif local(child) in _ROW_HOLDERS:
            rows += rows_in_table(child)
    return rows


def cells_in_row(row: etree._Element) -> list[etree._Element]:
    """The cells of a row; those that one above covers stand in their columns, those that one beside covers are left out."""
    found: list[etree._Element] = []
    beside = 0
    for cell in row:
        if local(cell) == "table-cell":
            span = attribute(cell, "number-columns-spanned")
            beside = int(span) - 1 if span.isdecimal() and len(span) < 5 else 0
            found.append(cell)
        elif local(cell) == "covered-table-cell" and beside > 0:
            beside -= 1
        elif local(cell) == "covered-table-cell":
            found.append(cell)
    return found


def is_layout(cell: etree._Element) -> bool:
    """Whether a cell holds a text of its own, so that the table is there for the look of the page."""
    filled = [one for one in cell if local(one) in ("p", "h") and "".join(one.itertext()).strip()]
    return len(filled) >= _PARAGRAPHS_OF_A_TEXT or any(local(one) == "h" for one in filled)
