"""What the security log hears of signing in beside what Django tells it: second factors, and who proved once more who they are."""

from __future__ import annotations

from allauth.account.signals import authentication_step_completed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.models import AbstractUser
from django.http import HttpRequest

from factsheets.security_log.formats.event_kinds import EventKind
from factsheets.security_log.recording import record_security_event

_IN_WORDS = {
    Authenticator.Type.TOTP: "an app",
    Authenticator.Type.WEBAUTHN: "a passkey or a key",
    Authenticator.Type.RECOVERY_CODES: "recovery codes",
}


def note_in_the_security_log() -> None:
    """Connect all of it. To be called once."""
    authenticator_added.connect(_on_added, dispatch_uid="security_log factor added")
    authenticator_reset.connect(_on_added, dispatch_uid="security_log codes made anew")
    authenticator_removed.connect(_on_removed, dispatch_uid="security_log factor removed")
    authentication_step_completed.connect(_on_proof, dispatch_uid="security_log proof")


def _on_added(
    request: HttpRequest, user: AbstractUser, authenticator: Authenticator, **_signal: object
) -> None:
    what = _IN_WORDS[Authenticator.Type(authenticator.type)]
    record_security_event(EventKind.SECOND_FACTOR_ADDED, user, what, request=request, actor=user)


def _on_removed(
    request: HttpRequest, user: AbstractUser, authenticator: Authenticator, **_signal: object
) -> None:
    what = _IN_WORDS[Authenticator.Type(authenticator.type)]
    record_security_event(EventKind.SECOND_FACTOR_REMOVED, user, what, request=request, actor=user)


def _on_proof(request: HttpRequest, user: AbstractUser, **how: object) -> None:
    """Once more: the first time is a row of its own already."""
    if how.get("reauthenticated"):
        record_security_event(
            EventKind.SIGN_IN_CONFIRMED, user, str(how.get("method", "")), request=request, actor=user
        )
