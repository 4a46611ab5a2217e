"""The pages by which readers walk through the library: conditions, the finder, the comparison."""

from __future__ import annotations

from django.db.models import Q
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
)
from django.shortcuts import render

from backcare.query import reads_query
from factsheets.governed.formats.safety_cards import emergency_parts
from factsheets.governed.models.governed_text import SafetyAdvice
from factsheets.library.formats.comparison_parts import choosers, comparison_parts
from factsheets.library.formats.condition_parts import condition_groups
from factsheets.library.formats.finder_parts import found_groups, tick_lists
from factsheets.page.formats.compare_link import CHOICES
from factsheets.page.formats.subjects import CONDITIONS, PATTERNS
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.library_page import LibraryPage
from factsheets.page.models.prefetching import factsheets_for_reading
from factsheets.page.models.suitability import Suitability
from factsheets.publication.old_addresses import lead_on
from factsheets.records.models.condition import Condition, condition_for_readers
from factsheets.records.models.pain_pattern import PainPattern

from .finder import find


def condition_list(request: HttpRequest) -> HttpResponse:
    """All conditions that public factsheets speak about, by name."""
    conditions = Condition.objects.for_readers()
    return render(request, "factsheets/library/condition_list.html", {"conditions": conditions})


def condition_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One condition: the therapies most likely to help, least likely to help, and not to be used."""
    condition = condition_for_readers(slug)
    if condition and condition.slug != slug:
        return lead_on(request, "factsheets:condition", condition.slug)
    if condition is None:
        raise Http404("No public factsheet speaks about this condition.")
    public = Suitability.objects.filter(condition=condition, page__in=FactsheetPage.objects.for_readers())
    rows = list(public.with_caveats().order_by("page__title"))
    library_url = LibraryPage.public_url()
    if library_url is None:
        raise Http404("There is no public library.")
    context = {"condition": condition, "groups": condition_groups(rows, library_url)}
    return render(request, "factsheets/library/condition_page.html", context | _emergency())


@reads_query(PATTERNS, CONDITIONS)
def find_by_pain(request: HttpRequest) -> HttpResponse:
    """The finder: what the pain is like and what the reader has, and what the staff's lists say about it."""
    library_url = LibraryPage.public_url()
    public = FactsheetPage.objects.for_readers() if library_url else FactsheetPage.objects.none()
    patterns, conditions = PainPattern.objects.for_readers(), Condition.objects.for_readers()
    asked = {name: set(request.GET.getlist(name)) for name in (PATTERNS, CONDITIONS)}
    # What is asked for is looked up among what is offered, so no word of an address reaches the database.
    offered_patterns = {pattern.slug: pattern for pattern in patterns}
    offered_conditions = {condition.slug: condition for condition in conditions}
    ticked = {
        PATTERNS: asked[PATTERNS] & offered_patterns.keys(),
        CONDITIONS: asked[CONDITIONS] & offered_conditions.keys(),
    }
    groups = []
    if any(ticked.values()):
        rows = Suitability.objects.filter(
            Q(pattern__in=[offered_patterns[slug] for slug in ticked[PATTERNS]])
            | Q(condition__in=[offered_conditions[slug] for slug in ticked[CONDITIONS]]),
            page__in=public,
        ).with_caveats()
        groups = found_groups(find(rows, ticked[PATTERNS], ticked[CONDITIONS]), library_url or "")
    context = {
        "tick_lists": tick_lists(offered_patterns.values(), offered_conditions.values(), ticked),
        "groups": groups,
        "therapy_count": len({therapy.url for group in groups for therapy in group.therapies}),
        "left_something_out": asked != ticked,
    }
    return render(request, "factsheets/library/find.html", context | _emergency())


@reads_query(*CHOICES)
def compare(request: HttpRequest) -> HttpResponse:
    """Two or three public factsheets side by side; with fewer, a form to choose them."""
    library_url = LibraryPage.public_url()
    public = FactsheetPage.objects.for_readers() if library_url else FactsheetPage.objects.none()
    offered = dict(public.values_list("slug", "title"))
    asked = [slug for choice in CHOICES if (slug := request.GET.get(choice))]
    chosen = [slug for slug in dict.fromkeys(asked) if slug in offered]
    context: dict[str, object] = {
        "choosers": choosers(offered.items(), chosen),
        "left_something_out": any(slug not in offered for slug in asked),
    }
    if len(chosen) > 1:
        found = {page.slug: page for page in factsheets_for_reading().filter(pk__in=public, slug__in=chosen)}
        pages = [found[slug] for slug in chosen]
        context |= comparison_parts(pages, pages[0].shared_words.headings, library_url or "")
    return render(request, "factsheets/library/compare.html", context | _emergency())


def _emergency() -> dict[str, object]:
    """The emergency card stands first everywhere."""
    return emergency_parts(SafetyAdvice.for_emergencies())
