"""Acts on many people at once, held to the same rules: all of them, or none with a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

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


def leave_out_before_asking(
    request: HttpRequest, app_label: str, model_name: str, action_type: str
) -> HttpResponse | None:
    """Before the question: to the same question without the accounts that it would be refused for, which are named."""
    actor = who_acts(request).person
    if (
        request.method != "GET"
        or actor is None
        or get_user_model()._meta.label_lower != f"{app_label}.{model_name}"
    ):
        return None
    keys = _asked_about(request, action_type)
    people = get_user_model().objects.filter(pk__in=keys).order_by("pk")
    closed = {person.pk: why for person in people if (why := _why_left_out(actor, action_type, person))}
    if not closed:
        return None
    names = ", ".join(f"“{person.get_username()}”" for person in people if person.pk in closed)
    reasons = " ".join(dict.fromkeys(closed.values()))
    left = [key for key in keys if key not in closed]
    if not left:
        messages.error(request, f"Nothing can be changed for {names}. {reasons}")
        return redirect(get_valid_next_url_from_request(request) or "wagtailusers_users:index")
    messages.warning(request, f"Left out: {names}. {reasons}")
    asked = request.GET.copy()
    asked.setlist("id", [str(key) for key in left])
    return redirect(f"{request.path}?{asked.urlencode()}")


def _asked_about(request: HttpRequest, action_type: str) -> list[int]:
    user = get_user_model()._meta
    asked: Iterable[object] = request.GET.getlist("id")
    kind = bulk_action_registry.get_bulk_action_class(user.app_label, user.model_name, action_type)
    if "all" in asked and kind is not None:
        asked = kind(request, get_user_model()).get_all_objects_in_listing_query(None)
    keys = (str(getattr(key, "pk", key)) for key in asked)
    return [int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 10]


def _why_left_out(actor: AbstractUser, action_type: str, person: AbstractUser) -> str:
    if action_type == "assign_role" and person.pk == actor.pk:
        return OWN_ROLES
    return why_superuser_is_closed(actor, person)


def note_switches(request: HttpRequest, action_type: str, objects: Sequence[Any], action: object) -> None:
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
