"""What is answered before anything else is asked: no database, no session, no page."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

#: Says that the process answers, and nothing of the database: what a machine that watches it should ask.
LIVE = "/-/live"

Answering = Callable[[HttpRequest], HttpResponseBase]


def says_that_it_lives(get_response: Answering) -> Answering:
    """Middleware, the first: answers `LIVE` under any name of a host, with TLS or without, as watching machines ask."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path != LIVE:
            return get_response(request)
        return _plain("The site answers.\n", status=200)

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
