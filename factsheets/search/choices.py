"""By what results can be narrowed: the kinds of therapy and the conditions among them, with counts."""

from __future__ import annotations

from contextlib import suppress
from typing import NamedTuple

from django.core.exceptions import FieldError
from django.db.models import Count
from django.utils.text import capfirst, slugify
from wagtail.search.backends.base import BaseSearchResults

from factsheets.database.kept_statements import KeptByKeys, KeptStatement
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.suitability import Suitability
from factsheets.records.models.condition import Condition, condition_for_readers
from factsheets.records.models.therapy_kind import TherapyKind

#: The conditions that most results speak about; a longer list would help nobody to choose.
MOST_CONDITIONS = 12
#: What results are counted by, as the search fields of a factsheet are called.
KIND, CONDITION = "therapy_kind_id", "condition_ids"


_ALL_KINDS = KeptStatement(lambda _: TherapyKind.objects.order_by("name"))
_ONE_OF_A_KIND: KeptStatement[FactsheetPage] = KeptStatement(
    lambda kinds: FactsheetPage.objects.for_readers().order_by().filter(therapy_kind=kinds[0]).only("pk")[:1],
    values=1,
)
_CONDITIONS = KeptByKeys(lambda: Condition.objects.order_by(), MOST_CONDITIONS)

#: How many results there are of each primary key, and under None of nothing.
Counts = dict[int | None, int]


class Choice(NamedTuple):
    """One kind or condition to narrow by, and how many results would be left."""

    slug: str
    label: str
    number: int
    is_chosen: bool


def chosen_kind(slug: str) -> TherapyKind | None:
    """The kind of this slug, if a public factsheet is of it."""
    kinds = _ALL_KINDS.records() if slug else ()
    kind = next((kind for kind in kinds if slugify(kind.name) == slug), None)
    return kind if kind and _ONE_OF_A_KIND.records([kind.pk]) else None


def chosen_condition(slug: str) -> Condition | None:
    """The condition that has this slug, or had it last, if a public factsheet speaks about it."""
    return condition_for_readers(slug) if slug else None


def tally(results: BaseSearchResults, *names: str) -> dict[str, Counts]:
    """How many results there are of each KIND or about each CONDITION, or both, each under its name by primary key."""
    if hasattr(results, "facets"):
        with suppress(FieldError):
            facets: dict[str, Counts] = results.facets(*names)
            return facets
    # Wagtail's own back ends, one of which answers while there is no index, count columns only.
    return {name: _by_database(results) if name == CONDITION else results.facet(name) for name in names}


def kinds_in(counts: Counts, chosen: TherapyKind | None) -> list[Choice]:
    """The kinds of therapy among results, by name."""
    kinds = [kind for kind in _ALL_KINDS.records() if kind.pk in counts]
    choices = [Choice(slugify(kind.name), kind.name, counts[kind.pk], kind == chosen) for kind in kinds]
    return _with_chosen(choices, chosen and Choice(slugify(chosen.name), chosen.name, 0, True))


def conditions_in(counts: Counts, chosen: Condition | None) -> list[Choice]:
    """The conditions that most of the results speak about, the most frequent one first."""
    frequent = sorted((pk for pk in counts if pk is not None), key=lambda pk: (-counts[pk], pk))
    frequent = frequent[:MOST_CONDITIONS]
    found = _CONDITIONS.in_bulk(frequent)
    choices = [
        Choice(found[pk].slug, _label(found[pk]), counts[pk], found[pk] == chosen)
        for pk in frequent
        if pk in found
    ]
    return _with_chosen(
        choices, chosen and Choice(chosen.slug, _label(chosen), counts.get(chosen.pk, 0), True)
    )


def _with_chosen(choices: list[Choice], chosen: Choice | None) -> list[Choice]:
    """What is chosen can always be seen, so that it can be taken back."""
    if chosen is None or any(choice.is_chosen for choice in choices):
        return choices
    return [*choices, chosen]


def _by_database(results: BaseSearchResults) -> Counts:
    rows = Suitability.objects.filter(page__in=[page.pk for page in results], condition__isnull=False)
    return dict(rows.order_by().values_list("condition").annotate(Count("pk")))


def _label(condition: Condition) -> str:
    return capfirst(condition.plain_name or condition.name)
