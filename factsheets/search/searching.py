"""The search for readers: what a question finds among public factsheets, and by what it can be narrowed."""

from __future__ import annotations

from typing import NamedTuple

from django.core.paginator import Paginator
from django.db.models import QuerySet
from wagtail.search.backends import get_search_backend
from wagtail.search.backends.base import BaseSearchResults
from wagtail.search.query import SearchQuery

from factsheets.language.phrasebook import FILLER, asked_words
from factsheets.page.formats.subjects import subject_of
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.records.models.condition import Condition
from factsheets.records.models.therapy_kind import TherapyKind

from .choices import (
    CONDITION,
    KIND,
    Choice,
    Counts,
    chosen_condition,
    chosen_kind,
    conditions_in,
    kinds_in,
    tally,
)
from .comparison_questions import asked_between
from .named_subjects import Named, besides_therapies, named_in
from .question import query_for
from .ranking import Asked, ranked
from .records import FoundRecords, conditions_called, find_records

#: So many factsheets stand on one page of results.
ON_A_PAGE = 10
#: Words that stand in the names of more conditions name none of them, nor do these alone.
_MOST_MEANT = 2
_IN_MANY_NAMES = FILLER | {"spine", "spinal"}


class FoundFactsheets(NamedTuple):
    """What a question finds among public factsheets, and by what it can be narrowed further."""

    #: Wagtail's search results: can be sliced, counted and put into a Paginator.
    factsheets: BaseSearchResults
    number: int
    kinds: list[Choice]
    conditions: list[Choice]
    #: How many there are of all kinds, and about all conditions, if one of the two is not chosen.
    count_of_all_kinds: int
    count_of_all_conditions: int
    #: The question as it was understood, if it was not taken as typed.
    corrected_query: str | None
    #: False when no public factsheet has every word, and these have some of them.
    has_all_words: bool
    left_something_out: bool
    #: What the question is about, by which the factsheets are ordered.
    asked: Asked

    @property
    def pages(self) -> Paginator[FactsheetPage]:
        """The factsheets, page by page."""
        pages: Paginator[FactsheetPage] = Paginator(self.factsheets, ON_A_PAGE)
        pages.count = self.number  # it would have them counted once more
        return pages

    @property
    def is_narrowed(self) -> bool:
        """Whether a kind or a condition is chosen."""
        return any(choice.is_chosen for choice in (*self.kinds, *self.conditions))


class _Asked(NamedTuple):
    """The results of one question; where nothing is chosen, two or all of these are the same."""

    everything: BaseSearchResults
    of_all_kinds: BaseSearchResults
    of_all_conditions: BaseSearchResults
    chosen: BaseSearchResults

    def counts(self) -> dict[str, Counts]:
        """By kind and by condition, each as if nothing were chosen in its own list yet."""
        if self.of_all_kinds is self.of_all_conditions:
            return tally(self.chosen, KIND, CONDITION)
        return tally(self.of_all_kinds, KIND) | tally(self.of_all_conditions, CONDITION)

    def found_any(self) -> bool:
        """Whether there is any public factsheet, of the chosen kind or not."""
        return any(
            results.count() for results in (self.of_all_kinds, self.of_all_conditions, self.everything)
        )


class _Choosing(NamedTuple):
    """The public factsheets, and by what they are narrowed."""

    public: QuerySet[FactsheetPage]
    kind: TherapyKind | None
    condition: Condition | None

    def ask(self, words: str, *, exact: bool, every: bool) -> _Asked:
        """How words are spelled is understood among all public factsheets, whatever is chosen."""
        everything = _results(_query(words, exact=exact, every=every), self.public)
        by_kind = by_condition = both = everything
        if self.condition:
            about_it = self.public.filter(suitabilities__condition=self.condition)
            by_condition = both = _among(about_it, everything, words, every=every)
        if self.kind:
            by_kind = both = _among(
                self.public.filter(therapy_kind=self.kind), everything, words, every=every
            )
        if self.kind and self.condition:
            both = _among(about_it.filter(therapy_kind=self.kind), everything, words, every=every)
        return _Asked(everything, of_all_kinds=by_condition, of_all_conditions=by_kind, chosen=both)


def search(words: str, *, exact: bool = False, kind: str = "", condition: str = "") -> FoundFactsheets:
    """Public factsheets in which each of `words` is found, or if there are none, some of them; the best first.

    `kind` and `condition` are slugs; one that no public factsheet has is left out, and the answer says so.
    """
    public = FactsheetPage.objects.for_readers_who_search()
    choosing = _Choosing(public, chosen_kind(kind), chosen_condition(condition))
    asked = choosing.ask(words, exact=exact, every=True)
    counts = asked.counts()
    has_all_words = " " not in words or asked.found_any()
    if not has_all_words:
        asked = choosing.ask(words, exact=exact, every=False)
        counts = asked.counts()
    corrected = _corrected(asked.everything)
    about = _asked_about(corrected or words, choosing.condition)
    return FoundFactsheets(
        factsheets=ranked(asked.chosen, about),
        number=counts[KIND].get(choosing.kind.pk, 0) if choosing.kind else asked.chosen.count(),
        kinds=kinds_in(counts[KIND], choosing.kind),
        conditions=conditions_in(counts[CONDITION], choosing.condition),
        count_of_all_kinds=asked.of_all_kinds.count(),
        count_of_all_conditions=asked.of_all_conditions.count(),
        corrected_query=corrected,
        has_all_words=has_all_words,
        left_something_out=bool(kind and not choosing.kind) or bool(condition and not choosing.condition),
        asked=about,
    )


def search_records(words: str, *, exact: bool = False) -> FoundRecords:
    """Conditions, associations and resources that public factsheets show."""
    return find_records(_query(words, exact=exact, every=True))


def _query(words: str, *, exact: bool, every: bool) -> SearchQuery:
    return query_for(words, exact=exact, every=every, between=asked_between(words) if every else None)


def _asked_about(words: str, condition: Condition | None) -> Asked:
    named = named_in(words)
    if named.says_more:
        named = _meant_by(words) or named
    return Asked(named.subjects, named.therapies, chosen=subject_of(condition) if condition else None)


def _meant_by(words: str) -> Named | None:
    """The conditions that words mean which are no whole name: “leg pain” for “back pain that runs down the leg”.

    They have all the words besides those of a therapy, so they are nearer than what only some of the words name.
    """
    therapies, rest = besides_therapies(words)
    if _IN_MANY_NAMES.issuperset(asked_words(rest)):
        return None
    found = conditions_called(_query(rest, exact=True, every=True))
    if not 0 < len(found) <= _MOST_MEANT:
        return None
    return Named([subject_of(condition) for condition in found], therapies, says_more=False)


def _results(query: SearchQuery, factsheets: QuerySet[FactsheetPage]) -> BaseSearchResults:
    return get_search_backend().search(query, factsheets)


def _among(
    factsheets: QuerySet[FactsheetPage], everything: BaseSearchResults, words: str, *, every: bool
) -> BaseSearchResults:
    """The same question among some of all; a back end that cannot tell is asked anew."""
    if hasattr(everything, "among"):
        return everything.among(factsheets)
    return _results(_query(words, exact=True, every=every), factsheets)


def _corrected(results: BaseSearchResults) -> str | None:
    """Back ends of Wagtail's own correct nothing."""
    return getattr(results, "corrected_query", None)
