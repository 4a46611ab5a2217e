"""Writes into the security log: the one function that whatever changes accounts and powers calls."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.dispatch import Signal
from django.http import HttpRequest
from django.utils import timezone

from .acting import COMMAND_LINE, Actor, who_acts
from .formats.typed_words import LONGEST_DETAIL, LONGEST_NAME, shown_safely
from .models import SecurityEvent

#: Sent in the transaction of what a row tells of, with the row as `event` and the `Actor` as `actor`.
security_event_recorded = Signal()


def record_security_event(
    kind: str,
    subject: models.Model | str = "",
    detail: str = "",
    *,
    request: HttpRequest | None = None,
    actor: AbstractBaseUser | None = None,
) -> SecurityEvent:
    """Write down that something of this kind (an `EventKind`) happened to `subject`: a person, a group, a step or a name.

    Who acted and from which network is taken from `request`, or else from the one that is answered just now; without one,
    it was a command. `actor` says who it was where the request does not know yet. Never hand in a secret.
    """
    by = who_acts(request)
    person = actor or by.person
    now = timezone.now()
    event = SecurityEvent.objects.create(
        kind=kind,
        happened_at=now,
        last_at=now,
        actor_key=person.pk if person else None,
        actor_name=_name(person) if person else _nobody(by),
        subject_key=subject.pk if isinstance(subject, models.Model) else None,
        subject_name=_name(subject),
        detail=shown_safely(detail, LONGEST_DETAIL),
        network=by.network,
    )
    security_event_recorded.send(SecurityEvent, event=event, actor=by)
    return event


def record_failed_sign_in(name: str, *, request: HttpRequest | None = None) -> None:
    """Count a failed sign-in under the name that was typed, whether there is such an account or not."""
    network = who_acts(request).network
    SecurityEvent.objects.count_failed(shown_safely(name, LONGEST_NAME), network, now=timezone.now())


def forget_security_events(now: datetime) -> int:
    """Delete the rows whose time is over; how many. For the daily job."""
    return SecurityEvent.objects.forget(now)


def _name(subject: models.Model | str) -> str:
    name = subject.get_username() if isinstance(subject, AbstractBaseUser) else str(subject)
    return shown_safely(name, LONGEST_NAME)


def _nobody(by: Actor) -> str:
    return COMMAND_LINE if by.is_command else ""
