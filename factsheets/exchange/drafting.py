"""Puts the plain values of a factsheet on a page in memory. Saving it is the caller's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import TypeVar

from django.db.models import UniqueConstraint

from factsheets.outputs.parsed_factsheet import (
    SECTIONS,
    ParsedAssociation,
    ParsedCitation,
    ParsedFactsheet,
    ParsedRelatedItem,
    ParsedSuitability,
)
from factsheets.page.models.citation import Citation
from factsheets.page.models.factsheet_association import FactsheetAssociation
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.related_item import RelatedItem
from factsheets.page.models.suitability import Suitability
from factsheets.signing.formats.half_filled_rows import half_filled_rows

from .links import to_stored
from .shared_records import ExchangeError, SharedRecords, refusals, refuse_invalid

ParsedRow = TypeVar("ParsedRow")
Row = TypeVar("Row", Suitability, Citation, FactsheetAssociation, RelatedItem)

_AS_THEY_ARE = (
    "title",
    "slug",
    "summary",
    "certainty",
    "evidence_searched_on",
    "likely_statement",
    "unlikely_statement",
    "contraindication_state",
    "regulation",
)


def fill(page: FactsheetPage, parsed: ParsedFactsheet) -> SharedRecords:
    """Set every field and list of rows that is not None; what is None leaves the page's own.

    Shared records are found or created on the way. Returns the books: records created or reused, and a sentence
    for each link that leads nowhere. `ExchangeError` says what cannot be taken over; roll the transaction back then.
    """
    records = SharedRecords()
    named = [name for name in _AS_THEY_ARE if getattr(parsed, name) is not None]
    for name in named:
        setattr(page, name, getattr(parsed, name))
    with refusals(f"factsheet “{parsed.title}”"):
        page.clean_fields(exclude=[field.name for field in page._meta.fields if field.name not in named])
    if parsed.also_called is not None:
        page.also_called = "\n".join(parsed.also_called)
    if parsed.therapy_kind is not None:
        page.therapy_kind = records.therapy_kind(parsed.therapy_kind)
    for section in SECTIONS:
        if getattr(parsed, section) is not None:
            stored, lost = to_stored(getattr(parsed, section))
            setattr(page, section, stored)
            records.left_out += lost
    _fill_rows(page, "suitabilities", parsed.suitabilities, lambda row: _suitability(row, records))
    _fill_rows(page, "citations", parsed.citations, lambda row: _citation(row, records))
    _fill_rows(page, "associations", parsed.associations, lambda row: _association(row, records))
    _fill_rows(page, "related_items", parsed.related_items, lambda row: _related_item(row, records))
    return records


def _fill_rows(
    page: FactsheetPage, name: str, parsed_rows: Iterable[ParsedRow] | None, make: Callable[[ParsedRow], Row]
) -> None:
    if parsed_rows is None:
        return
    rows = [make(parsed) for parsed in parsed_rows]
    for place, row in enumerate(rows):
        row.sort_order = place
        refuse_invalid(row, f"{row._meta.verbose_name} “{row}”", exclude=("page",))
    _refuse_doubles(rows)
    setattr(page, name, rows)
    if gaps := half_filled_rows(page, name):
        raise ExchangeError(" ".join(gaps))


def _refuse_doubles(rows: list[Row]) -> None:
    """What the database would refuse: the same condition, pattern, association or item twice on one page."""
    once = {
        field
        for row in rows
        for constraint in row._meta.constraints
        if isinstance(constraint, UniqueConstraint)
        for field in constraint.fields
        if field != "page"
    }
    for field in once:
        named = [getattr(row, field) for row in rows if getattr(row, field)]
        for record, following in pairwise(sorted(named, key=lambda record: record.pk)):
            if record == following:
                raise ExchangeError(
                    f"“{record}” stands twice in one list of the factsheet; keep one of them."
                )


def _suitability(parsed: ParsedSuitability, records: SharedRecords) -> Suitability:
    return Suitability(
        verdict=parsed.verdict,
        condition=records.condition(parsed.condition) if parsed.condition else None,
        pattern=records.pain_pattern(parsed.pattern) if parsed.pattern else None,
        note=parsed.note,
    )


def _citation(parsed: ParsedCitation, records: SharedRecords) -> Citation:
    return Citation(
        source=records.source(parsed.source),
        section=parsed.section,
        locator=parsed.locator,
        stance=parsed.stance,
        reason=parsed.reason,
    )


def _association(parsed: ParsedAssociation, records: SharedRecords) -> FactsheetAssociation:
    return FactsheetAssociation(association=records.association(parsed))


def _related_item(parsed: ParsedRelatedItem, records: SharedRecords) -> RelatedItem:
    if parsed.resource:
        return RelatedItem(resource=records.resource(parsed.resource))
    if parsed.pending_title:
        return RelatedItem(pending_title=parsed.pending_title)
    factsheet = FactsheetPage.objects.filter(slug=parsed.factsheet).first()
    if factsheet:
        return RelatedItem(factsheet=factsheet)
    title = parsed.factsheet.replace("-", " ").capitalize()
    records.left_out.append(
        f"There is no factsheet “{parsed.factsheet}” yet, so “{title}” waits as a pending title."
    )
    return RelatedItem(pending_title=title)
