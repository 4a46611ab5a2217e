"""The passwords of private pages and documents, which many people share: not to be guessed either, and changed for good."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.crypto import salted_hmac
from wagtail.models import BaseViewRestriction, CollectionViewRestriction, PageViewRestriction

_View = Callable[..., HttpResponseBase]


def counted(view: _View, names_the_rule: str) -> _View:
    """The view that takes such a password: wrong ones are counted by the network and by the rule that asks for it.

    `names_the_rule` is the argument of the address that names it. Too many are answered with 429. Each try counts before it is
    looked at, so that many at once are no way past the limit; a right one, after which the view leads on, is taken back.
    """

    def one_try(request: HttpRequest, **where: int) -> HttpResponseBase:
        key = f"{view.__module__} {where[names_the_rule]}"
        usage = ratelimit.consume(request, app="allauth.account", action="page_password", key=key)
        if usage is None:
            too_many: HttpResponse = ratelimit.respond_429(request)
            return too_many
        response = view(request, **where)
        if response.status_code == HTTPStatus.FOUND:
            usage.rollback()
        return response

    return one_try


def bind_to_the_password() -> None:
    """Whoever gave the password of a rule has to give it again once it is another: by its name in the session it is."""
    for rule in (PageViewRestriction, CollectionViewRestriction):
        rule.passed_view_restrictions_session_key = property(_given)


def _given(rule: BaseViewRestriction) -> str:
    """Where a session keeps that this password was given. It tells nothing about the password."""
    mark = salted_hmac("backcare.page_passwords", f"{rule._meta.label_lower} {rule.pk} {rule.password}")
    return f"given_password_{mark.hexdigest()[:32]}"
