"""A rule of privacy takes a page and all below it from readers, as unpublishing does: whoever sets one is told what readers lose.

What no role unpublishes together (`unpublishing.py`), no role hides together: superusers alone do either.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.html import format_html
from wagtail.models import Page, PageViewRestriction

from factsheets.page.models.factsheet_page import FactsheetPage

_View = Callable[..., HttpResponse]
_LOST = (
    "If you choose anything but “{}”, readers find nothing any more at {}: neither the page, its PDF nor the search shows it. "
    "A withdrawal tells readers why, and a rule does not."
)
_KEPT = (
    "Nothing was changed. Readers would lose {}, and none of them would be told why. Each factsheet is withdrawn by itself, "
    "so that it can be put back. Ask whoever keeps the site if the whole of it has to go."
)


def saying_what_a_rule_takes(wagtails: _View) -> _View:
    """Wagtail's small window in which a rule for readers of a page is set."""

    @wraps(wagtails)
    def asked(request: HttpRequest, page_id: int, **where: int) -> HttpResponse:
        page = get_object_or_404(Page, pk=page_id)
        would_hide = (
            request.POST.get("restriction_type", PageViewRestriction.NONE) != PageViewRestriction.NONE
        )
        refusal = _refusal(request, page) if request.method == "POST" and would_hide else ""
        if refusal:
            request.method = "GET"
        response = wagtails(request, page_id=page_id, **where)
        lost = _what_readers_lose(page)
        if refusal or (lost and request.method == "GET"):
            words = refusal or _LOST.format(_public_choice(), lost)
            return _with_note(response, words)
        return response

    return asked


def _public_factsheets(page: Page) -> list[FactsheetPage]:
    """Those that every reader may see now: the page itself, and what is below it."""
    return list(FactsheetPage.objects.descendant_of(page, inclusive=True).live().public().order_by("title"))


def _refusal(request: HttpRequest, page: Page) -> str:
    user = request.user
    if isinstance(user, AnonymousUser) or user.is_superuser:
        return ""
    lost = _public_factsheets(page)
    is_more_than_itself = any(factsheet.pk != page.pk for factsheet in lost)
    may = all(factsheet.permissions_for_user(user).can_unpublish() for factsheet in lost)
    return "" if may and not is_more_than_itself else _KEPT.format(_what_readers_lose(page))


def _what_readers_lose(page: Page) -> str:
    lost = _public_factsheets(page)
    if not lost:
        return ""
    if [factsheet.pk for factsheet in lost] == [page.pk]:
        return f"“{lost[0].title}”"
    names = ", ".join(f"“{factsheet.title}”" for factsheet in lost[:3])
    more = f" and {len(lost) - 3} more" if len(lost) > 3 else ""
    return f"{len(lost)} public factsheet{'s' if len(lost) > 1 else ''}: {names}{more}"


def _public_choice() -> str:
    return str(dict(PageViewRestriction.RESTRICTION_CHOICES)[PageViewRestriction.NONE])


def _with_note(response: HttpResponse, words: str) -> HttpResponse:
    if not isinstance(response, JsonResponse):
        return response
    told = json.loads(response.content)
    if "html" not in told:
        return response
    told["html"] = (
        format_html('<p class="help-block help-critical" role="alert">{}</p>', words) + told["html"]
    )
    return JsonResponse(told)
