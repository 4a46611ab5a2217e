"""Of long lists of therapies the first of each: a page does not grow with the library, and the whole is one click away."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.db.models.functions import Lower
from wagtail.models import Page

from factsheets.language.vocabulary import Verdict
from factsheets.page.models.view_restrictions import open_to_readers

#: So many therapies of one verdict are shown at first.
SHOWN_OF_EACH = 100


class FirstOfMany(NamedTuple):
    """Which factsheets are shown under which verdict, by slug, and the keys of all of them; `in_all` is how many there are in all
    where some are left out."""

    shown: dict[str, set[str]]
    keys: set[int]
    in_all: int | None


def first_of_each(rows: QuerySet[Any], *, whole: bool) -> FirstOfMany:
    """From A to Z, the first public factsheets under each verdict of suitability `rows`; with `whole` all of them.

    Asked of the tree for each verdict, as only its first are wanted: a row of a factsheet holds all its texts.
    """
    found: dict[str, list[tuple[int, str]]] = {}
    for verdict in Verdict:
        named = (
            _public(rows.filter(verdict=verdict)).order_by(Lower("title"), "slug").values_list("pk", "slug")
        )
        found[verdict] = list(named if whole else named[: SHOWN_OF_EACH + 1])
    are_all = whole or all(len(pages) <= SHOWN_OF_EACH for pages in found.values())
    first = {verdict: pages if whole else pages[:SHOWN_OF_EACH] for verdict, pages in found.items()}
    return FirstOfMany(
        {verdict: {slug for _, slug in pages} for verdict, pages in first.items()},
        {key for pages in first.values() for key, _ in pages},
        None if are_all else _public(rows).count(),
    )


def _public(rows: QuerySet[Any]) -> QuerySet[Page]:
    pages: QuerySet[Page] = Page.objects.filter(open_to_readers(), pk__in=rows.order_by().values("page"))
    return pages
