"""The names in the library that look most like what a reader typed, for a search that found nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.urls import reverse
from rapidfuzz import fuzz, process, utils

from factsheets.models import Condition, FactsheetPage

from .records import public_conditions

MOST_NAMES = 5
#: How alike two names are, from 0 to 100 (rapidfuzz's WRatio).
_ALIKE = 75
_FEWEST_CHARACTERS = 3


class NearName(NamedTuple):
    name: str
    url: str


def near_names(words: str, library_url: str) -> list[NearName]:
    """Names of public factsheets and conditions, the nearest first; each page stands there once."""
    if len(words) < _FEWEST_CHARACTERS:
        return []
    names = list(_names(library_url))
    nearest = process.extract(
        words,
        [name.name for name in names],
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        score_cutoff=_ALIKE,
        limit=4 * MOST_NAMES,
    )
    pages: dict[str, NearName] = {}
    for _, _, place in nearest:
        pages.setdefault(names[place].url, names[place])
    return list(pages.values())[:MOST_NAMES]


def _names(library_url: str) -> Iterator[NearName]:
    for factsheet in FactsheetPage.objects.for_readers().only("title", "slug", "also_called"):
        for name in factsheet.names:
            yield NearName(name, f"{library_url}{factsheet.slug}/")
    for condition in public_conditions(Condition.objects.all()):
        for name in (condition.plain_name, condition.name, *condition.other_names_list):
            if name:
                yield NearName(name, reverse("factsheets:condition", args=[condition.slug]))
