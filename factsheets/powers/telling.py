"""Whoever signs off or looks after accounts hears at once when such powers change hands on a screen."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, Group
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from factsheets.language.one_line import name_in_a_mail
from factsheets.mail.sending import OF_POWERS, queue_mail
from factsheets.people.roles import guarded_roles
from factsheets.security_log.acting import Actor
from factsheets.security_log.formats.event_kinds import EventKind
from factsheets.security_log.models import SecurityEvent

from .rules import guarded_people, people_to_tell

_MAIL = "factsheets/powers/email/power_changed.txt"
_MAIL_OF_MEMBERS = "factsheets/powers/email/let_in.txt"
_LONGEST_DETAIL = 200


def on_security_event(
    sender: type[SecurityEvent], event: SecurityEvent, actor: Actor, **_options: object
) -> None:
    """Handler of `security_event_recorded`: one mail for each of them, in the transaction of the act.

    Commands tell nobody: whoever keeps the site could do without them.
    """
    is_told = _TOLD.get(event.kind)
    if actor.is_command:
        return
    if is_told is not None and is_told(event):
        _tell(event, _told_of_powers(event), _MAIL)
    elif event.kind == EventKind.ROLE_GIVEN and (group := _group_of_a_rule(event)):
        _tell(event, _told_of_members(event, group), _MAIL_OF_MEMBERS)


def _told_of_powers(event: SecurityEvent) -> dict[int, AbstractUser]:
    # Whoever loses an account or a role is not among the others any more, and hears of it all the same.
    told = {person.pk: person for person in people_to_tell(event.actor_key, ())}
    if event.subject_key is not None:
        subject = get_user_model().objects.filter(pk=event.subject_key).exclude(email="")
        told.update({person.pk: person for person in subject})
    return told


def _group_of_a_rule(event: SecurityEvent) -> Group | None:
    """The group that was given, if a rule of a page or collection lets its members in."""
    rules = Q(collectionviewrestriction__isnull=False) | Q(pageviewrestriction__isnull=False)
    return Group.objects.filter(rules, name=event.detail).first()


def _told_of_members(event: SecurityEvent, group: Group) -> dict[int, AbstractUser]:
    """Those who were let in before, and where nobody was, all who look after accounts: who gives the group may be who gets it."""
    members = get_user_model().objects.filter(groups=group, is_active=True).exclude(email="")
    others = [person for person in members if person.pk not in (event.actor_key, event.subject_key)]
    told = others or people_to_tell(event.actor_key, ())
    return {person.pk: person for person in told}


def _tell(event: SecurityEvent, told: dict[int, AbstractUser], template: str) -> None:
    # The names in it were chosen by the very people of whom it tells.
    context = {
        "event": event,
        "subject_name": name_in_a_mail(event.subject_name),
        "actor_name": name_in_a_mail(event.actor_name),
        "detail": name_in_a_mail(event.detail, _LONGEST_DETAIL),
        "log_path": reverse("security_log_report"),
    }
    for person in told.values():
        key = f"{OF_POWERS}{event.pk}:{person.pk}"
        queue_mail(key, person.email, template, {**context, "person": person}, now=timezone.now())


def _is_guarded_role(event: SecurityEvent) -> bool:
    return guarded_roles().filter(name=event.detail).exists()


def _is_guarded_person(event: SecurityEvent) -> bool:
    return event.subject_key is not None and guarded_people().filter(pk=event.subject_key).exists()


#: Which events are told, and of whom.
_TOLD: dict[str, Callable[[SecurityEvent], bool]] = {
    EventKind.ROLE_GIVEN: _is_guarded_role,
    EventKind.ROLE_TAKEN: _is_guarded_role,
    EventKind.SWITCHED_ON: _is_guarded_person,
    EventKind.SWITCHED_OFF: _is_guarded_person,
    EventKind.PERSON_DELETED: _is_guarded_person,
    EventKind.SUPERUSER_MADE: lambda event: True,
    EventKind.STEP_CHANGED: lambda event: True,
}
