"""Rows of a factsheet that are half filled: a draft has them, readers never; what each lacks, in the author's words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from factsheets.language.vocabulary import Section, Stance, Verdict

from .factsheet_shape import (
    AssociationRowShape,
    CitationShape,
    FactsheetShape,
    RelatedShape,
    SuitabilityShape,
)

#: What a row names: its kind and its primary key.
Named = tuple[str, int | None]

_Row = TypeVar("_Row")

_VERDICTS, _SECTIONS, _STANCES = (frozenset(each.values) for each in (Verdict, Section, Stance))
#: The kinds of rows that a factsheet has.
ROWS = ("suitabilities", "citations", "associations", "related_items")


def complete_rows(factsheet: FactsheetShape, relation: str) -> list[Any]:
    """The rows of one kind that say all that they have to say, in their order: what tables and readers have.

    A page that was read for readers alone, whose rows nobody changes, keeps them in its `rows_for_reading`.
    """
    kept: dict[str, list[Any]] | None = getattr(factsheet, "rows_for_reading", None)
    if kept is not None and relation in kept:
        return kept[relation]
    complete = complete_among(factsheet, relation, _in_order(factsheet, relation))
    if kept is not None:
        kept[relation] = complete
    return complete


def complete_among(factsheet: FactsheetShape, relation: str, rows: list[Any]) -> list[Any]:
    """Of all its rows of one kind, in their order, those that say all that they have to say."""
    return [row for row, lack in zip(rows, _LACKS[relation](factsheet, rows), strict=True) if not lack]


def half_filled_rows(factsheet: FactsheetShape, relation: str) -> list[str]:
    """One sentence for each of the other rows: which row it is, and what to do."""
    return [lack for lack in _LACKS[relation](factsheet, _in_order(factsheet, relation)) if lack]


def _in_order(factsheet: FactsheetShape, relation: str) -> list[object]:
    """As they stand on the screen: a form that was not saved keeps rows that were moved where they were before."""
    return sorted(getattr(factsheet, relation).all(), key=lambda row: getattr(row, "sort_order", None) or 0)


def _suitabilities(_factsheet: FactsheetShape, rows: list[SuitabilityShape]) -> list[str]:
    named: set[Named] = set()
    return [
        f"Might it help?: row {n} {lack}" if (lack := _suitability(row, named)) else ""
        for n, row in _numbered(rows)
    ]


def _suitability(row: SuitabilityShape, named: set[Named]) -> str:
    verdict = Verdict(row.verdict).label if row.verdict in _VERDICTS else ""
    if row.condition_id and row.pattern_id:
        return f"names “{row.condition}” and “{row.pattern}”: keep one of them, and give the other a row of its own."
    if not (row.condition_id or row.pattern_id):
        if verdict:
            return f"says “{verdict}” but not what: choose a condition or a pain pattern."
        return "says neither what it is about nor whether it may help: fill it in, or remove it."
    if not verdict:
        return f"names “{row.condition or row.pattern}” but does not say whether it may help: choose the verdict."
    if not _first(
        named, ("condition", row.condition_id) if row.condition_id else ("pattern", row.pattern_id)
    ):
        return f"names “{row.condition or row.pattern}” once more: keep one of the two rows."
    return ""


def _citations(_factsheet: FactsheetShape, rows: list[CitationShape]) -> list[str]:
    return [f"Sources: row {n} {lack}" if (lack := _citation(row)) else "" for n, row in _numbered(rows)]


def _citation(row: CitationShape) -> str:
    if not row.source_id:
        return "names no source: choose one, or remove the row."
    if row.section not in _SECTIONS:
        return f"names “{row.source}” but not the part that it is about: choose the section."
    if row.stance not in _STANCES:
        return f"names “{row.source}” but not what it says there: choose whether it supports the section."
    return ""


def _associations(_factsheet: FactsheetShape, rows: list[AssociationRowShape]) -> list[str]:
    named: set[Named] = set()
    return [
        f"Who gives it: row {n} {lack}" if (lack := _association(row, named)) else ""
        for n, row in _numbered(rows)
    ]


def _association(row: AssociationRowShape, named: set[Named]) -> str:
    if not row.association_id:
        return "names no association: choose one, or remove the row."
    if not _first(named, ("association", row.association_id)):
        return f"names “{row.association}” once more: keep one of the two rows."
    return ""


def _related_items(factsheet: FactsheetShape, rows: list[RelatedShape]) -> list[str]:
    named: set[Named] = set()
    return [
        f"Relevant information: row {n} {lack}" if (lack := _related_item(factsheet, row, named)) else ""
        for n, row in _numbered(rows)
    ]


def _related_item(factsheet: FactsheetShape, row: RelatedShape, named: set[Named]) -> str:
    count = [bool(row.factsheet_id), bool(row.resource_id), bool(row.pending_title)].count(True)
    if count == 0:
        return "names nothing: choose a factsheet or a resource, write a title, or remove the row."
    if count > 1:
        return "names more than one thing: keep one of them, and give each other a row of its own."
    if row.factsheet_id and row.factsheet_id == factsheet.pk:
        return "names this factsheet itself: choose another one, or remove the row."
    target = ("factsheet", row.factsheet_id) if row.factsheet_id else ("resource", row.resource_id)
    if not row.pending_title and not _first(named, target):
        return f"names “{row.factsheet or row.resource}” once more: keep one of the two rows."
    return ""


_LACKS: dict[str, Callable[[FactsheetShape, list[Any]], list[str]]] = {
    "suitabilities": _suitabilities,
    "citations": _citations,
    "associations": _associations,
    "related_items": _related_items,
}


def _numbered(rows: list[_Row]) -> list[tuple[int, _Row]]:
    return list(enumerate(rows, start=1))


def _first(named: set[Named], subject: Named) -> bool:
    """Whether no row above has named it."""
    is_first = subject not in named
    named.add(subject)
    return is_first
