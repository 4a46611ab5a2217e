"""The records besides factsheets that readers find: conditions, associations, and what to read or watch."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from django.db.models import Exists, Model, OuterRef, QuerySet, Subquery, prefetch_related_objects
from wagtail.search.backends import get_search_backend
from wagtail.search.backends.base import BaseSearchResults
from wagtail.search.query import SearchQuery

from factsheets.database.kept_statements import KeptByKeys
from factsheets.page.models.factsheet_association import FactsheetAssociation
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.related_item import RelatedItem
from factsheets.records.models.association import Association
from factsheets.records.models.condition import Condition
from factsheets.records.models.resource import Resource

#: So many of each are shown, the best first.
MOST_OF_A_KIND = 4
#: So many are looked at, since some may stand on no public factsheet.
_LOOKED_AT = 20
_NAMES = ["name", "plain_name", "other_names"]

Record = TypeVar("Record", bound=Model)
Row = TypeVar("Row", bound=Model)


class FoundRecords(NamedTuple):
    """Associations and resources carry `seen_in_title` and `seen_in_slug` of a public factsheet that names them."""

    conditions: list[Condition]
    associations: list[Association]
    resources: list[Resource]

    def __bool__(self) -> bool:
        return any(self)


NO_RECORDS = FoundRecords([], [], [])


def find_records(query: SearchQuery) -> FoundRecords:
    """Records that public factsheets show, the best first."""
    resources = _best(Resource, query, _RESOURCES.in_bulk)[:MOST_OF_A_KIND]
    prefetch_related_objects(resources, "supplier")
    return FoundRecords(
        _best(Condition, query, _CONDITIONS.in_bulk)[:MOST_OF_A_KIND],
        _best(Association, query, _ASSOCIATIONS.in_bulk)[:MOST_OF_A_KIND],
        resources,
    )


def conditions_called(query: SearchQuery) -> list[Condition]:
    """Those conditions of `find_records` that have the words in their names, the best first; also more than are shown.

    None with a back end of Wagtail's own: on SQLite, it fails where only some fields are asked.
    """
    if not hasattr(get_search_backend().results_class, "primary_keys"):
        return []
    return _best(Condition, query, _CONDITIONS.in_bulk, fields=_NAMES)


def _shown(records: type[Record], rows: type[Model], field: str) -> QuerySet[Any]:
    """Those of `records` to which `field` of one of `rows` points from a public factsheet, each with the first of these."""
    public = _public(rows._default_manager.filter(**{field: OuterRef("pk")}))
    first = public.order_by("pk")
    shown: QuerySet[Any] = (
        records._default_manager.order_by()
        .filter(Exists(public))
        .annotate(
            seen_in_title=Subquery(first.values("page__title")[:1]),
            seen_in_slug=Subquery(first.values("page__slug")[:1]),
        )
    )
    return shown


_CONDITIONS = KeptByKeys(lambda: Condition.objects.for_readers().order_by(), _LOOKED_AT)
_ASSOCIATIONS: KeptByKeys[Association] = KeptByKeys(
    lambda: _shown(Association, FactsheetAssociation, "association"), _LOOKED_AT
)
_RESOURCES: KeptByKeys[Resource] = KeptByKeys(lambda: _shown(Resource, RelatedItem, "resource"), _LOOKED_AT)


def _best(
    model: type[Record],
    query: SearchQuery,
    shown: Callable[[list[int]], dict[int, Record]],
    fields: list[str] | None = None,
) -> list[Record]:
    found_at_all = get_search_backend().search(query, model._default_manager.only("pk"), fields=fields)
    best = keys_of(found_at_all[:_LOOKED_AT])
    found = shown(best) if best else {}
    return [found[pk] for pk in best if pk in found]


def keys_of(results: BaseSearchResults) -> list[int]:
    """The primary keys of what was found, in order; without a question to the database where the back end knows them."""
    if hasattr(results, "primary_keys"):
        known: list[int] = results.primary_keys()
        return known
    return [each.pk for each in results]


def _public(rows: QuerySet[Row]) -> QuerySet[Row]:
    """Those of `rows` that stand on a public factsheet; asked row by row, since one is enough."""
    return rows.filter(Exists(FactsheetPage.objects.for_readers().order_by().filter(pk=OuterRef("page"))))
