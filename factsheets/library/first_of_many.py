"""Of long lists of therapies the first of each: a page does not grow with the library, and the whole is one click away."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.db.models.functions import Lower
from wagtail.models import Page

from factsheets.language.vocabulary import Verdict
from factsheets.page.models.view_restrictions import open_to_readers

#: So many therapies of one verdict are shown at first.
SHOWN_OF_EACH = 60
#: So many of the first therapies are looked through for the first of each verdict, before all of that verdict are asked for.
LOOKED_THROUGH = 4 * SHOWN_OF_EACH


class FirstOfMany(NamedTuple):
    """Which factsheets are shown under which verdict, by key, and the keys of all of them; `in_all` is how many there are in all
    where some are left out."""

    shown: dict[Verdict, set[int]]
    keys: set[int]
    in_all: int | None


def first_of_each(rows: QuerySet[Any], *, whole: bool) -> FirstOfMany:
    """From A to Z, the first public factsheets under each verdict of suitability `rows`; with `whole` all of them.

    Their order is asked of the tree once for all verdicts: a row of a factsheet holds all its texts, and to find out which are
    public takes longer than all else.
    """
    in_order = list(_public(rows).order_by(Lower("title"), "slug").values_list("pk", flat=True))
    of_the_first = _by_verdict(rows if whole else rows.filter(page__in=in_order[:LOOKED_THROUGH]))
    first = {}
    for verdict in Verdict:
        found = _among(in_order, of_the_first[verdict])
        if not whole and len(found) <= SHOWN_OF_EACH and len(in_order) > LOOKED_THROUGH:
            found = _among(in_order, _by_verdict(rows.filter(verdict=verdict))[verdict])
        first[verdict] = found
    are_all = whole or all(len(found) <= SHOWN_OF_EACH for found in first.values())
    shown = {verdict: set(found if whole else found[:SHOWN_OF_EACH]) for verdict, found in first.items()}
    return FirstOfMany(shown, set().union(*shown.values()), None if are_all else len(in_order))


def _among(in_order: list[int], wanted: set[int]) -> list[int]:
    return [key for key in in_order if key in wanted]


def _by_verdict(rows: QuerySet[Any]) -> defaultdict[str, set[int]]:
    """The keys of the factsheets that `rows` are of, public or not, by verdict."""
    keys = defaultdict(set)
    for verdict, key in rows.order_by().values_list("verdict", "page"):
        keys[verdict].add(key)
    return keys


def _public(rows: QuerySet[Any]) -> QuerySet[Page]:
    pages: QuerySet[Page] = Page.objects.filter(open_to_readers(), pk__in=rows.order_by().values("page"))
    return pages
