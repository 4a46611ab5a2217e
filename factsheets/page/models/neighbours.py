"""The public factsheets around one: those that it names, and those that name it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db import connection, models

from factsheets.database.kept_statements import records_of
from factsheets.page.formats.page_parts import Neighbours
from factsheets.signing.models.signed_off import SignedOff

from .factsheet_query import FactsheetQuerySet
from .known_name import KnownName, name_key
from .related_item import RelatedItem


def neighbours_of(factsheet: SignedOff) -> Neighbours:
    """In one query, whose words are written once where the factsheet shows what is stored."""
    items = list(factsheet.related_items.all())
    pending = [item.pending_title for item in items if item.pending_title]
    linked = [item.factsheet_id for item in items if item.factsheet_id]
    if factsheet.prefetched:
        sql, values = _question(type(factsheet), connection.vendor)
        asked = [factsheet.pk if value == _ANY else value for value in values]
        found = records_of(type(factsheet), sql, asked)
    else:
        keys, names = [name_key(title) for title in pending], [name_key(name) for name in factsheet.names]
        found = list(_around(type(factsheet), factsheet.pk, linked, keys, names))
    return Neighbours(
        linked={page.pk: page for page in found if page.pk in linked},
        arrived={title.casefold(): page for title in pending for page in found if page.is_called(title)},
        pointing=[page for page in found if page.points_here],
    )


#: Stands in the question for the factsheet whose neighbours are asked for. No page has this number.
_ANY = -1


@cache
def _question(model: type[SignedOff], _vendor: str) -> tuple[str, tuple[object, ...]]:
    """The words of the question about what is stored, and its values: the same for every factsheet but for its number."""
    linked = RelatedItem.objects.filter(page=_ANY, factsheet__isnull=False).values("factsheet")
    own, waits = (
        KnownName.objects.filter(page=_ANY, kind=kind).values("key")
        for kind in (KnownName.Kind.NAME, KnownName.Kind.WAITS)
    )
    sql, values = _around(model, _ANY, linked, waits, own).query.sql_with_params()
    return sql, tuple(values)


def _around(
    model: type[SignedOff],
    factsheet: int,
    linked: Iterable[int] | models.QuerySet[Any],
    pending: Iterable[str] | models.QuerySet[Any],
    names: Iterable[str] | models.QuerySet[Any],
) -> models.QuerySet[Any]:
    """Public factsheets by what the one names, by key or under which title, and by whether they name it, under any of its `names`.

    Each has what a list shows of it, and `points_here`.
    """
    pointing = RelatedItem.objects.filter(factsheet=factsheet).values("page")
    waiting = KnownName.objects.filter(key__in=names, kind=KnownName.Kind.WAITS).values("page")
    points_here = models.Q(pk__in=pointing) | models.Q(pk__in=waiting)
    found: models.QuerySet[Any] = (
        model.objects.for_readers()
        .exclude(pk=factsheet)
        .filter(points_here | models.Q(pk__in=linked) | FactsheetQuerySet.maybe_called(pending))
        .annotate(
            points_here=models.Case(
                models.When(points_here, then=models.Value(1)),
                default=models.Value(0),
                output_field=models.IntegerField(),
            )
        )
        .only("title", "slug", "summary", "also_called")
    )
    return found
