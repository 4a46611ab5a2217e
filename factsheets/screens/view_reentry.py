"""Wagtail's views, run once more out of one of their own hooks, so that a whole act is one transaction."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase


def is_running_again(request: HttpRequest) -> bool:
    """Whether the hook is asked by the view that it has started itself."""
    return hasattr(request, "runs_again")


def run_again(request: HttpRequest) -> HttpResponseBase:
    """What the view of this request answers. To be called from a hook, inside the transaction that holds what it is about."""
    match = request.resolver_match
    assert match is not None  # noqa: S101 - only views have hooks
    request.runs_again = True  # type: ignore[attr-defined]
    response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    return response
