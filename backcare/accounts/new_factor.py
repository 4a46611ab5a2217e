"""Setting up a second factor: whoever has just signed in is asked for no password again, and the code that set it up opens nothing more."""

from __future__ import annotations

import time

from allauth.account import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest

from .recently import seconds_since_proof

_SET_UP = "set_up_a_factor"


def notice_new_factors() -> None:
    """Hear when one is set up. To be called once."""
    authenticator_added.connect(_on_added, dispatch_uid="new_factor")


def is_setting_up_the_first(request: HttpRequest, user: AbstractBaseUser) -> bool:
    """Whether somebody who has just shown their password has no factor yet, or got their first in this session."""
    if seconds_since_proof(request) > app_settings.REAUTHENTICATION_TIMEOUT:
        return False
    return _SET_UP in request.session or not Authenticator.objects.filter(user_id=user.pk).exists()


def _on_added(request: HttpRequest, authenticator: Authenticator, **_signal: object) -> None:
    request.session[_SET_UP] = int(time.time())
    if authenticator.type == Authenticator.Type.TOTP:
        # Looking at the code marks it as used.
        authenticator.wrap().validate_code(request.POST.get("code", ""))
