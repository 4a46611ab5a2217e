"""Public pages that no editor places in the tree: the conditions; and the way to files below a page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from wagtail.views import serve

from factsheets.formats.condition_parts import condition_groups
from factsheets.models import Condition, FactsheetPage, LibraryPage, SafetyAdvice


def condition_list(request: HttpRequest) -> HttpResponse:
    """All conditions that public factsheets speak about, by name."""
    factsheets = FactsheetPage.objects.for_readers()
    conditions = Condition.objects.filter(suitabilities__page__in=factsheets).distinct()
    return render(request, "factsheets/condition_list.html", {"conditions": conditions})


def condition_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One condition: the therapies most likely to help, least likely to help, and not to be used."""
    condition = get_object_or_404(Condition, slug=slug)
    public = condition.suitabilities.filter(page__in=FactsheetPage.objects.for_readers())
    rows = list(public.select_related("page__therapy_kind").order_by("page__title"))
    library = LibraryPage.objects.live().first()
    library_url = library.get_url(request) if library else None
    if not rows or library_url is None:
        raise Http404("No public factsheet speaks about this condition.")
    advice = SafetyAdvice.objects.in_force().first()
    context = {
        "condition": condition,
        "groups": condition_groups(rows, library_url),
        "safety_advice": advice,
        "emergency_cards": [card for card in advice.cards if card.level == "emergency"] if advice else [],
    }
    return render(request, "factsheets/condition_page.html", context)


def pdf(request: HttpRequest, page_path: str, name: str) -> HttpResponse:
    """A PDF below a page. Wagtail's own map knows no names with a dot; the rest of the way is the page's."""
    return serve(request, f"{page_path}/{name}")
