"""Whoever asks for the head of an answer alone is told what whoever asks for all of it is told: its ETag, or that they have it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.http import ConditionalGetMiddleware
from django.utils.cache import get_conditional_response, set_response_etag
from typing_extensions import override


class ConditionalGetAndHead(ConditionalGetMiddleware):
    """Middleware: Django's own, and HEAD too. Here the answer to HEAD still has its body, which only the server leaves out."""

    @override
    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.method != "HEAD" or not isinstance(response, HttpResponse) or not response.content:
            found: HttpResponseBase = super().process_response(request, response)
            return found
        if self.needs_etag(response) and not response.has_header("ETag"):
            set_response_etag(response)
        etag = response.headers.get("ETag")
        known = get_conditional_response(request, etag=etag, response=response) if etag else response
        return known or response
