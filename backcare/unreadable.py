"""What staff sent and nobody can read or store: answered with a sentence and with what was typed, never with a crash."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.csrf import csrf_failure as djangos_csrf_failure

from backcare.refusals import SIGNED_OUT, SIGNED_OUT_OR_IN, Refusal, of_exception, of_request

logger = logging.getLogger(__name__)


#: Forms of the admin for people who are not signed in.
_OPEN_TO_ALL = ("wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_password_reset")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """Setting `CSRF_FAILURE_VIEW`. The form was opened before somebody signed out or in, perhaps in another window."""
    if not request.path.startswith(reverse("wagtailadmin_home")):
        return djangos_csrf_failure(request, reason)
    return refused(request, SIGNED_OUT_OR_IN, shows_words=_comes_from_our_own_page(request))


class RefuseUnreadable:
    """Middleware of the admin: a request that no view can read is told what is wrong with it.

    A save that met another at the same moment is tried once more: the form sees then what the other has saved, and
    says so in its own words.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Hand the request on; Django asks the two methods below around the view."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponseBase | None:
        """Refuse what cannot be read, or was sent after signing out, before its view sees it."""
        if not request.path.startswith(self.admin):
            return None
        refusal = SIGNED_OUT if _has_signed_out(request) else of_request(request)
        return refused(request, refusal) if refusal else None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Answer an error for which there is a sentence, after a second try where another save came between; else None."""
        if not request.path.startswith(self.admin):
            return None
        if isinstance(exception, IntegrityError | ValidationError) and request.method == "POST":
            try:
                return _once_more(request)
            except (IntegrityError, ValidationError) as again:
                exception = again
        refusal = of_exception(exception)
        if refusal is None:
            return None
        logger.error("Refused: %s %s", request.method, request.path, exc_info=exception)
        return refused(request, refusal)


def _once_more(request: HttpRequest) -> HttpResponseBase:
    match = request.resolver_match
    assert match is not None  # noqa: S101 - only a view raises what comes here
    for name in request.FILES:
        for file in request.FILES.getlist(name):
            file.seek(0)
    response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    return response


def _has_signed_out(request: HttpRequest) -> bool:
    """Wagtail would ask to sign in, and forget what was typed."""
    match = request.resolver_match
    is_open = bool(match and (match.url_name or "").startswith(_OPEN_TO_ALL))
    return request.method == "POST" and not (is_open or request.user.is_authenticated)


def _comes_from_our_own_page(request: HttpRequest) -> bool:
    """Another site could put its own words into a page of ours. Browsers name the origin of every post."""
    return urlsplit(request.headers.get("origin", "")).netloc == request.get_host()


def refused(request: HttpRequest, refusal: Refusal, *, shows_words: bool = True) -> HttpResponse:
    """The sentence, as a page or for a script, and what was typed, to be copied."""
    if not request.accepts("text/html") or request.headers.get("x-requested-with") == "XMLHttpRequest":
        told = {"success": False, "error_code": "unreadable", "error_message": refusal.sentence}
        return JsonResponse(told, status=refusal.status)
    signed_out = refusal in (SIGNED_OUT, SIGNED_OUT_OR_IN)
    typed = list(_typed(request.POST)) if shows_words else []
    context = {"sentence": refusal.sentence, "typed": typed, "signed_out": signed_out}
    return render(request, "admin/unreadable.html", context, status=refusal.status)


def _typed(posted: QueryDict) -> Iterator[tuple[str, str]]:
    """What a person may have written, to be copied; no secrets and no marks of the form itself."""
    for name, values in posted.lists():
        if "password" in name or name == "csrfmiddlewaretoken" or name.endswith("_FORMS"):
            continue
        for value in filter(None, values):
            yield name, _in_words(value)


def _in_words(value: str) -> str:
    """What the editor for formatted text sends is read as its paragraphs."""
    if not value.startswith('{"'):
        return value
    try:
        words = "\n".join(block["text"] for block in json.loads(value)["blocks"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return value
    # Half a letter (a lone surrogate) cannot be sent.
    return words.encode(errors="replace").decode()
