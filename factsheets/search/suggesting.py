"""Suggestions while a reader types: names of factsheets and conditions that begin like the words so far."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from anyascii import anyascii
from django.utils.text import capfirst
from wagtail.search.backends import get_search_backend
from wagtail.search.query import PlainText

from factsheets.language.plain_words import undotted
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.records.models.condition import Condition

from .answers import answers_beginning
from .records import keys_of

MOST_SUGGESTIONS = 8
#: So many of them are conditions at least, if there are so many.
_CONDITIONS_AT_LEAST = 3
_FEWEST_CHARACTERS = 2
_LOOKED_AT = 20
_WORD = re.compile(r"\w+")


class Suggestion(NamedTuple):
    """One line below the search box: a name, what it is the name of, and its address."""

    name: str
    detail: str
    url: str


def suggestions(words: str, library_url: str) -> list[Suggestion]:
    """At most eight: names of factsheets, of conditions, and answers to what is not there. `library_url` ends in a slash."""
    if len(words) < _FEWEST_CHARACTERS:
        return []
    answers = [Suggestion(*answer) for answer in answers_beginning(words, library_url)]
    names = _names(words, library_url, most=MOST_SUGGESTIONS - len(answers))
    return [*names, *answers]


def _names(words: str, library_url: str, *, most: int) -> list[Suggestion]:
    """Those of factsheets first."""
    conditions = _conditions(words)
    room = most - min(len(conditions), _CONDITIONS_AT_LEAST)
    return [*_factsheets(words, library_url)[:room], *conditions][:most]


def fitting_name(words: str, names: Iterable[str]) -> str | None:
    """The first of `names` in which each of `words` begins a word; accents and capitals do not matter."""
    typed = _WORD.findall(anyascii(undotted(words)).casefold())
    for name in names:
        own = _WORD.findall(anyascii(undotted(name)).casefold())
        if typed and all(any(word.startswith(begun) for word in own) for begun in typed):
            return name
    return None


def _factsheets(words: str, library_url: str) -> list[Suggestion]:
    public = FactsheetPage.objects.for_readers_who_search()
    found = get_search_backend().autocomplete(PlainText(words), public)[:MOST_SUGGESTIONS]
    made = []
    for factsheet in found:
        name = fitting_name(words, factsheet.names) or factsheet.title
        detail = "Factsheet" if name == factsheet.title else f"Factsheet: {factsheet.title}"
        made.append(Suggestion(name, detail, f"{library_url}{factsheet.slug}/"))
    return made


def _conditions(words: str) -> list[Suggestion]:
    best = keys_of(get_search_backend().autocomplete(PlainText(words), Condition)[:_LOOKED_AT])
    public = Condition.objects.for_readers().in_bulk(best) if best else {}
    made = []
    for condition in (public[pk] for pk in best if pk in public):
        label = condition.plain_name or condition.name
        names = [label, condition.name, *condition.other_names_list]
        name = fitting_name(words, names) or label
        detail = "Condition" if name == label else f"Condition: {label}"
        made.append(Suggestion(capfirst(name), detail, condition.get_absolute_url()))
    return made[:MOST_SUGGESTIONS]
