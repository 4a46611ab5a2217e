"""What is answered before anything else is asked: no database, no session, no page."""

from __future__ import annotations

import json
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string

from .lanes import LIVE, is_told_to_come_back

SECONDS_UNTIL_ASKED_AGAIN = 5

Answering = Callable[[HttpRequest], HttpResponseBase]


def says_that_it_lives(get_response: Answering) -> Answering:
    """Middleware, the first: answers `LIVE` under any name of a host, with TLS or without, as watching machines ask."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path != LIVE:
            return get_response(request)
        return _plain("The site answers.\n", status=200)

    return middleware


def says_when_too_many_ask(get_response: Answering) -> Answering:
    """Middleware in front of everything that costs something: who finds a lane full gets a plain page."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not is_told_to_come_back():
            return get_response(request)
        headers = {"Retry-After": str(SECONDS_UNTIL_ASKED_AGAIN), "Cache-Control": "no-store"}
        if request.path.startswith("/api/"):
            words = json.dumps({"detail": "Too many ask just now. Please try again in a few seconds."})
            return HttpResponse(words, status=503, content_type="application/json", headers=headers)
        return HttpResponse(render_to_string("busy.html"), status=503, headers=headers)

    return middleware


def no_such_file(get_response: Answering) -> Answering:
    """Middleware behind WhiteNoise: a static file that is not there is no page either, so no table is asked for one."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not settings.DEBUG and request.path.startswith(settings.STATIC_URL):
            return _plain("There is no such file.\n", status=404)
        return get_response(request)

    return middleware


def _plain(words: str, status: int) -> HttpResponse:
    headers = {"Cache-Control": "no-store", "Content-Length": str(len(words))}
    return HttpResponse(words, status=status, content_type="text/plain", headers=headers)
