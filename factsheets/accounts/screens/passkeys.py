"""The forms that take what a passkey has signed: for this very site, and by no copy of the passkey."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django.conf import settings
from fido2.utils import websafe_decode
from fido2.webauthn import AuthenticationResponse
from typing_extensions import override

from factsheets.security_log.formats.event_kinds import EventKind
from factsheets.security_log.recording import record_security_event

#: Where the last number that a passkey counted is kept in the `data` of an authenticator.
COUNTED = "counted"


def _comes_from_here(credential: Any) -> bool:
    """Whether the browser signed for the address of this site: scheme, name and port."""
    try:
        said = json.loads(websafe_decode(credential["response"]["clientDataJSON"]))
        return said["origin"] == _own_origin() and said.get("crossOrigin") is not True
    except (KeyError, TypeError, ValueError, AttributeError):
        return False


def _own_origin() -> str:
    """That of `SITE_URL`. A site on one's own machine, at a number, is opened as `localhost`, for no passkey is made at a number."""
    own = urlsplit(settings.SITE_URL)
    if own.hostname not in _THIS_MACHINE:
        return f"{own.scheme}://{own.netloc}".lower().removesuffix(_USUAL.get(own.scheme, ""))
    request = context.request
    is_named = request.get_host().rpartition(":")[0] or request.get_host()
    return f"{request.scheme}://{request.get_host()}" if is_named == "localhost" else ""


_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
#: A browser leaves out the usual port.
_USUAL = {"http": ":80", "https": ":443"}


class _FromHere:
    """Of a form: what was signed for another address is refused before anything is made of it."""

    cleaned_data: dict[str, Any]

    def clean_credential(self) -> Any:
        """As allauth has it, behind the question where it was signed."""
        credential = self.cleaned_data["credential"]
        if not _comes_from_here(credential):
            raise get_adapter().validation_error("incorrect_code")
        inherited = getattr(super(), "clean_credential", None)
        return inherited() if inherited else credential


class _CountsUp(_FromHere):
    """Of a form that lets somebody in: a passkey that counts must have counted on, or there are two of it."""

    @override
    def clean_credential(self) -> Authenticator:
        signed = self.cleaned_data["credential"]
        authenticator: Authenticator = super().clean_credential()
        now = AuthenticationResponse.from_dict(signed).response.authenticator_data.counter
        before = authenticator.data.get(COUNTED, authenticator.wrap().authenticator_data.counter)
        if before and now <= before:
            why = "A passkey counted back: there may be a copy of it."
            record_security_event(EventKind.SIGN_IN_FAILED, authenticator.user, why)
            raise get_adapter().validation_error("incorrect_code")
        if now:
            authenticator.data[COUNTED] = now
            authenticator.save(update_fields=["data"])
        return authenticator


class AddPasskey(_FromHere, AddWebAuthnForm):
    """Setting `MFA_FORMS`: a new passkey."""


class SignInWithPasskey(_CountsUp, LoginWebAuthnForm):
    """Setting `MFA_FORMS`: signing in with a passkey alone."""


class SecondFactorByPasskey(_CountsUp, AuthenticateWebAuthnForm):
    """Setting `MFA_FORMS`: a passkey after the password."""


class ProveWithPasskey(_CountsUp, ReauthenticateWebAuthnForm):
    """Setting `MFA_FORMS`: proving once more who somebody is."""
