"""All or nothing: whatever statement fails on the way to the readers, everything is as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from wagtail.models import TaskState

from tests.builders import complete_draft, person, sign, sign_governed_texts

from .verbs import VERBS, Verb, fresh, public, signing_off

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


def signing_off_for_later() -> Verb:
    return signing_off(go_live_at=timezone.now() + timedelta(days=1))


def passing_the_check_of_signed_words() -> Verb:
    sign_governed_texts()
    page, editor = complete_draft(), person("Editor")
    page.get_workflow().start(page, user=None)
    sign(page)
    state = fresh(page).current_workflow_task_state
    return Verb(
        lambda: state.task.specific.on_action(
            TaskState.objects.get(pk=state.pk), editor, "approve", comment=""
        )
    )


def taking_it_down() -> Verb:
    page, editor = public(), person("Editor")
    return Verb(lambda: fresh(page).unpublish(user=editor))


OTHERS = (signing_off_for_later, passing_the_check_of_signed_words, taking_it_down)


def strikes(act: Callable[[], object], allowed: int) -> bool:
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


@pytest.mark.parametrize("prepare", [*VERBS, *OTHERS], ids=lambda prepare: prepare.__name__)
def test_a_fault_at_any_statement_leaves_everything_as_it_was(prepare):
    act = prepare().act
    allowed = 0
    while strikes(act, allowed):
        allowed += 1
    assert allowed > 1
