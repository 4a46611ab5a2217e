"""The search for readers: the page of results, and the suggestions while they type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from backcare.query import reads_query
from factsheets.page.formats.subjects import Subject
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.library_page import LibraryPage
from factsheets.search.formats.hit_excerpt import best_words
from factsheets.search.formats.search_parts import (
    HitContext,
    ResultsAddress,
    excerpt_of,
    hit_groups,
    hits,
    named_parts,
    narrowing_lists,
    record_groups,
)
from factsheets.warning_signs.cards import cards_of, most_urgent
from factsheets.warning_signs.warnings import Warning, warnings_for

from .answers import Answers, answers_for
from .name_suggestions import suggested_names
from .promoting import promoted_factsheets
from .question import understood
from .ranking import in_order
from .reading_results import factsheets_of, read_lists
from .records import NO_RECORDS, FoundRecords
from .searching import FoundFactsheets, search, search_records
from .suggesting import suggestions
from .zero_results import note


@require_safe
@reads_query("q", "kind", "condition", "exact", "page")
def search_page(request: HttpRequest) -> HttpResponse:
    """What a question finds; without a question, a page that helps to ask one."""
    question = understood(request.GET.get("q", ""))
    library = LibraryPage.for_readers()
    library_url = library.get_url() if library else None
    context: dict[str, object] = {
        "q": question.words,
        "was_cut": question.was_cut,
        "library_url": library_url,
    }
    # All that was typed counts, also what is too long to be searched.
    warnings = warnings_for(request.GET.get("q", ""))
    context["warning_cards"] = cards_of(warnings)
    if question.words and library:
        context |= _results(request, question.words, library, is_warned=bool(warnings))
    return render(request, "factsheets/search/search.html", context)


@require_safe
@reads_query("q")
def suggestion_list(request: HttpRequest) -> JsonResponse:
    """Names that begin like the words so far, for the script of the search box."""
    question = understood(request.GET.get("q", ""))
    library_url = LibraryPage.public_url()
    found = suggestions(question.words, library_url) if library_url else []
    first = [_suggested(each) for each in most_urgent(warnings_for(request.GET.get("q", "")))]
    response = JsonResponse({"suggestions": [*first, *(each._asdict() for each in found)]})
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _suggested(warning: Warning) -> dict[str, str]:
    url = f"{reverse('factsheets:help_now')}#{warning.level}"
    return {"name": warning.advice.heading, "detail": "Warning sign", "url": url, "level": warning.level}


class _Beside(NamedTuple):
    """What stands beside the factsheets on the first page of results; most of it only where nothing narrows them."""

    is_beginning: bool
    records: FoundRecords
    promoted: list[FactsheetPage]
    named: Sequence[Subject]
    answers: Answers | None

    @property
    def is_any(self) -> bool:
        """Signposts and withdrawn factsheets do not count: they say that the library lacks what is asked for."""
        return bool(self.records or self.promoted or self.named)


def _results(request: HttpRequest, q: str, library: LibraryPage, *, is_warned: bool) -> dict[str, object]:
    asked = {name: understood(request.GET.get(name, "")).words for name in ("kind", "condition")}
    is_asked_for_exact = request.GET.get("exact") == "1"
    # Nobody in danger is told that they meant something else.
    exact = is_asked_for_exact or is_warned
    found = search(q, exact=exact, **asked)
    page = found.pages.get_page(request.GET.get("page"))
    shown = factsheets_of(page.object_list)
    # The index may be a moment behind, but what stands on one page can be counted there.
    count = page.paginator.count if page.has_other_pages() else len(shown)
    beside = _beside(q, found, page, library, exact=exact)
    is_nothing = not (count or beside.is_any)
    if beside.is_beginning and (is_nothing or _lacks_words(found, beside)):
        note(q, timezone.now())
    return {
        "found": found,
        "corrected": found.corrected_query,
        "count": count,
        "page_of_results": page,
        "is_nothing": is_nothing,
        "suggested_names": suggested_names(q, library.get_url()) if is_nothing and not is_warned else [],
        **_told(found, shown, beside, library),
        **_links(found, page, _address(q, found, is_asked_for_exact=is_asked_for_exact)),
    }


def _beside(
    q: str, found: FoundFactsheets, page: Page[FactsheetPage], library: LibraryPage, *, exact: bool
) -> _Beside:
    is_first = page.number == 1
    is_beginning = is_first and not found.is_narrowed
    return _Beside(
        is_beginning,
        records=search_records(q, exact=exact) if is_beginning else NO_RECORDS,
        promoted=promoted_factsheets(q) if is_beginning else [],
        named=found.asked.subjects if is_first else [],
        answers=answers_for(q, library.get_url()) if is_beginning else None,
    )


def _lacks_words(found: FoundFactsheets, beside: _Beside) -> bool:
    """Whether what was found has some of the words only."""
    return not (found.has_all_words or beside.records or beside.promoted)


def _told(
    found: FoundFactsheets, shown: list[FactsheetPage], beside: _Beside, library: LibraryPage
) -> dict[str, object]:
    """What was found, as the page shows it."""
    library_url, subjects = library.get_url(), found.asked.all_subjects
    listed, excerpt = [*beside.promoted, *shown], excerpt_of(found.factsheets)
    best = {each.pk: best_words(each, excerpt) for each in listed}
    # Where no verdict is named, sources are told with the statement of a list alone.
    telling = listed if subjects else [each for each in listed if best[each.pk].are_of_a_list]
    read_lists(telling, with_rows=bool(subjects))
    reading = HitContext(library_url, library.headings, excerpt, subjects, best)
    unpromoted = [each for each in in_order(shown, found.asked) if each not in beside.promoted]
    return {
        "named": named_parts(beside.named),
        "promoted": hits(beside.promoted, reading),
        "hit_groups": hit_groups(unpromoted, reading, found.asked.chosen),
        "groups": record_groups(beside.records, library_url, but=beside.named),
        "answers": beside.answers,
        "answers_come_first": bool(beside.answers and beside.answers.come_first and not beside.promoted),
    }


def _address(q: str, found: FoundFactsheets, *, is_asked_for_exact: bool) -> ResultsAddress:
    chosen = {
        name: next((choice.slug for choice in choices if choice.is_chosen), "")
        for name, choices in (("kind", found.kinds), ("condition", found.conditions))
    }
    return ResultsAddress(reverse("factsheets:search"), q, **chosen, exact="1" if is_asked_for_exact else "")


def _links(found: FoundFactsheets, page: Page[FactsheetPage], address: ResultsAddress) -> dict[str, object]:
    """The other pages of these results, and the same question asked otherwise."""
    return {
        "exact_url": address.url(kind="", condition="", exact="1"),
        "all_url": address.url(kind="", condition=""),
        "narrowing_lists": narrowing_lists(found, address),
        "previous_url": address.url(page=str(page.previous_page_number())) if page.has_previous() else "",
        "next_url": address.url(page=str(page.next_page_number())) if page.has_next() else "",
    }
