"""What staff sent and nobody can read or store: answered with a sentence and with what was typed, never with a crash."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from backcare.refusals import Refusal, of_exception, of_request

logger = logging.getLogger(__name__)


class RefuseUnreadable:
    """Middleware of the admin: a request that no view can read is told what is wrong with it.

    A save that met another at the same moment is tried once more: the form sees then what the other has saved, and
    says so in its own words.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponseBase | None:
        refusal = of_request(request) if request.path.startswith(self.admin) else None
        return _answer(request, refusal) if refusal else None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
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
        return _answer(request, refusal)


def _once_more(request: HttpRequest) -> HttpResponseBase:
    match = request.resolver_match
    assert match is not None  # noqa: S101 - only a view raises what comes here
    for name in request.FILES:
        for file in request.FILES.getlist(name):
            file.seek(0)
    return match.func(request, *match.args, **match.kwargs)


def _answer(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    if not request.accepts("text/html") or request.headers.get("x-requested-with") == "XMLHttpRequest":
        told = {"success": False, "error_code": "unreadable", "error_message": refusal.sentence}
        return JsonResponse(told, status=refusal.status)
    context = {"sentence": refusal.sentence, "typed": list(_typed(request.POST))}
    return render(request, "admin/unreadable.html", context, status=refusal.status)


def _typed(posted: QueryDict) -> Iterator[tuple[str, str]]:
    """What a person may have written, to be copied; no secrets and no marks of the form itself."""
    for name, values in posted.lists():
        if "password" in name or name == "csrfmiddlewaretoken" or name.endswith("_FORMS"):
            continue
        for value in filter(None, values):
            yield name, value
