"""By what results can be narrowed: the kinds of therapy and the conditions among them, with counts."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.core.exceptions import FieldError
from django.db.models import Count
from django.utils.text import capfirst, slugify
from wagtail.search.backends.base import FilterFieldError

from factsheets.models import Condition, FactsheetPage, Suitability, TherapyKind

#: The conditions that most results speak about; a longer list would help nobody to choose.
MOST_CONDITIONS = 12


class Choice(NamedTuple):
    slug: str
    label: str
    number: int
    is_chosen: bool


def chosen_kind(slug: str) -> TherapyKind | None:
    """The kind of this slug, if a public factsheet is of it."""
    for kind in TherapyKind.objects.all() if slug else ():
        if (
            slugify(kind.name) == slug
            and FactsheetPage.objects.for_readers().filter(therapy_kind=kind).exists()
        ):
            return kind
    return None


def chosen_condition(slug: str) -> Condition | None:
    """The condition of this slug, if a public factsheet speaks about it."""
    condition = Condition.objects.filter(slug=slug).first() if slug else None
    public = FactsheetPage.objects.for_readers()
    return condition if condition and public.filter(suitabilities__condition=condition).exists() else None


def kinds_in(results: Any, chosen: TherapyKind | None) -> list[Choice]:
    """The kinds of therapy among the results, by name."""
    counts = results.facet("therapy_kind_id")
    kinds = TherapyKind.objects.filter(pk__in=[pk for pk in counts if pk is not None])
    choices = [Choice(slugify(kind.name), kind.name, counts[kind.pk], kind == chosen) for kind in kinds]
    return _with_chosen(choices, chosen and Choice(slugify(chosen.name), chosen.name, 0, True))


def conditions_in(results: Any, chosen: Condition | None) -> list[Choice]:
    """The conditions that most of the results speak about, the most frequent one first."""
    counts = _counts_of_conditions(results)
    frequent = sorted(counts, key=lambda pk: (-counts[pk], pk))[:MOST_CONDITIONS]
    found = Condition.objects.in_bulk(frequent)
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


def _counts_of_conditions(results: Any) -> dict[int, int]:
    try:
        counts = results.facet("condition_ids")
    except (FieldError, FilterFieldError, NotImplementedError):
        # Wagtail's own back ends for databases count columns only.
        rows = Suitability.objects.filter(
            page__in=[page.pk for page in results], condition__isnull=False
        ).order_by()
        return dict(rows.values_list("condition").annotate(Count("pk")))
    return {int(pk): count for pk, count in counts.items() if pk is not None}


def _label(condition: Condition) -> str:
    return capfirst(condition.plain_name or condition.name)
