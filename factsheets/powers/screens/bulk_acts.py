"""Acts on many people at once, held to the same rules: all of them, or none with a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from factsheets.powers.rules import (
    OWN_ROLES,
    guarded_among,
    guarded_people,
    why_nobody_would_hear,
    why_superuser_is_closed,
)
from factsheets.security_log.acting import who_acts
from factsheets.security_log.formats.event_kinds import EventKind
from factsheets.security_log.recording import record_security_event


def refuse_in_bulk(
    request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any
) -> HttpResponse | None:
    """Hook `before_bulk_action`: back to the question with the reason, and nothing is done."""
    actor = who_acts(request).person
    if not _is_about_people(action) or actor is None:
        return None
    reason = next(_reasons(actor, action_type, objects, action.cleaned_form.cleaned_data), "")
    if not reason:
        return None
    messages.error(request, f"Nothing was changed. {reason}")
    names = ", ".join(person.get_username() for person in objects)
    record_security_event(EventKind.REFUSED, names, reason, request=request)
    return redirect(request.get_full_path())


def note_switches(request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any) -> None:
    """Hook `after_bulk_action`: Wagtail switches accounts on and off past every signal."""
    if not (_is_about_people(action) and action_type == "set_active_state"):
        return
    now = dict(
        get_user_model().objects.filter(pk__in=[each.pk for each in objects]).values_list("pk", "is_active")
    )
    for person in objects:
        if person.pk in now and now[person.pk] != person.is_active:
            kind = EventKind.SWITCHED_ON if now[person.pk] else EventKind.SWITCHED_OFF
            record_security_event(kind, person, request=request)


def _is_about_people(action: Any) -> bool:
    return action.model is get_user_model()


def _reasons(
    actor: AbstractUser, action_type: str, people: Sequence[AbstractUser], typed: dict[str, Any]
) -> Iterator[str]:
    for person in people:
        if reason := why_superuser_is_closed(actor, person):
            yield reason
    if action_type == "assign_role":
        if any(person.pk == actor.pk for person in people):
            yield OWN_ROLES
        if guarded_among([typed["role"]]) and (reason := why_nobody_would_hear(actor, people)):
            yield reason
    if action_type == "set_active_state" and typed["mark_as_active"]:
        back = guarded_people().filter(pk__in=[person.pk for person in people], is_active=False)
        if back and (reason := why_nobody_would_hear(actor, back)):
            yield reason
