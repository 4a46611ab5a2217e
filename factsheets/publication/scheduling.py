"""Schedules: what was approved for a moment goes live at that moment, if nothing stands in the way by then."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from django.apps import apps
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Model, QuerySet
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, Page, Revision

from factsheets.database.failures import level_of
from factsheets.database.row_locks import held
from factsheets.signing.models.schedule import ScheduleDates
from factsheets.signing.models.signed_off import SignedOff

logger = logging.getLogger(__name__)

#: In the audit log: a schedule that was taken back, with what stood in the way.
SCHEDULE_REFUSED = "factsheets.schedule.refused"


@dataclass(frozen=True)
class ScheduleRun:
    """What one run did and what it could not do, one sentence each."""

    done: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


class ScheduleRefused(Exception):
    """Something stands in the way at the moment of going live; the message names all of it."""


def what_is_due(*, now: datetime) -> list[str]:
    """One sentence for each schedule that has come."""
    return [
        *(f"“{revision.object_str}” is due to go live." for revision in _due_revisions(now)),
        *(f"“{text}” is due to be taken down." for queryset in _expired(now) for text in queryset),
    ]


def carry_out_schedules(*, now: datetime) -> ScheduleRun:
    """Publish what is due, then take down what has expired: each in a transaction of its own, with its row locked.

    In this order, so that a run that comes late leaves what a run in time would have left: new words that replace
    expired ones do not go down with them. What fails is told and stops nothing else.
    """
    run = ScheduleRun()
    for revision in list(_due_revisions(now)):
        _attempt(run, revision.object_str, partial(_go_live, revision.pk, now))
    for queryset in _expired(now):
        for text in list(queryset):
            _attempt(run, str(text), partial(_take_down, text, now))
    return run


def cancel_what_is_not_signed(text: Any, *, user: AbstractBaseUser) -> list[datetime]:
    """Take back each schedule of words that no sign-off covers, with an entry in the history of `text`.

    The moments at which they would have gone live. To be called in the transaction that took the sign-off away, with the
    row held: left in force, the schedule would promise a publication that does not come, and lock the editor.
    """
    cancelled = []
    for revision in text.revisions.filter(approved_go_live_at__isnull=False):
        if revision.as_object().what_sign_off_lacks():
            cancelled.append(revision.approved_go_live_at)
            revision.approved_go_live_at = None
            revision.save(user=user, update_fields=["approved_go_live_at"])
    return cancelled


def _attempt(run: ScheduleRun, name: str, act: Callable[[], str]) -> None:
    try:
        done = act()
    except ScheduleRefused as refusal:
        run.failed.append(str(refusal))
    except Exception as error:  # whatever broke one page, the others still have to go live
        logger.log(level_of(error), "A schedule could not be carried out", exc_info=True)
        run.failed.append(f"“{name}” stays as it is, and the next run tries again: {error}")
    else:
        if done:
            run.done.append(done)


def _due_revisions(now: datetime) -> QuerySet[Revision]:
    due: QuerySet[Revision] = Revision.objects.filter(approved_go_live_at__lte=now)
    return due.order_by("approved_go_live_at", "pk")


def _expired(now: datetime) -> Iterable[QuerySet[Any]]:
    kinds = [
        model
        for model in apps.get_models()
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ]
    for model in (Page, *kinds):
        yield model._default_manager.filter(live=True, expire_at__lte=now).order_by("expire_at", "pk")


def _go_live(pk: int, now: datetime) -> str:
    """Publish one revision, if it is still due once its page is locked; empty if another run was faster."""
    with transaction.atomic():
        revision = _still_due(pk, now)
        if revision is None:
            return ""
        text = revision.as_object()
        obstacles = _obstacles(text)
        if not obstacles:
            revision.publish(log_action="wagtail.publish.scheduled")
            return f"“{text}” is live as scheduled."
        _take_schedule_back(revision, text, obstacles)
    raise ScheduleRefused(
        f"“{text}” was not published as scheduled. {' '.join(obstacles)} Put this right and submit it again: "
        "its draft is as it was, and its schedule is cancelled."
    )


def _obstacles(text: Model) -> list[str]:
    if isinstance(text, SignedOff):
        return text.what_stands_in_the_way()
    return text.what_has_lapsed() if isinstance(text, ScheduleDates) else []


def _still_due(pk: int, now: datetime) -> Revision | None:
    found = _due_revisions(now).filter(pk=pk).first()
    if found is None or found.content_object is None:
        return None
    _lock(found.content_object)
    return _due_revisions(now).filter(pk=pk).first()


def _lock(text: Model) -> None:
    """The row that the publication verb locks too; on SQLite the transaction itself is the lock."""
    specific = getattr(text, "specific", text)
    held(type(specific)._default_manager.filter(pk=text.pk)).first()


def _take_schedule_back(revision: Revision, text: Model, obstacles: list[str]) -> None:
    """The words stay a draft. Left in force, the schedule would fail again with every run, and lock the editor."""
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    log(instance=text, action=SCHEDULE_REFUSED, revision=revision, data={"obstacles": obstacles})


def _take_down(text: DraftStateMixin, now: datetime) -> str:
    """Take down one text, if it is still live and expired once locked. A schedule for later stays in force."""
    with transaction.atomic():
        _lock(text)
        if not type(text)._default_manager.filter(pk=text.pk, live=True, expire_at__lte=now).exists():
            return ""
        current = type(text)._default_manager.get(pk=text.pk)
        current = getattr(current, "specific", current)
        later = list(
            current.revisions.filter(approved_go_live_at__gt=now).values("pk", "approved_go_live_at")
        )
        current.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        for each in later:
            current.revisions.filter(pk=each["pk"]).update(approved_go_live_at=each["approved_go_live_at"])
        if isinstance(current, ScheduleDates):
            current.forget_expiry()
        return f"“{current}” was taken down as scheduled."
