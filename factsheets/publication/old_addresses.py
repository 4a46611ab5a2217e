"""Addresses below an old name of a factsheet or a condition lead on to the present one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse


def lead_on(request: HttpRequest, name: str, slug: str) -> HttpResponse:
    """To the address `name` of `slug`, with the query as it was."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(reverse(name, args=[slug]) + (f"?{query}" if query else ""))
