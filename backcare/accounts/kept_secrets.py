"""The secrets of second factors as the database keeps them: encrypted with a key made of `SECRET_KEY`, so that a copy of it opens nothing."""

from __future__ import annotations

import base64
import logging
from collections.abc import Callable
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.crypto import salted_hmac
from typing_extensions import override

logger = logging.getLogger("backcare.security")

_SALT = "backcare.accounts.kept_secrets"
#: Where they stand in the `data` of an authenticator, each as a text or as a list of texts.
PLACES = ("secret", "seed", "migrated_codes")


class SecretUnreadable(Exception):
    """It was encrypted under a key that the site does not have any more."""


class KeepsSecrets(DefaultMFAAdapter):
    """For `MFA_ADAPTER`."""

    @override
    def encrypt(self, text: str) -> str:
        return encrypted(text)

    @override
    def decrypt(self, encrypted_text: str) -> str:
        return decrypted(encrypted_text)


def encrypted(text: str) -> str:
    """`text` under the key of today."""
    return _keys().encrypt(text.encode()).decode()


def decrypted(token: str) -> str:
    """What was encrypted under the key of today or a former one; SecretUnreadable under any other."""
    try:
        return _keys().decrypt(token.encode()).decode()
    except InvalidToken:
        raise SecretUnreadable from None


@transaction.atomic
def renew_secrets() -> tuple[int, list[str]]:
    """Encrypt anew what a former key encrypted: how many second factors that were, and whose cannot be read any more."""
    count, unreadable = 0, []
    today = _fernet(settings.SECRET_KEY)
    for factor in Authenticator.objects.select_for_update().order_by("pk"):
        try:
            data = in_each_place(factor.data, lambda token: _under(today, token))
        except SecretUnreadable:
            unreadable.append(factor.user.get_username())
            continue
        if data != factor.data:
            factor.data = data
            factor.save(update_fields=["data"])
            count += 1
    return count, sorted(set(unreadable))


def _under(key: Fernet, token: str) -> str:
    """The token itself where `key` made it, else the same secret under `key`."""
    try:
        key.decrypt(token.encode())
    except InvalidToken:
        return key.encrypt(decrypted(token).encode()).decode()
    return token


def in_each_place(data: dict[str, Any], change: Callable[[str], str]) -> dict[str, Any]:
    """The data of an authenticator with each secret in it changed."""
    found = {place: data[place] for place in PLACES if data.get(place)}
    return data | {
        place: [change(each) for each in kept] if isinstance(kept, list) else change(kept)
        for place, kept in found.items()
    }


def tells_of_unreadable_secrets(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: whoever's second factor cannot be read is told what happened, and whoever keeps the site in the log."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        if not isinstance(exception, SecretUnreadable):
            return None
        logger.error(
            "A second factor cannot be read, as SECRET_KEY is another one than when it was set up. "
            "Name the former one in SECRET_KEY_FALLBACKS, or take the factor away with manage.py reset_second_factor NAME."
        )
        return render(request, "accounts/unreadable_secret.html", status=503)

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware


def _keys() -> MultiFernet:
    return MultiFernet([_fernet(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _fernet(key: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(salted_hmac(_SALT, "", secret=key, algorithm="sha256").digest()))
