"""The records besides factsheets that readers find: conditions, associations, and what to read or watch."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import Model, OuterRef, QuerySet, Subquery
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
    return seen_on_factsheets(conditions, Suitability.objects.filter(condition=OuterRef("pk")))


def seen_on_factsheets(records: QuerySet, rows: QuerySet) -> QuerySet:
    """Those of `records` to which one of `rows` points from a public factsheet."""
    shown = rows.filter(page__in=FactsheetPage.objects.for_readers().order_by()).order_by("page__title", "pk")
    return records.annotate(
        seen_in_title=Subquery(shown.values("page__title")[:1]),
        seen_in_slug=Subquery(shown.values("page__slug")[:1]),
    ).filter(seen_in_slug__isnull=False)


def _find(records: QuerySet, query: SearchQuery, rows: QuerySet) -> list[Any]:
    model: type[Model] = records.model
    best = [record.pk for record in get_search_backend().search(query, model)[:_LOOKED_AT]]
    if not best:
        return []
    shown = seen_on_factsheets(records, rows).in_bulk(best)
    return [shown[pk] for pk in best if pk in shown][:MOST_OF_A_KIND]
