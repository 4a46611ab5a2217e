"""The pages by which readers walk through the library: conditions, the finder, the comparison."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
)
from django.shortcuts import render
from django.urls import reverse

from backcare.query import reads_query
from factsheets.governed.formats.safety_cards import emergency_parts
from factsheets.governed.models.governed_text import SafetyAdvice
from factsheets.language.vocabulary import Verdict
from factsheets.library.formats.comparison_parts import choosers, comparison_parts
from factsheets.library.formats.condition_parts import condition_groups
from factsheets.library.formats.finder_parts import found_groups, tick_lists
from factsheets.page.formats.compare_link import CHOICES
from factsheets.page.formats.subjects import CONDITIONS, PATTERNS
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.library_page import LibraryPage
from factsheets.page.models.prefetching import factsheets_for_reading
from factsheets.page.models.suitability import Suitability
from factsheets.page.models.view_restrictions import open_to_readers
from factsheets.publication.old_addresses import lead_on
from factsheets.records.models.condition import Condition, condition_address, condition_for_readers
from factsheets.records.models.old_slugs import led_on
from factsheets.records.models.pain_pattern import PainPattern, pattern_address

from .choosing import CHOSEN_FROM_A_LIST, chosen_factsheets
from .finder import find
from .first_of_many import SHOWN_OF_EACH, FirstOfMany, each_of_all, first_of_each


def condition_list(request: HttpRequest) -> HttpResponse:
    """All conditions that public factsheets speak about, by name."""
    conditions = Condition.objects.for_readers()
    return render(request, "factsheets/library/condition_list.html", {"conditions": conditions})


def condition_page(request: HttpRequest, slug: str, *, whole: bool = False) -> HttpResponse:
    """One condition: the therapies most likely to help, least likely to help, and not to be used; of very many the first."""
    condition = condition_for_readers(slug)
    if condition and condition.slug != slug:
        return lead_on(request, "factsheets:condition", condition.slug)
    if condition is None:
        raise Http404("No public factsheet speaks about this condition.")
    about_it = Suitability.objects.filter(condition=condition)
    first = each_of_all(about_it) if whole else first_of_each(about_it)
    if whole and not first.is_long:
        raise Http404("Its page shows all therapies.")
    rows = [
        row
        for row in about_it.for_readers().filter(page__in=first.keys).order_by("page__title").listed()
        if row.page_id in first.shown.get(Verdict(row.verdict), set())
    ]
    library_url = LibraryPage.public_url()
    if library_url is None:
        raise Http404("There is no public library.")
    context = {
        "condition": condition,
        "groups": condition_groups(rows, library_url),
        "first": first,
        "shown_of_each": SHOWN_OF_EACH,
        "url_of_all": reverse("factsheets:whole_condition", args=[condition.slug]),
    }
    return render(request, "factsheets/library/condition_page.html", context | _emergency())


@reads_query(PATTERNS, CONDITIONS)
def find_by_pain(request: HttpRequest) -> HttpResponse:
    """The finder: what the pain is like and what the reader has, and what the staff's lists say about it."""
    library_url = LibraryPage.public_url()
    patterns, conditions = PainPattern.objects.for_readers(), Condition.objects.for_readers()
    asked = _asked(request, patterns, conditions)
    # What is asked for is looked up among what is offered, so no word of an address reaches the database.
    offered_patterns = {pattern.slug: pattern for pattern in patterns}
    offered_conditions = {condition.slug: condition for condition in conditions}
    ticked = {
        PATTERNS: asked[PATTERNS] & offered_patterns.keys(),
        CONDITIONS: asked[CONDITIONS] & offered_conditions.keys(),
    }
    groups = []
    first = FirstOfMany({}, set())
    if library_url and any(ticked.values()):
        rows = Suitability.objects.filter(
            Q(pattern__in=[offered_patterns[slug] for slug in ticked[PATTERNS]])
            | Q(condition__in=[offered_conditions[slug] for slug in ticked[CONDITIONS]])
        )
        first = each_of_all(rows) if "all" in request.GET else first_of_each(rows)
        found = find(rows.filter(page__in=first.keys).listed(), ticked[PATTERNS], ticked[CONDITIONS])
        groups = found_groups(
            [group.only(first.shown.get(group.verdict, set())) for group in found], library_url or ""
        )
    context = {
        "tick_lists": tick_lists(offered_patterns.values(), offered_conditions.values(), ticked),
        "groups": groups,
        "first": first,
        "shown_of_each": SHOWN_OF_EACH,
        "url_of_all": f"{request.path}?{request.GET.urlencode()}&all=on#results",
        "left_something_out": asked != ticked,
    }
    return render(request, "factsheets/library/find.html", context | _emergency())


def _asked(
    request: HttpRequest, patterns: QuerySet[PainPattern], conditions: QuerySet[Condition]
) -> dict[str, set[str]]:
    """The slugs in the address; one that a record had once stands for the one that it has now."""
    asked = {name: set(request.GET.getlist(name)) for name in (PATTERNS, CONDITIONS)}
    if gone := asked[PATTERNS] - {pattern.slug for pattern in patterns}:
        present = led_on(pattern_address, gone, patterns)
        asked[PATTERNS] = {present.get(slug, slug) for slug in asked[PATTERNS]}
    if gone := asked[CONDITIONS] - {condition.slug for condition in conditions}:
        present = led_on(condition_address, gone, conditions)
        asked[CONDITIONS] = {present.get(slug, slug) for slug in asked[CONDITIONS]}
    return asked


@reads_query(*CHOICES)
def compare(request: HttpRequest) -> HttpResponse:
    """Two or three public factsheets side by side; with fewer, a form to choose them."""
    library_url = LibraryPage.public_url()
    public = FactsheetPage.objects.for_readers() if library_url else FactsheetPage.objects.none()
    asked = [words for choice in CHOICES if (words := request.GET.get(choice, "").strip())]
    chosen, unknown = chosen_factsheets(public, asked)
    are_few = public.order_by()[: CHOSEN_FROM_A_LIST + 1].count() <= CHOSEN_FROM_A_LIST
    context: dict[str, object] = {
        "choosers": choosers(public.values_list("slug", "title") if are_few else None, chosen),
        "unknown": [] if are_few else unknown,
        "left_something_out": bool(unknown),
        "is_one_alone": len(chosen) == 1,
        "typed": " ".join(unknown),
    }
    if len(chosen) > 1:
        found = {
            page.slug: page for page in factsheets_for_reading().filter(open_to_readers(), slug__in=chosen)
        }
        pages = [found[slug] for slug in chosen]
        context |= comparison_parts(pages, pages[0].shared_words.headings, library_url or "")
    return render(request, "factsheets/library/compare.html", context | _emergency())


def _emergency() -> dict[str, object]:
    """The emergency card stands first everywhere."""
    return emergency_parts(SafetyAdvice.for_emergencies())
