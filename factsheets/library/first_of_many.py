"""Of long lists of therapies the first of each: a page does not grow with the library, and the whole is one click away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet
from django.db.models.functions import Lower
from wagtail.models import Page

from factsheets.language.vocabulary import Verdict
from factsheets.page.models.known_name import KnownName, name_key
from factsheets.page.models.view_restrictions import open_to_readers

#: So many therapies of one verdict are shown at first.
SHOWN_OF_EACH = 60
#: Of more rows than this, it is not counted how many are public: the first are found by their names, from A on.
COUNTED = 2_000


class FirstOfMany(NamedTuple):
    """Which factsheets are shown under which verdict, by key, and the keys of all of them; `left_out` is whether there are more,
    and `in_all` how many there are then, where that was counted."""

    shown: dict[Verdict, set[int]]
    keys: set[int]
    left_out: bool = False
    in_all: int | None = None

    @property
    def is_long(self) -> bool:
        """Whether one list is longer than what is shown at first."""
        return any(len(keys) > SHOWN_OF_EACH for keys in self.shown.values())

    @property
    def number(self) -> int | None:
        """How many therapies there are, shown or not; None for very many."""
        return self.in_all if self.left_out else len(self.keys)


def each_of_all(rows: QuerySet[Any]) -> FirstOfMany:
    """All public factsheets under each verdict of suitability `rows`."""
    public = set(_public(rows).values_list("pk", flat=True))
    shown: defaultdict[Verdict, set[int]] = defaultdict(set)
    for verdict, key in rows.order_by().values_list("verdict", "page"):
        if key in public:
            shown[Verdict(verdict)].add(key)
    return FirstOfMany(dict(shown), public)


def first_of_each(rows: QuerySet[Any]) -> FirstOfMany:
    """From A to Z, the first public factsheets under each verdict of suitability `rows`."""
    counts = dict(rows.order_by().values_list("verdict").annotate(Count("pk")))
    many = [verdict for verdict in Verdict if counts.get(verdict, 0) > COUNTED]
    first = _first_by_name(rows, many) if many else {}
    for verdict in Verdict:
        if verdict in counts and verdict not in many:
            in_order = _public(rows.filter(verdict=verdict)).order_by(Lower("title"), "slug")
            first[verdict] = list(in_order.values_list("pk", flat=True)[: SHOWN_OF_EACH + 1])
    shown = {verdict: set(keys[:SHOWN_OF_EACH]) for verdict, keys in first.items()}
    keys = set().union(*shown.values())
    if all(len(found) <= SHOWN_OF_EACH for found in first.values()):
        return FirstOfMany(shown, keys)
    return FirstOfMany(shown, keys, left_out=True, in_all=None if many else _public(rows).count())


def _first_by_name(rows: QuerySet[Any], verdicts: Collection[Verdict]) -> dict[Verdict, list[int]]:
    """The same for verdicts of many rows, by walking along the names: the first are met soon, and no others are looked at."""
    first: dict[Verdict, list[int]] = {verdict: [] for verdict in verdicts}
    for names in _names_in_order():
        met = rows.filter(page__in={page for page, _ in names})
        titles = {page: name_key(title) for page, title in _public(met).values_list("pk", "title")}
        by_title = [page for page, key in names if titles.get(page) == key]
        under = defaultdict(set)
        for verdict, page in met.order_by().values_list("verdict", "page"):
            under[verdict].add(page)
        for verdict, keys in first.items():
            keys += [page for page in by_title if page in under[verdict]]
        if all(len(keys) > SHOWN_OF_EACH for keys in first.values()):
            break
    return first


def _names_in_order() -> Iterator[list[tuple[int, str]]]:
    """All names of factsheets from A to Z, public or not, titles or others, with the key of their factsheet: a few, then ever
    more at once."""
    rows = KnownName.objects.order_by("key", "kind", "pk").values_list("page", "key", "kind")
    start, number = 0, 8 * SHOWN_OF_EACH
    while found := list(rows[start : start + number]):
        yield [(page, key) for page, key, kind in found if kind == KnownName.Kind.NAME]
        start, number = start + number, 2 * number


def _public(rows: QuerySet[Any]) -> QuerySet[Page]:
    pages: QuerySet[Page] = Page.objects.filter(open_to_readers(), pk__in=rows.order_by().values("page"))
    return pages
