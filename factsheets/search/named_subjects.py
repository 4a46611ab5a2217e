"""Which conditions, pain patterns and therapies a question names, by the words that the search takes for the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from wagtail.search.backends import get_search_backend

from factsheets.language.named_words import Forms, Name, Names
from factsheets.language.plain_words import words_of
from factsheets.page.formats.subjects import Subject, names_of
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.records.models.condition import Condition
from factsheets.records.models.pain_pattern import PainPattern
from factsheets.search.models.synonym_change import SynonymChange

from . import synonyms

#: What many therapies are called besides: “massage” is “massage therapy”.
_KINDS_OF_THERAPY = (
    "therapy treatment technique method training approach class course lesson session machine medical"
)
#: A question that names more of them names none in particular.
_MOST_THERAPIES = 20


class _Known(NamedTuple):
    stamp: tuple[int, str]
    subjects: Names[Subject]
    #: The keys of factsheets by the names of their therapies; made when the first question wants them.
    therapies: list[Names[int]]


_known: list[_Known] = []


class Named(NamedTuple):
    """What a question names."""

    subjects: list[Subject]
    #: The keys of public factsheets whose therapy the question names besides.
    therapies: list[int]
    #: Whether the question has words besides the names of the subjects.
    says_more: bool


def named_in(question: str) -> Named:
    """The conditions and pain patterns of public factsheets that a question names, and if there are any, the therapies.

    It costs one small query while nothing changes.
    """
    known = _now()
    subjects = known.subjects.in_question(question)
    if not subjects.things:
        return Named([], [], says_more=True)
    # A therapy that is called after a condition is not named by the name of the condition.
    therapies = _names_of_therapies(known).in_words(subjects.rest).things
    return Named(subjects.things, _few(therapies), says_more=bool(subjects.rest))


def besides_therapies(question: str) -> tuple[list[int], str]:
    """The keys of public factsheets whose therapy a question names, and what it says besides."""
    found = _names_of_therapies(_now()).in_question(question)
    return (_few(found.things), " ".join(found.rest)) if found.things else ([], question)


def _few(therapies: list[int]) -> list[int]:
    return therapies if len(therapies) <= _MOST_THERAPIES else []


def _names_of_therapies(known: _Known) -> Names[int]:
    if not known.therapies:
        made = Names(_therapies(), synonyms.groups(), _forms(), ignored=_KINDS_OF_THERAPY)
        known.therapies.append(made)
    return known.therapies[0]


def _now() -> _Known:
    stamp = SynonymChange.objects.stamp()
    if not _known or _known[0].stamp != stamp:
        records = [*Condition.objects.for_readers(), *PainPattern.objects.for_readers()]
        _known[:] = [_Known(stamp, Names(names_of(records), synonyms.groups(), _forms()), [])]
    return _known[0]


def _therapies() -> Iterator[Name[int]]:
    for page in FactsheetPage.objects.for_readers().order_by().only("pk", "title", "also_called"):
        for name in page.names:
            yield Name(name, page.pk)


def _forms() -> Forms:
    """The word forms of the search, if the back end has any of its own."""
    return getattr(get_search_backend(), "word_forms", None) or (lambda text: tuple(words_of(text)))
