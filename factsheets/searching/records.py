"""The records besides factsheets that readers find: conditions, associations, and what to read or watch."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from wagtail.search.backends import get_search_backend
from wagtail.search.query import SearchQuery

from factsheets.models import (
    Association,
    Condition,
    FactsheetAssociation,
    FactsheetPage,
    RelatedItem,
    Resource,
    Suitability,
)

#: So many of each are shown, the best first.
MOST_OF_A_KIND = 4
#: So many are looked at, since some may stand on no public factsheet.
_LOOKED_AT = 40


class Records(NamedTuple):
    """Each record carries `seen_in_title` and `seen_in_slug` of the first public factsheet that names it."""

    conditions: list[Condition]
    associations: list[Association]
    resources: list[Resource]

    def __bool__(self) -> bool:
        return any(self)


def find_records(query: SearchQuery) -> Records:
    """Records that public factsheets show, the best first."""
    return Records(
        _find(Condition.objects.all(), query, Suitability.objects.filter(condition=OuterRef("pk"))),
        _find(
            Association.objects.all(), query, FactsheetAssociation.objects.filter(association=OuterRef("pk"))
        ),
        _find(
            Resource.objects.select_related("supplier"),
            query,
            RelatedItem.objects.filter(resource=OuterRef("pk")),
        ),
    )


def public_conditions(conditions: QuerySet) -> QuerySet:
    """Those of `conditions` that a public factsheet speaks about."""
    return conditions.filter(Exists(_public(Suitability.objects.filter(condition=OuterRef("pk")))))


def _find(records: QuerySet, query: SearchQuery, rows: QuerySet) -> list[Any]:
    """The best of `records` to which one of `rows` points from a public factsheet."""
    best = [record.pk for record in get_search_backend().search(query, records.model)[:_LOOKED_AT]]
    public = _public(rows)
    shown = set(records.filter(Exists(public), pk__in=best).values_list("pk", flat=True)) if best else set()
    kept = [pk for pk in best if pk in shown][:MOST_OF_A_KIND]
    first = public.order_by("pk")
    found = records.annotate(
        seen_in_title=Subquery(first.values("page__title")[:1]),
        seen_in_slug=Subquery(first.values("page__slug")[:1]),
    ).in_bulk(kept)
    return [found[pk] for pk in kept if pk in found]


def _public(rows: QuerySet) -> QuerySet:
    """Those of `rows` that stand on a public factsheet; asked row by row, since one is enough."""
    return rows.filter(Exists(FactsheetPage.objects.for_readers().order_by().filter(pk=OuterRef("page"))))
