"""Public pages that no editor places in the tree: conditions, finder, comparison, feedback; and files below a page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.views import serve

from factsheets.finder.finding import find
from factsheets.formats.compare_link import CHOICES
from factsheets.formats.comparison_parts import choosers, comparison_parts
from factsheets.formats.condition_parts import condition_groups
from factsheets.formats.finder_parts import CONDITIONS, PATTERNS, found_groups, tick_lists
from factsheets.formats.form_token import TokenRefused
from factsheets.formats.safety_cards import emergency_parts, safety_cards
from factsheets.formats.version_code import code_from, for_people
from factsheets.formats.visitor import comes_from_our_own_page, network_of
from factsheets.formats.warning_cards import warning_cards
from factsheets.models import (
    Condition,
    FactsheetPage,
    LibraryPage,
    PainPattern,
    SafetyAdvice,
    Suitability,
    factsheets_for_reading,
)
from factsheets.models.condition import condition_for_readers
from factsheets.models.copy_standing import standing_of
from factsheets.models.old_address import factsheet_for_readers
from factsheets.models.past import withdrawal_parts
from factsheets.models.warning_advice import warning_advice
from factsheets.policy import WarningLevel
from factsheets.upkeep.feedback import (
    MOST_CHARACTERS,
    Answer,
    CommentTooLong,
    TooManyAnswers,
    characters_too_many,
    receive_answer,
    token_for,
)


def condition_list(request: HttpRequest) -> HttpResponse:
    """All conditions that public factsheets speak about, by name."""
    conditions = Condition.objects.for_readers()
    return render(request, "factsheets/condition_list.html", {"conditions": conditions})


def condition_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One condition: the therapies most likely to help, least likely to help, and not to be used."""
    condition = condition_for_readers(slug)
    if condition and condition.slug != slug:
        return _lead_on(request, "factsheets:condition", condition.slug)
    if condition is None:
        raise Http404("No public factsheet speaks about this condition.")
    public = Suitability.objects.filter(condition=condition, page__in=FactsheetPage.objects.for_readers())
    rows = list(public.with_caveats().order_by("page__title"))
    library_url = LibraryPage.public_url()
    if library_url is None:
        raise Http404("There is no public library.")
    context = {"condition": condition, "groups": condition_groups(rows, library_url)}
    return render(request, "factsheets/condition_page.html", context | _emergency())


def find_by_pain(request: HttpRequest) -> HttpResponse:
    """The finder: what the pain is like and what the reader has, and what the staff's lists say about it."""
    library_url = LibraryPage.public_url()
    public = FactsheetPage.objects.for_readers() if library_url else FactsheetPage.objects.none()
    patterns, conditions = PainPattern.objects.for_readers(), Condition.objects.for_readers()
    asked = {name: set(request.GET.getlist(name)) for name in (PATTERNS, CONDITIONS)}
    # What is asked for is looked up among what is offered, so no word of an address reaches the database.
    offered: dict[str, dict[str, Any]] = {
        PATTERNS: {pattern.slug: pattern for pattern in patterns},
        CONDITIONS: {condition.slug: condition for condition in conditions},
    }
    ticked = {name: asked[name] & offered[name].keys() for name in asked}
    groups = []
    if any(ticked.values()):
        rows = Suitability.objects.filter(
            Q(pattern__in=[offered[PATTERNS][slug] for slug in ticked[PATTERNS]])
            | Q(condition__in=[offered[CONDITIONS][slug] for slug in ticked[CONDITIONS]]),
            page__in=public,
        ).with_caveats()
        groups = found_groups(find(rows, ticked[PATTERNS], ticked[CONDITIONS]), library_url or "")
    context = {
        "tick_lists": tick_lists(offered[PATTERNS].values(), offered[CONDITIONS].values(), ticked),
        "groups": groups,
        "therapy_count": len({therapy.url for group in groups for therapy in group.therapies}),
        "left_something_out": asked != ticked,
    }
    return render(request, "factsheets/find.html", context | _emergency())


def compare(request: HttpRequest) -> HttpResponse:
    """Two or three public factsheets side by side; with fewer, a form to choose them."""
    library_url = LibraryPage.public_url()
    public = FactsheetPage.objects.for_readers() if library_url else FactsheetPage.objects.none()
    offered = dict(public.values_list("slug", "title"))
    asked = [slug for choice in CHOICES if (slug := request.GET.get(choice))]
    chosen = [slug for slug in dict.fromkeys(asked) if slug in offered]
    context: dict[str, Any] = {
        "choosers": choosers(offered.items(), chosen),
        "left_something_out": any(slug not in offered for slug in asked),
    }
    if len(chosen) > 1:
        found = {page.slug: page for page in factsheets_for_reading().filter(pk__in=public, slug__in=chosen)}
        pages = [found[slug] for slug in chosen]
        context |= comparison_parts(pages, pages[0].shared_words.headings, library_url or "")
    return render(request, "factsheets/compare.html", context | _emergency())


@require_safe
def help_now(request: HttpRequest) -> HttpResponse:
    """Whom to call and when, for whoever may be in danger: it stands without any factsheet."""
    advice = SafetyAdvice.for_emergencies()
    context = {
        "warning_cards": warning_cards([(level, warning_advice(level)) for level in WarningLevel], advice),
        "later_cards": [card for card in safety_cards(advice) if card.level == "non_urgent"],
        "safety_advice": advice,
    }
    return render(request, "factsheets/help_now.html", context)


def _emergency() -> dict[str, Any]:
    """The emergency card stands first everywhere."""
    return emergency_parts(SafetyAdvice.for_emergencies())


# A CSRF cookie would tell readers apart, so the form carries a signed token, and the post must come from our own page.
@csrf_exempt
@cache_control(no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, slug: str) -> HttpResponse:
    """The form behind “Was this useful?”, for the answer that `?useful=` names; a post stores the answer."""
    page = factsheet_for_readers(slug)
    if page.slug != slug and request.method != "POST":
        return _lead_on(request, "factsheets:feedback", page.slug)
    # What was typed below an old address is taken in all the same.
    useful = {"yes": True, "no": False}.get(request.GET.get("useful", ""))
    if request.method != "POST":
        return _feedback_form(request, page, useful)
    if not comes_from_our_own_page(request):
        # What was typed is not shown again: another site could put its own words there.
        return _feedback_form(request, page, None, refusal="origin", status=403)
    if useful is None:
        return _feedback_form(request, page, None, refusal="expired", status=400)
    answer = Answer(
        useful=useful,
        comment=request.POST.get("comment", ""),
        trap=request.POST.get("website", ""),
        token=request.POST.get("token", ""),
        network=network_of(request, proxies=settings.PROXIES),
    )
    try:
        receive_answer(page, answer, now=timezone.now())
    except CommentTooLong:
        refusal, status = "too_long", 400
    except TokenRefused:
        refusal, status = "expired", 400
    except TooManyAnswers:
        refusal, status = "too_many", 429
    else:
        return HttpResponseRedirect(reverse("factsheets:feedback_thanks", args=[page.slug]), status=303)
    return _feedback_form(request, page, useful, refusal=refusal, comment=answer.comment, status=status)


def _feedback_form(
    request: HttpRequest,
    page: FactsheetPage,
    useful: bool | None,
    *,
    refusal: str = "",
    comment: str = "",
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "factsheet": page,
        "factsheet_url": page.get_url(request),
        "useful": useful,
        "token": "" if useful is None else token_for(page, useful=useful),
        "refusal": refusal,
        "comment": comment,
        "most_characters": f"{MOST_CHARACTERS:,}",
        "too_many_by": characters_too_many(comment),
    }
    return render(request, "factsheets/feedback_form.html", context, status=status)


@require_safe
def feedback_thanks(request: HttpRequest, slug: str) -> HttpResponse:
    """Where a reader arrives who has sent an answer."""
    page = factsheet_for_readers(slug)
    if page.slug != slug:
        return _lead_on(request, "factsheets:feedback_thanks", page.slug)
    context = {"factsheet": page, "factsheet_url": page.get_url(request)}
    return render(request, "factsheets/feedback_thanks.html", context)


def _lead_on(request: HttpRequest, name: str, slug: str) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(reverse(name, args=[slug]) + (f"?{query}" if query else ""))


def copies(request: HttpRequest) -> HttpResponse:
    """The form for the code of a copy; a code that can be one leads on to its own address."""
    typed = request.GET.get("code", "")
    if code := code_from(typed):
        return redirect("factsheets:copy", code=for_people(code))
    return _copy_form(request, typed)


def copy(request: HttpRequest, code: str) -> HttpResponse:
    """Whether the copy with this code still stands; without such a copy 404, in words."""
    stored = code_from(code)
    standing = standing_of(stored) if stored else None
    if standing is None:
        return _copy_form(request, code)
    context = {
        "state": standing.state.value,
        "version": standing.version,
        "factsheet": standing.factsheet,
        "factsheet_url": standing.factsheet.get_url(request) if standing.factsheet else "",
        "later": standing.later,
        "list_caveats": standing.factsheet.caveats_of_lists()
        if standing.later and standing.factsheet
        else [],
        "throw_away": any(version.is_major for version in standing.later),
        **(withdrawal_parts(standing.withdrawal, request) if standing.withdrawal else {}),
    }
    return render(request, "factsheets/copy.html", context)


def _copy_form(request: HttpRequest, typed: str) -> HttpResponse:
    context = {"typed": typed[:40], "is_unknown": bool(typed)}
    return render(request, "factsheets/copies.html", context, status=404 if typed else 200)


def pdf(request: HttpRequest, page_path: str, name: str) -> HttpResponse:
    """A PDF below a page. Wagtail's own map knows no names with a dot; the rest of the way is the page's."""
    return serve(request, f"{page_path}/{name}")
