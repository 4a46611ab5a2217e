"""All or nothing: whatever statement fails on the way to the readers, everything is as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AbstractUser
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from wagtail.models import Revision, TaskState

from factsheets.models import FactsheetPage, ReviewerProfile, SignOff
from factsheets.publication.scheduling import carry_out_schedules
from factsheets.publication.signing_off import Decision, decide, withdraw_sign_off
from factsheets.signing.formats.shown_words import shown_words
from tests.builders import complete_draft, person, shown_of, sign, sign_governed_texts

pytestmark = pytest.mark.django_db

_WRITES = ("INSERT", "UPDATE", "DELETE")


class Fault(DatabaseError):
    """What the test planted."""


class FailingDatabase:
    """Lets `allowed` statements that write pass, and fails at the next."""

    def __init__(self, allowed: int) -> None:
        self.left = allowed
        self.struck = False

    def __call__(self, execute: Callable, sql: str, params: Any, many: bool, context: dict) -> Any:
        if sql.lstrip().upper().startswith(_WRITES):
            if self.left == 0:
                self.struck = True
                raise Fault("no more")
            self.left -= 1
        return execute(sql, params, many, context)


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def everything() -> dict[str, list]:
    """Every row of the library and of Wagtail's own tables."""
    return {
        model._meta.label: sorted(model._base_manager.values_list(), key=repr)
        for label in ("factsheets", "wagtailcore")
        for model in apps.get_app_config(label).get_models()
    }


def fresh(page: FactsheetPage) -> FactsheetPage:
    return FactsheetPage.objects.get(pk=page.pk)


def waiting(step: int = 1, **fields: Any) -> FactsheetPage:
    """A complete factsheet whose editorial check is passed (`step` 1) or waits (`step` 0)."""
    sign_governed_texts()
    page = complete_draft(**fields)
    page.get_workflow().start(page, user=None)
    if step:
        page.current_workflow_task_state.approve(user=person("Editor"))
    return fresh(page)


def profile(user: AbstractUser) -> ReviewerProfile:
    """A new one for each attempt: the one before was undone."""
    return ReviewerProfile(
        user=user,
        registered_name="Dr Jo Bloggs",
        role="GP",
        professional_body="A council",
        registration_number="1234567",
        interests="None",
    )


Act = Callable[[], object]


def signing_off() -> Act:
    page, user = waiting(), person("Clinical reviewer")
    state = page.current_workflow_task_state
    decision = Decision(
        SignOff.Outcome.SIGNED_OFF, shown_words(shown_of(page)), timezone.localdate(), "Seen."
    )
    return lambda: decide(TaskState.objects.get(pk=state.pk), decision, by=profile(user), now=timezone.now())


def signing_off_for_later() -> Act:
    page, user = waiting(go_live_at=timezone.now() + timedelta(days=1)), person("Clinical reviewer")
    state = page.current_workflow_task_state
    decision = Decision(
        SignOff.Outcome.SIGNED_OFF, shown_words(shown_of(page)), timezone.localdate(), "Seen."
    )
    return lambda: decide(TaskState.objects.get(pk=state.pk), decision, by=profile(user), now=timezone.now())


def asking_for_changes() -> Act:
    page, user = waiting(), person("Clinical reviewer")
    state = page.current_workflow_task_state
    decision = Decision(SignOff.Outcome.CHANGES, shown_words(shown_of(page)), None, "Name the risks.")
    return lambda: decide(TaskState.objects.get(pk=state.pk), decision, by=profile(user), now=timezone.now())


def passing_the_check_of_signed_words() -> Act:
    page, editor = waiting(step=0), person("Editor")
    sign(page)
    state = page.current_workflow_task_state
    return lambda: state.task.specific.on_action(
        TaskState.objects.get(pk=state.pk), editor, "approve", comment=""
    )


def going_live_by_schedule() -> Act:
    sign_governed_texts()
    page = complete_draft()
    sign(page)
    past = timezone.now() - timedelta(hours=1)
    Revision.objects.filter(pk=page.latest_revision_id).update(approved_go_live_at=past)
    return lambda: carry_out_schedules(now=timezone.now())


def taking_it_down() -> Act:
    sign_governed_texts()
    page = complete_draft()
    sign(page)
    page.get_latest_revision().publish(skip_permission_checks=True)
    page = fresh(page)
    editor = person("Editor")
    return lambda: fresh(page).unpublish(user=editor)


def withdrawing_a_sign_off() -> Act:
    decision = sign(complete_draft())
    reviewer = person("Clinical reviewer")
    return lambda: withdraw_sign_off(decision, user=reviewer, reason="A new trial.", now=timezone.now())


ACTS = (
    signing_off,
    signing_off_for_later,
    asking_for_changes,
    passing_the_check_of_signed_words,
    going_live_by_schedule,
    taking_it_down,
    withdrawing_a_sign_off,
)


def strikes(act: Act, allowed: int) -> bool:
    """Whether a statement failed in `act`, with `allowed` statements that could write before it."""
    database = FailingDatabase(allowed)
    with undone():
        before = everything()
        # The search index swallows its own error; what comes after it is then told that the transaction is broken.
        with connection.execute_wrapper(database), suppress(DatabaseError):
            act()
        if database.struck:
            assert everything() == before, f"half done after {allowed} statements"
        else:
            assert everything() != before, "the act has to do something"
    return database.struck


@pytest.mark.parametrize("prepare", ACTS, ids=lambda prepare: prepare.__name__)
def test_a_fault_at_any_statement_leaves_everything_as_it_was(prepare):
    act = prepare()
    allowed = 0
    while strikes(act, allowed):
        allowed += 1
    assert allowed > 1
