"""What the application answers leaves it packed, unless a secret stands in it: who can guess at words beside a secret could read it."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import brotli
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import has_vary_header, patch_vary_headers

from backcare.serving.negotiation import wanted_encodings

_LEAST = 500
_PACKED = ("text/", "application/json", "application/xml", "application/manifest+json", "image/svg+xml")
#: For one reader, while they wait: as small as a fraction of the time of the page itself allows.
_PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda content: brotli.compress(content, quality=5),
    "gzip": lambda content: gzip.compress(content, 6, mtime=0),
}


def packs_what_is_public(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware inside the one that makes ETags, so that each packing has its own."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if isinstance(response, HttpResponse) and _may_be_packed(request, response):
            patch_vary_headers(response, ["Accept-Encoding"])
            _pack(request, response)
        return response

    return middleware


def _may_be_packed(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        len(response.content) >= _LEAST
        and not response.has_header("Content-Encoding")
        and response.headers.get("Content-Type", "").startswith(_PACKED)
        and not _has_a_secret(request, response)
    )


def _has_a_secret(request: HttpRequest, response: HttpResponse) -> bool:
    """Of whoever is signed in, or in a form: those leave a trace in the answer, or forbid that it is kept."""
    return (
        settings.SESSION_COOKIE_NAME in request.COOKIES
        or bool(response.cookies)
        or has_vary_header(response, "Cookie")
        or "no-store" in response.headers.get("Cache-Control", "")
        or "private" in response.headers.get("Cache-Control", "")
        or bool(request.META.get("CSRF_COOKIE_NEEDS_UPDATE"))
    )


def _pack(request: HttpRequest, response: HttpResponse) -> None:
    accepted = request.META.get("HTTP_ACCEPT_ENCODING")
    for encoding in wanted_encodings(accepted.encode("latin-1", "replace") if accepted is not None else None):
        if encoding not in _PACKERS:
            return
        packed = _PACKERS[encoding](response.content)
        if len(packed) < len(response.content):
            response.content = packed
            response.headers["Content-Encoding"] = encoding
            if response.has_header("Content-Length"):
                response.headers["Content-Length"] = str(len(packed))
            return
