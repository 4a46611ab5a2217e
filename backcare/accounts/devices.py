"""Which browsers somebody has signed in with before: a sign-in with another one is told by mail."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

_COOKIE = "known_device"
_SALT = "backcare.accounts.devices"
_KEPT_SECONDS = 400 * 24 * 3600  # longer than browsers keep any


def is_new_device(request: HttpRequest, user: AbstractBaseUser) -> bool:
    """Whether this browser has no mark of an earlier sign-in to the account."""
    return str(user.pk) not in _marks(request)


def mark_device(request: HttpRequest, response: HttpResponse, user: AbstractBaseUser) -> None:
    """Leave the mark. It is sent to the pages for signing in alone, and opens nothing."""
    response.set_signed_cookie(
        _COOKIE,
        "-".join(sorted({*_marks(request), str(user.pk)})),
        salt=_SALT,
        max_age=_KEPT_SECONDS,
        path=reverse("account_login").removesuffix("login/"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _marks(request: HttpRequest) -> set[str]:
    known = request.get_signed_cookie(_COOKIE, default="", salt=_SALT) or ""
    return set(known.split("-")) - {""}
