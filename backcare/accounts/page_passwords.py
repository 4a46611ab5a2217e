"""The passwords of private pages and documents, which many people share: not to be guessed either."""

from __future__ import annotations

from collections.abc import Callable

from allauth.decorators import rate_limit
from django.http import HttpRequest, HttpResponseBase

_View = Callable[..., HttpResponseBase]


def counted(view: _View, names_the_rule: str) -> _View:
    """The view that takes such a password: tries are counted by the network and by the rule that asks for it.

    `names_the_rule` is the argument of the address that names it. Too many are answered with 429.
    """

    def one_try(request: HttpRequest, **where: int) -> HttpResponseBase:
        limited = rate_limit(action="page_password", key=f"{view.__module__} {where[names_the_rule]}")
        response: HttpResponseBase = limited(view)(request, **where)
        return response

    return one_try
