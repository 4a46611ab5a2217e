"""Of long lists of therapies the first of each: a page does not grow with the library, and the whole is one click away."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, NamedTuple

from django.db.models import QuerySet

#: So many therapies of one verdict are shown at first.
SHOWN_OF_EACH = 100


class FirstOfMany(NamedTuple):
    """Which factsheets are shown under which verdict, by slug; `in_all` is how many there are in all where some are left out."""

    shown: dict[str, set[str]]
    in_all: int | None

    @property
    def slugs(self) -> set[str]:
        """All that are shown anywhere."""
        return {slug for slugs in self.shown.values() for slug in slugs}


def first_of_each(rows: QuerySet[Any], *, whole: bool) -> FirstOfMany:
    """From A to Z, the first factsheets under each verdict of suitability `rows`; with `whole` all of them."""
    named: dict[str, dict[str, str]] = defaultdict(dict)
    for verdict, slug, title in rows.order_by().values_list("verdict", "page__slug", "page__title"):
        named[verdict][slug] = title
    shown = {
        verdict: sorted(titles, key=lambda slug: (titles[slug].casefold(), slug))[
            : None if whole else SHOWN_OF_EACH
        ]
        for verdict, titles in named.items()
    }
    are_all = all(len(shown[verdict]) == len(titles) for verdict, titles in named.items())
    count = len({slug for titles in named.values() for slug in titles})
    return FirstOfMany({verdict: set(slugs) for verdict, slugs in shown.items()}, None if are_all else count)
