"""A table of associations: one row for each, under a row that names the columns."""

from __future__ import annotations

import re

from .contacts import is_phone

_COLUMN = re.compile(
    r"(?:the )?(?:names?|(?:professional )?(?:organisations?|associations?|bod(?:y|ies)|societ(?:y|ies)|registers?)|contacts?(?: details)?"
    r"|address(?:es)?|tel(?:ephone)?(?: (?:no|number))?|phone(?: (?:no|number))?|numbers?|fax|e-?mail(?: address)?|web ?sites?|web(?: address)?"
    r"|url|town|area|region|details)[.:]?",
    re.IGNORECASE,
)
_BETWEEN_LABELS = re.compile(r"[/&,+]|\band\b", re.IGNORECASE)
_BETWEEN_NUMBERS = re.compile(r"[/;,]|\b(?:or|and)\b", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_BARE_ADDRESS = re.compile(r"(?:[a-z\d-]{1,63}\.){1,5}[a-z]{2,24}(?:/\S{0,180})?", re.IGNORECASE)
_MAX_CELL = 200


def names_columns(cells: list[str]) -> bool:
    """Whether a row says what stands in each column."""
    return len(cells) > 1 and all(map(names_a_column, cells))


def names_a_column(cell: str) -> bool:
    """Whether a cell is the label of what stands beside it or below, such as “Address” or “Telephone / web”."""
    return all(_COLUMN.fullmatch(one.strip()) for one in _BETWEEN_LABELS.split(cell[:_MAX_CELL]))


def is_bare_web_address(cell: str) -> bool:
    """Whether a cell is a web address without its beginning, such as “guild.example.org”."""
    return bool(_BARE_ADDRESS.fullmatch(cell.strip()[:_MAX_CELL]))


def first_number(text: str) -> tuple[str, str]:
    """The first of several phone numbers beside one another, and the others; both "" where it is none."""
    if len(text) > _MAX_CELL or _LETTER.search(_BETWEEN_NUMBERS.sub("", text)):
        return "", ""
    first, *others = _BETWEEN_NUMBERS.split(text.strip(), maxsplit=1)
    return (first.strip(), others[0].strip()) if others and is_phone(first.strip()) else ("", "")
