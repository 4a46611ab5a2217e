"""Counts what the application itself hands out to readers, by day and address."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from backcare.access_log import MADE_INTO_A_FILE
from backcare.query import READ_BY_SOME_PAGE
from backcare.reading_counts import ASKED, is_signed_in, reading_counts

#: A server that does not write down what was counted by itself has it done after so many seconds, within a request.
_SECONDS_LEFT_TO_THE_SERVER = 60


def counts_what_is_read(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware around the one that says who may keep an answer: what is for one person is nobody else's to count."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if settings.COUNT_READERS and _is_read(request, response):
            counts = reading_counts()
            counts.count(_address(request), response.status_code, request.META.get("HTTP_USER_AGENT", ""))
            counts.write_out_after(_SECONDS_LEFT_TO_THE_SERVER)
        return response

    return middleware


def _is_read(request: HttpRequest, response: HttpResponseBase) -> bool:
    kept = response.headers.get("Cache-Control", "")
    return (
        request.method == "GET"
        and response.status_code in (200, 304)
        and "private" not in kept
        and "no-store" not in kept
        and MADE_INTO_A_FILE not in request.META
        and "HTTP_SEC_PURPOSE" not in request.META
        and not is_signed_in(request.META.get("HTTP_COOKIE", ""))
        and "page" not in request.GET
    )


def _address(request: HttpRequest) -> str:
    """With a mark where something was asked, and never what."""
    is_asked = any(str(value).strip() for name, value in request.GET.items() if name in READ_BY_SOME_PAGE)
    return request.path + ASKED if is_asked else request.path
