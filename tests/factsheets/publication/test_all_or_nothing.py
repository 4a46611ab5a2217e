"""Publishing, unpublishing, withdrawing: whatever fails on the way, all is as it was before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db.models.signals import post_save, pre_save
from django.dispatch import Signal
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision, TaskState, WorkflowState
from wagtail.signals import page_published, page_unpublished, published, unpublished

from factsheets.models import Disclaimer, FactsheetPage, SignOff, Version, Withdrawal
from factsheets.publication.withdrawing import undo_withdrawal, withdraw
from factsheets.versions.models.version import VersionQuerySet
from tests.builders import complete_draft, person, publish_signed, sign, sign_governed_texts, superuser

pytestmark = pytest.mark.django_db


class PlantedError(Exception):
    """What breaks a step."""


@contextmanager
def failing(signal: Signal, sender: type | None = None) -> Iterator[None]:
    """A receiver of this signal falls over."""

    def fall_over(**kwargs: object) -> None:
        raise PlantedError

    signal.connect(fall_over, sender=sender, weak=False)
    try:
        yield
    finally:
        signal.disconnect(fall_over, sender=sender)


@contextmanager
def failing_versions() -> Iterator[None]:
    """The versions cannot be stored."""
    patch = pytest.MonkeyPatch()

    def fall_over(*args: object) -> None:
        raise PlantedError

    patch.setattr(VersionQuerySet, "bulk_create", fall_over)
    try:
        yield
    finally:
        patch.undo()


def fresh(page: FactsheetPage) -> FactsheetPage:
    return FactsheetPage.objects.get(pk=page.pk)


def public_factsheet(title: str = "Medical acupuncture") -> FactsheetPage:
    page = complete_draft(title)
    publish_signed(page)
    return fresh(page)


def state() -> dict[str, object]:
    """All that a publication or a withdrawal may touch."""
    models = (
        FactsheetPage,
        Disclaimer,
        Revision,
        Version,
        Withdrawal,
        SignOff,
        TaskState,
        WorkflowState,
        PageLogEntry,
    )
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


# Each act: what is there before, and what is done.


def a_draft_in_its_last_step() -> Callable[[], object]:
    page = public_factsheet()
    page.summary, page.change_note = "Another sentence.", "It is clearer now."
    page.save_revision()
    sign(page)
    page.get_workflow().start(fresh(page), user=None)
    task_state = fresh(page).current_workflow_task_state
    editor = person("Editor")
    return lambda: task_state.task.specific.on_action(task_state, editor, "approve")


def a_schedule_that_is_due() -> Callable[[], object]:
    page = public_factsheet()
    page.summary, page.go_live_at = "Another sentence.", timezone.now() + timedelta(days=1)
    revision = page.save_revision()
    sign(page)
    revision.publish(skip_permission_checks=True)
    earlier = timezone.now() - timedelta(hours=1)
    revision.refresh_from_db()
    revision.approved_go_live_at = earlier
    revision.content["go_live_at"] = earlier.isoformat()
    revision.save()
    return lambda: Revision.objects.get(pk=revision.pk).publish()


def a_new_disclaimer() -> Callable[[], object]:
    for title in ("Medical acupuncture", "TENS"):
        public_factsheet(title)
    disclaimer = Disclaimer.objects.get()
    disclaimer.text = "<p>Ask somebody else.</p>"
    revision = disclaimer.save_revision()
    sign(disclaimer)
    return lambda: revision.publish(skip_permission_checks=True)


def with_a_schedule() -> FactsheetPage:
    page = public_factsheet()
    page.summary, page.go_live_at = "Another sentence.", timezone.now() + timedelta(days=1)
    revision = page.save_revision()
    sign(page)
    revision.publish(skip_permission_checks=True)
    return fresh(page)


def unpublishing() -> Callable[[], object]:
    page = with_a_schedule()
    return lambda: page.unpublish()


def signed_in() -> Client:
    client = Client()
    client.force_login(superuser())
    return client


def unpublishing_on_the_screen() -> Callable[[], object]:
    page, client = public_factsheet(), signed_in()
    return lambda: client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))


def unpublishing_the_whole_library() -> Callable[[], object]:
    page, client = public_factsheet(), signed_in()
    public_factsheet("TENS")
    url = reverse("wagtailadmin_pages:unpublish", args=[page.get_parent().pk])
    return lambda: client.post(url, {"include_descendants": "on"})


def unpublishing_ticked_pages() -> Callable[[], object]:
    page, client, other = public_factsheet(), signed_in(), public_factsheet("TENS")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    return lambda: client.post(f"{url}?id={page.pk}&id={other.pk}")


def withdrawing() -> Callable[[], object]:
    page, editor = with_a_schedule(), person("Editor")
    return lambda: withdraw(page, reason="It is old.", replacement=None, user=editor, now=timezone.now())


def undoing() -> Callable[[], object]:
    page, editor = public_factsheet(), person("Editor")
    withdraw(page, reason="It is old.", replacement=None, user=editor, now=timezone.now())
    return lambda: undo_withdrawal(page, user=editor, now=timezone.now())


SAVED = lambda: failing(post_save, FactsheetPage)  # noqa: E731 - a table reads better
LOGGED = lambda: failing(pre_save, PageLogEntry)  # noqa: E731
LOGGED_AT_LAST = lambda: failing(post_save, PageLogEntry)  # noqa: E731
TOLD = lambda: failing(page_published)  # noqa: E731
ACTS: dict[Callable, dict[str, Callable]] = {
    a_draft_in_its_last_step: {
        "the page": SAVED,
        "the log": LOGGED,
        "those who listen": TOLD,
        "the version": failing_versions,
        "the step": lambda: failing(post_save, TaskState),
        "the workflow": lambda: failing(post_save, WorkflowState),
    },
    a_schedule_that_is_due: {
        "the page": SAVED,
        "the log": LOGGED,
        "those who listen": TOLD,
        "the version": failing_versions,
    },
    a_new_disclaimer: {
        "the text": lambda: failing(post_save, Disclaimer),
        "those who listen": lambda: failing(published, Disclaimer),
        "the versions": failing_versions,
    },
    unpublishing: {
        "the page": SAVED,
        "the log": LOGGED,
        "those who listen": lambda: failing(page_unpublished),
    },
    unpublishing_on_the_screen: {
        "the page": SAVED,
        "the log": LOGGED,
        "those who listen": lambda: failing(unpublished),
    },
    unpublishing_the_whole_library: {
        "a page": SAVED,
        "those who listen": lambda: failing(page_unpublished, FactsheetPage),
    },
    unpublishing_ticked_pages: {"the log": LOGGED, "those who listen": lambda: failing(page_unpublished)},
    withdrawing: {
        "the record": lambda: failing(post_save, Withdrawal),
        "the page": SAVED,
        "the log": LOGGED,
        "those who listen": lambda: failing(page_unpublished),
    },
    undoing: {
        "the record": lambda: failing(post_save, Withdrawal),
        "the page": SAVED,
        "the log": LOGGED_AT_LAST,
        "those who listen": TOLD,
        "the version": failing_versions,
    },
}


@pytest.mark.parametrize(("prepare", "step"), [(act, step) for act, steps in ACTS.items() for step in steps])
def test_a_failure_at_any_step_leaves_the_old_state(prepare, step):
    sign_governed_texts()
    act = prepare()
    before = state()
    with ACTS[prepare][step](), pytest.raises(PlantedError):
        act()
    after = state()
    assert {name: rows for name, rows in after.items() if rows != before[name]} == {}


@pytest.mark.parametrize("prepare", ACTS)
def test_without_a_failure_it_is_done(prepare):
    """So that the test above cannot pass because nothing would have happened."""
    sign_governed_texts()
    act = prepare()
    before = state()
    act()
    assert state() != before


def test_a_schedule_that_fails_stays_for_the_next_run():
    sign_governed_texts()
    a_schedule_that_is_due()
    # Whether the run ends with the error or goes on to the next page is not the matter here.
    with failing_versions(), suppress(PlantedError, CommandError):
        call_command("publish_scheduled")
    assert not Version.objects.filter(number=2).exists()
    assert Revision.objects.filter(approved_go_live_at__isnull=False).exists()
    call_command("publish_scheduled")
    assert FactsheetPage.objects.get().summary == "Another sentence."
    assert Version.objects.first().change_note == "Changed: Summary."
