"""Which conditions, pain patterns and therapies a question names, by the words that the search takes for the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from wagtail.search.backends import get_search_backend

from factsheets.formats.named_words import Forms, Name, Names
from factsheets.formats.plain_words import words_of
from factsheets.formats.subjects import Subject, names_of
from factsheets.models import Condition, FactsheetPage, PainPattern, SynonymChange

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


def subjects_in(question: str) -> list[Subject]:
    """The conditions and pain patterns of public factsheets that a question names. One small query while nothing changes."""
    return _now().subjects.in_question(question)


def therapies_in(question: str) -> list[int]:
    """The keys of the public factsheets whose therapy a question names."""
    known = _now()
    if not known.therapies:
        known.therapies.append(Names(_therapies(), synonyms.groups(), _forms_of_therapies))
    found = known.therapies[0].in_question(question)
    return found if len(found) <= _MOST_THERAPIES else []


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


def _forms_of_therapies(text: str) -> tuple[str, ...]:
    """The same without the words that many therapies share, unless nothing else is left."""
    forms = _forms()
    shared, words = set(forms(_KINDS_OF_THERAPY)), forms(text)
    return tuple(word for word in words if word not in shared) or words
