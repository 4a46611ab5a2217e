"""Sessions that are over: of an account that is switched off, and of one whose ways in are given up."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AbstractUser

from factsheets.security_log.formats.event_kinds import EventKind
from factsheets.security_log.models import SecurityEvent

#: When it is switched on again too: whatever way switched it off, nobody is signed in from before.
_SWITCHES = (EventKind.SWITCHED_OFF, EventKind.SWITCHED_ON)


def sign_out_everywhere(person: AbstractUser | int) -> None:
    """End every session of somebody."""
    for session in UserSession.objects.filter(user=person):
        session.end()


def on_account_switched(sender: type[SecurityEvent], event: SecurityEvent, **_options: object) -> None:
    """Handler of `security_event_recorded`.

    An account that is off opens nothing anyway; once it was on again, its sessions of before would have opened all.
    """
    if event.kind in _SWITCHES and event.subject_key is not None:
        sign_out_everywhere(event.subject_key)
