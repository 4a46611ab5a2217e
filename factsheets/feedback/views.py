"""“Was this useful?” as readers meet it: the form, and the page after it."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from backcare.query import reads_query
from factsheets.feedback.formats.form_token import TokenRefused
from factsheets.feedback.formats.visitor import comes_from_our_own_page
from factsheets.governed.formats.warning_cards import WarningCard
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.history import withdrawn_answer
from factsheets.people.formats.network import network_of
from factsheets.publication.models.announced_withdrawals import announced_withdrawal_of
from factsheets.publication.models.old_address import factsheet_for_readers
from factsheets.publication.old_addresses import lead_on
from factsheets.versions.models.withdrawal import Withdrawal
from factsheets.warning_signs.cards import cards_of
from factsheets.warning_signs.warnings import warnings_for

from .answering import (
    MOST_CHARACTERS,
    Answer,
    CommentTooLong,
    TooManyAnswers,
    characters_too_many,
    receive_answer,
    token_for,
)


# A CSRF cookie would tell readers apart, so the form carries a signed token, and the post must come from our own page.
@csrf_exempt
@cache_control(no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
@reads_query("useful")
def feedback(request: HttpRequest, slug: str) -> HttpResponse:
    """The form behind “Was this useful?”, for the answer that `?useful=` names; a post stores the answer.

    Whoever wrote of a danger is told whom to call, whether the answer was taken or not. That page is the answer to the
    post itself: no address, and so no log and no history of a browser, says that somebody was in danger.
    """
    page = _public_or_withdrawn(slug)
    if isinstance(page, Withdrawal):
        return _withdrawn(request, page)
    if page.slug != slug and request.method != "POST":
        return lead_on(request, "factsheets:feedback", page.slug)
    # What was typed below an old address is taken in all the same.
    useful = {"yes": True, "no": False}.get(request.GET.get("useful", ""))
    if request.method != "POST":
        return _feedback_form(request, page, useful)
    if not comes_from_our_own_page(request):
        # What was typed is not shown again: another site could put its own words there.
        return _feedback_form(request, page, None, refusal="origin", cards=_cards(request), status=403)
    if useful is None:
        return _feedback_form(request, page, None, refusal="expired", cards=_cards(request), status=400)
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
        if cards := _cards(request):
            return _thanks(request, page, cards)
        return HttpResponseRedirect(reverse("factsheets:feedback_thanks", args=[page.slug]), status=303)
    return _feedback_form(
        request, page, useful, refusal=refusal, comment=answer.comment, cards=_cards(request), status=status
    )


def _feedback_form(
    request: HttpRequest,
    page: FactsheetPage,
    useful: bool | None,
    *,
    refusal: str = "",
    comment: str = "",
    cards: Sequence[WarningCard] = (),
    status: int = 200,
) -> HttpResponse:
    context: dict[str, object] = {
        "factsheet": page,
        "factsheet_url": page.get_url(request),
        "useful": useful,
        "token": "" if useful is None else token_for(page, useful=useful),
        "refusal": refusal,
        "comment": comment,
        "most_characters": f"{MOST_CHARACTERS:,}",
        "too_many_by": characters_too_many(comment),
        "warning_cards": cards,
    }
    return render(request, "factsheets/feedback/feedback_form.html", context, status=status)


@require_safe
def feedback_thanks(request: HttpRequest, slug: str) -> HttpResponse:
    """Where a reader arrives who has sent an answer."""
    page = _public_or_withdrawn(slug)
    if isinstance(page, Withdrawal):
        return _withdrawn(request, page)
    if page.slug != slug:
        return lead_on(request, "factsheets:feedback_thanks", page.slug)
    return _thanks(request, page, [])


def _thanks(request: HttpRequest, page: FactsheetPage, cards: Sequence[WarningCard]) -> HttpResponse:
    context = {"factsheet": page, "factsheet_url": page.get_url(request), "warning_cards": cards}
    return render(request, "factsheets/feedback/feedback_thanks.html", context)


def _public_or_withdrawn(slug: str) -> FactsheetPage | Withdrawal:
    try:
        return factsheet_for_readers(slug)
    except Http404:
        if withdrawal := announced_withdrawal_of(slug):
            return withdrawal
        raise


def _withdrawn(request: HttpRequest, withdrawal: Withdrawal) -> HttpResponse:
    """What the address of the factsheet says, too; whoever wrote of a danger meanwhile sees the card all the same."""
    return withdrawn_answer(withdrawal.factsheet.specific, withdrawal, request, warning_cards=_cards(request))


def _cards(request: HttpRequest) -> list[WarningCard]:
    """Those for the comment as it was sent, also what is too long to be kept."""
    return cards_of(warnings_for(request.POST.get("comment", "")))
