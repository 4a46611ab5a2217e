"""Reads what has to be said with factsheets that were found: their lists, and the day and code of what readers hold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import OuterRef, Subquery
from wagtail.search.backends.base import BaseSearchResults

from factsheets.database.kept_statements import KeptByKeys
from factsheets.page.models.citation import Citation
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.prefetching import as_prefetched
from factsheets.page.models.review_dates import with_review_dates
from factsheets.page.models.suitability import Suitability
from factsheets.records.models.condition import Condition
from factsheets.records.models.pain_pattern import PainPattern
from factsheets.records.models.source import Source
from factsheets.records.models.therapy_kind import TherapyKind
from factsheets.versions.models.version import Version

from .records import keys_of

#: About as many as stand on one page of results; more are asked for in several statements.
_AT_ONCE = 12
_FACTSHEETS = KeptByKeys(lambda: FactsheetPage.objects.for_readers().order_by(), _AT_ONCE)
_KINDS = KeptByKeys(TherapyKind.objects.order_by, _AT_ONCE)


def factsheets_of(results: BaseSearchResults) -> list[FactsheetPage]:
    """The factsheets of one page of results, in order, each with its kind; those that nobody may see any more are left out."""
    keys = keys_of(results)
    found = _FACTSHEETS.in_bulk(keys)
    kinds = _KINDS.in_bulk({page.therapy_kind_id for page in found.values() if page.therapy_kind_id})
    for page in found.values():
        page.therapy_kind = kinds.get(page.therapy_kind_id)
    return [found[key] for key in keys if key in found]


class Standing(NamedTuple):
    """When a factsheet was last reviewed and is due again, and the code of its latest version."""

    reviewed_on: date | None
    review_due_on: date | None
    version_code: str


def read_lists(factsheets: Iterable[FactsheetPage], *, with_rows: bool = True) -> None:
    """All that `outputs.caveats` asks for: the citations, and where a verdict is named, the rows; each with its records."""
    pages = list(factsheets)
    for relation in ("citations", "suitabilities") if with_rows else ("citations",):
        _read(pages, relation)


class _Rows(NamedTuple):
    """The rows of one kind, found by their factsheets, and the records that they name, by primary key."""

    model: type[Citation | Suitability]
    rows: KeptByKeys[Any]
    named: dict[str, KeptByKeys[Any]]


_RELATIONS = {
    "citations": _Rows(
        Citation,
        KeptByKeys(Citation.objects.all, _AT_ONCE, "page"),
        {"source": KeptByKeys(Source.objects.order_by, _AT_ONCE)},
    ),
    "suitabilities": _Rows(
        Suitability,
        KeptByKeys(Suitability.objects.all, _AT_ONCE, "page"),
        {
            "condition": KeptByKeys(Condition.objects.order_by, _AT_ONCE),
            "pattern": KeptByKeys(PainPattern.objects.order_by, _AT_ONCE),
        },
    ),
}


def _read(pages: list[FactsheetPage], relation: str) -> None:
    """As `prefetch_related` would, with statements that are made once: a whole page of results waits for them."""
    kept = _RELATIONS[relation]
    rows = kept.rows.of([page.pk for page in pages])
    for field, records in kept.named.items():
        keys = {key for row in rows if (key := getattr(row, f"{field}_id"))}
        found = records.in_bulk(keys)
        for row in rows:
            setattr(row, field, found.get(getattr(row, f"{field}_id")))
    for page in pages:
        own = [row for row in rows if row.page_id == page.pk]
        for row in own:
            row.page = page
        known: Any = page
        known._prefetched_objects_cache = getattr(page, "_prefetched_objects_cache", {}) | {
            relation: as_prefetched(kept.model, own)
        }


def standing_of_each(factsheets: Iterable[FactsheetPage]) -> dict[int, Standing]:
    """The standing of each by its key, in one query; a marked example claims no review."""
    latest = Version.objects.filter(factsheet=OuterRef("pk")).order_by("-number")
    dated = with_review_dates(FactsheetPage.objects.filter(pk__in=[page.pk for page in factsheets]))
    rows = dated.annotate(version_code=Subquery(latest.values("code")[:1])).values_list(
        "pk", "last_reviewed_on", "next_due_on", "version_code"
    )
    return {pk: Standing(reviewed_on, due_on, code or "") for pk, reviewed_on, due_on, code in rows}
