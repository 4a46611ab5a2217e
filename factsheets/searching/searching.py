"""The search for readers: what a question finds among public factsheets, and by what it can be narrowed."""

from __future__ import annotations

from typing import Any, NamedTuple

from wagtail.search.backends import get_search_backend

from factsheets.models import FactsheetPage

from .choices import Choice, chosen_condition, chosen_kind, conditions_in, kinds_in
from .question import query_for
from .records import Records, find_records

#: So many factsheets stand on one page of results.
ON_A_PAGE = 10


class Found(NamedTuple):
    #: Wagtail's search results: can be sliced, counted and put into a Paginator.
    factsheets: Any
    kinds: list[Choice]
    conditions: list[Choice]
    #: How many there are of all kinds, and about all conditions, if one of the two is not chosen.
    count_of_all_kinds: int
    count_of_all_conditions: int
    #: False when no public factsheet has every word, and these have some of them.
    has_all_words: bool
    left_something_out: bool

    @property
    def is_narrowed(self) -> bool:
        return any(choice.is_chosen for choice in (*self.kinds, *self.conditions))

    @property
    def corrected_query(self) -> str | None:
        """The question as it was understood, if it was not taken as typed."""
        return getattr(self.factsheets, "corrected_query", None)


def search(words: str, *, exact: bool = False, kind: str = "", condition: str = "") -> Found:
    """Public factsheets in which each of `words` is found, or if there are none, some of them; the best first.

    `kind` and `condition` are slugs; one that no public factsheet has is left out, and the answer says so.
    """
    of_kind, with_condition = chosen_kind(kind), chosen_condition(condition)
    public = FactsheetPage.objects.for_readers_who_search().select_related("therapy_kind")
    by_kind = public.filter(therapy_kind=of_kind) if of_kind else public
    by_condition = public.filter(suitabilities__condition=with_condition) if with_condition else public
    both = by_condition.filter(therapy_kind=of_kind) if of_kind else by_condition

    backend, query = get_search_backend(), query_for(words, exact=exact)
    everything = backend.search(query, public)
    has_all_words = " " not in words or everything.count() > 0
    if not has_all_words:
        query = query_for(words, exact=exact, every=False)
        everything = backend.search(query, public)
    found = everything if both is public else backend.search(query, both)
    # A choice is counted as if nothing were chosen in its own list yet.
    of_all_kinds = backend.search(query, by_condition) if of_kind else found
    of_all_conditions = backend.search(query, by_kind) if with_condition else found
    return Found(
        factsheets=found,
        kinds=kinds_in(of_all_kinds, of_kind),
        conditions=conditions_in(of_all_conditions, with_condition),
        count_of_all_kinds=of_all_kinds.count(),
        count_of_all_conditions=of_all_conditions.count(),
        has_all_words=has_all_words,
        left_something_out=bool(kind and not of_kind) or bool(condition and not with_condition),
    )


def search_records(words: str, *, exact: bool = False) -> Records:
    """Conditions, associations and resources that public factsheets show."""
    return find_records(query_for(words, exact=exact))
