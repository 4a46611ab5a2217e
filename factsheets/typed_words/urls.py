"""Addresses below the admin's."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from .screens import kept_words, signed_in_again, who_is_signed_in

_signed_in_again: Callable[..., HttpResponseBase] = never_cache(require_admin_access(signed_in_again))
_kept_words: Callable[..., HttpResponseBase] = never_cache(require_admin_access(kept_words))

urlpatterns = [
    path("who-is-signed-in/", who_is_signed_in, name="who_is_signed_in"),
    path("signed-in-again/", _signed_in_again, name="signed_in_again"),
    path("kept-words/", _kept_words, name="kept_words"),
]
