"""Keeping the review promise: who is told, when, and until somebody says that they have seen it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser, AbstractUser
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log

from factsheets.mail.models import OutgoingMail
from factsheets.mail.sending import queue_mail
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.people.roles import EDITOR
from factsheets.reviews.models.reminder import Reminder

from .due_dates import Promise, promise_of, promises

#: Days between two reminders that a review is overdue.
_EVERY = 30
_TEMPLATES = {
    Reminder.Stage.DUE_90: "factsheets/reviews/email/review_due_soon.txt",
    Reminder.Stage.DUE_30: "factsheets/reviews/email/review_due_soon.txt",
    Reminder.Stage.DUE: "factsheets/reviews/email/review_due.txt",
    Reminder.Stage.OVERDUE: "factsheets/reviews/email/review_overdue.txt",
}


_ACKNOWLEDGED = "Somebody has acknowledged it already."


class NothingToAcknowledge(Exception):
    """The message says why, for the person who tried."""


class Stage(NamedTuple):
    """What is told of one due date: once for each stage, and once more every 30 days that it is overdue."""

    name: Reminder.Stage
    number: int = 0  # how many times 30 days it is overdue


class Reminded(NamedTuple):
    """For how many factsheets somebody is told now, and for which there is nobody."""

    factsheets: int
    without_anybody: list[str]  # titles of factsheets for which there is nobody to tell


def stage_on(today: date, due_on: date) -> Stage | None:
    """The one stage that a review is in; None while it is more than 90 days away.

    After missed nights only this stage is told: one that has passed meanwhile would say something untrue.
    """
    days_left = (due_on - today).days
    if days_left > 90:
        return None
    if days_left > 30:
        return Stage(Reminder.Stage.DUE_90)
    if days_left > 0:
        return Stage(Reminder.Stage.DUE_30)
    if days_left > -_EVERY:
        return Stage(Reminder.Stage.DUE)
    return Stage(Reminder.Stage.OVERDUE, -days_left // _EVERY)


def remind(now: datetime) -> Reminded:
    """Queue the mails of today's stage of every promise that have not been queued yet.

    Where there is nobody to tell, nothing is noted, so that the next run tries again.
    """
    today, told, without_anybody = timezone.localdate(now, timezone.get_default_timezone()), 0, []
    for promise in promises():
        stage = stage_on(today, promise.due_on)
        if stage is None or _is_done(promise, stage):
            continue
        people = people_to_remind(promise.page)
        if not people:
            without_anybody.append(promise.page.title)
        elif _tell(promise, stage, people, now=now):
            told += 1
    return Reminded(told, without_anybody)


def people_to_remind(page: FactsheetPage) -> list[AbstractUser]:
    """The factsheet's owner; where that account is closed or has no address, everybody in the role Editor."""
    owner = page.owner
    if owner and owner.is_active and owner.email:
        return [owner]
    editors = get_user_model().objects.filter(groups__name=EDITOR, is_active=True).exclude(email="")
    return list(editors.order_by("pk"))


def _is_done(promise: Promise, stage: Stage) -> bool:
    reminders = Reminder.objects.filter(page=promise.page, due_on=promise.due_on)
    if stage.name == Reminder.Stage.OVERDUE and reminders.acknowledged().exists():
        return True
    return reminders.filter(stage=stage.name, number=stage.number).exists()


@transaction.atomic
def _tell(promise: Promise, stage: Stage, people: Iterable[AbstractUser], *, now: datetime) -> bool:
    """Note the stage and queue its mails, all or nothing; False when another run was quicker."""
    page, due_on = promise.page, promise.due_on
    _, is_new = Reminder.objects.get_or_create(
        page=page, due_on=due_on, stage=stage.name, number=stage.number, defaults={"made_at": now}
    )
    if not is_new:
        return False
    context = {
        "factsheet": page,
        "due_on": due_on,
        "review": promise.review,
        "review_path": reverse("factsheet_review", args=[page.pk]),
    }
    for each in people:
        key = f"{_keys_of(page)}{due_on}:{stage.name}:{stage.number}:{each.pk}"
        queue_mail(key, each.email, _TEMPLATES[stage.name], context | {"person": each}, now=now)
    return True


def _keys_of(page: FactsheetPage) -> str:
    return f"review:{page.pk}:"


def forget_waiting_reminders(page: FactsheetPage) -> None:
    """Mails about a review that has been done meanwhile are not sent any more."""
    OutgoingMail.objects.waiting().filter(claimed_at=None, key__startswith=_keys_of(page)).delete()


def latest_reminder(page: FactsheetPage) -> Reminder | None:
    """The newest reminder that the review of `page` is due, for the day that is promised now."""
    promise = promise_of(page)
    if promise is None:
        return None
    return page.reminders.that_it_is_due().filter(due_on=promise.due_on).order_by("-made_at", "-pk").first()


def reminder_to_acknowledge(page: FactsheetPage) -> Reminder:
    """The one that waits for somebody to say that they have seen it. Raises NothingToAcknowledge."""
    reminder = latest_reminder(page)
    if reminder is None:
        raise NothingToAcknowledge(
            "There is no reminder to acknowledge: nobody has been told that it is due."
        )
    if Reminder.objects.filter(page=page, due_on=reminder.due_on).acknowledged().exists():
        raise NothingToAcknowledge(_ACKNOWLEDGED)
    return reminder


@transaction.atomic
def acknowledge(page: FactsheetPage, user: AbstractBaseUser, *, now: datetime) -> Reminder:
    """Somebody has seen that the review is due: there are no more reminders for this due date.

    Readers go on seeing that it is overdue. Raises NothingToAcknowledge.
    """
    reminder = reminder_to_acknowledge(page)
    free = Reminder.objects.filter(pk=reminder.pk, acknowledged_at=None)
    if not free.update(acknowledged_at=now, acknowledged_by=user.pk):
        raise NothingToAcknowledge(_ACKNOWLEDGED)
    log(
        instance=page,
        action="factsheets.review.acknowledge",
        user=user,
        data={"due_on": reminder.due_on.isoformat()},
    )
    reminder.refresh_from_db()
    return reminder
