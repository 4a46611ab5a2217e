"""The search for readers: the page of results, and the suggestions while they type."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from factsheets.governed.formats.warning_cards import WarningCard, warning_cards
from factsheets.governed.models.governed_text import SafetyAdvice
from factsheets.language.vocabulary import WarningLevel
from factsheets.page.models.library_page import LibraryPage
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
from factsheets.warning_signs.warnings import Warning, warnings_for

from .answers import answers_for
from .name_suggestions import suggested_names
from .promoting import promoted_factsheets
from .question import understood
from .ranking import in_order
from .reading_results import read_lists
from .records import NO_RECORDS
from .searching import search, search_records
from .suggesting import suggestions
from .zero_results import note


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """What a question finds; without a question, a page that helps to ask one."""
    question = understood(request.GET.get("q", ""))
    library = LibraryPage.for_readers()
    library_url = library.get_url() if library else None
    context: dict[str, Any] = {"q": question.words, "was_cut": question.was_cut, "library_url": library_url}
    # All that was typed counts, also what is too long to be searched.
    warnings = warnings_for(request.GET.get("q", ""))
    context["warning_cards"] = _cards(warnings)
    if question.words and library:
        context |= _results(request, question.words, library, is_warned=bool(warnings))
    return render(request, "factsheets/search/search.html", context)


@require_safe
def suggestion_list(request: HttpRequest) -> JsonResponse:
    """Names that begin like the words so far, for the script of the search box."""
    question = understood(request.GET.get("q", ""))
    library_url = LibraryPage.public_url()
    found = suggestions(question.words, library_url) if library_url else []
    first = [_suggested(each) for each in _most_urgent(warnings_for(request.GET.get("q", "")))]
    response = JsonResponse({"suggestions": [*first, *(each._asdict() for each in found)]})
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _cards(warnings: list[Warning]) -> list[WarningCard]:
    """Who may have to call 999 is told when to."""
    is_emergency = any(warning.level == WarningLevel.EMERGENCY for warning in warnings)
    return warning_cards(_most_urgent(warnings), SafetyAdvice.for_emergencies() if is_emergency else None)


def _most_urgent(warnings: list[Warning]) -> list[Warning]:
    """Who may have to call 999 is not told to call 111 as well."""
    is_emergency = any(warning.level == WarningLevel.EMERGENCY for warning in warnings)
    return [each for each in warnings if not (is_emergency and each.level == WarningLevel.URGENT)]


def _suggested(warning: Warning) -> dict[str, str]:
    url = f"{reverse('factsheets:help_now')}#{warning.level}"
    return {"name": warning.advice.heading, "detail": "Warning sign", "url": url, "level": warning.level}


def _results(request: HttpRequest, q: str, library: LibraryPage, *, is_warned: bool) -> dict[str, Any]:
    library_url = library.get_url()
    asked = {name: understood(request.GET.get(name, "")).words for name in ("kind", "condition")}
    is_asked_for_exact = request.GET.get("exact") == "1"
    # Nobody in danger is told that they meant something else.
    exact = is_asked_for_exact or is_warned
    found = search(q, exact=exact, **asked)
    page = found.pages.get_page(request.GET.get("page"))
    chosen = {
        name: next((choice.slug for choice in choices if choice.is_chosen), "")
        for name, choices in (("kind", found.kinds), ("condition", found.conditions))
    }
    address = ResultsAddress(
        reverse("factsheets:search"), q, **chosen, exact="1" if is_asked_for_exact else ""
    )
    is_beginning = page.number == 1 and not found.is_narrowed
    records = search_records(q, exact=exact) if is_beginning else NO_RECORDS
    promoted = promoted_factsheets(q) if is_beginning else []
    named = found.asked.subjects if page.number == 1 else []
    shown = list(page.object_list)
    # The index may be a moment behind, but what stands on one page can be counted there.
    count = page.paginator.count if page.has_other_pages() else len(shown)
    is_nothing = not (count or records or promoted or named)
    if is_beginning and (is_nothing or not (found.has_all_words or records or promoted)):
        note(q, timezone.now())
    # They say that the library lacks it, so they keep no search from being counted.
    answers = answers_for(q, library_url) if is_beginning else None
    subjects = found.asked.all_subjects
    read_lists([*promoted, *shown], with_rows=bool(subjects))
    reading = HitContext(library_url, library.headings, excerpt_of(found.factsheets), subjects)
    unpromoted = [each for each in in_order(shown, found.asked) if each not in promoted]
    return {
        "found": found,
        "corrected": found.corrected_query,
        "exact_url": address.url(kind="", condition="", exact="1"),
        "count": count,
        "page_of_results": page,
        "named": named_parts(named),
        "promoted": hits(promoted, reading),
        "hit_groups": hit_groups(unpromoted, reading, found.asked.chosen),
        "groups": record_groups(records, library_url, but=named),
        "narrowing_lists": narrowing_lists(found, address),
        "all_url": address.url(kind="", condition=""),
        "is_nothing": is_nothing,
        "answers": answers,
        "answers_come_first": bool(answers and answers.come_first and not promoted),
        "suggested_names": suggested_names(q, library_url) if is_nothing and not is_warned else [],
        **_neighbours(page, address),
    }


def _neighbours(page: Page, address: ResultsAddress) -> dict[str, str]:
    return {
        "previous_url": address.url(page=str(page.previous_page_number())) if page.has_previous() else "",
        "next_url": address.url(page=str(page.next_page_number())) if page.has_next() else "",
    }
