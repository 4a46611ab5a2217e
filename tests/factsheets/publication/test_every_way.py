"""Every way to publish × every role × every state of a factsheet: only the declared ones reach the readers."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from factsheets.exchange.importing import import_document
from factsheets.exchange.page_values import gather
from factsheets.models import FactsheetPage
from factsheets.outputs.factsheet_file import write
from tests.builders import complete_draft, library, person, shown_of, sign, sign_governed_texts, superuser
from tests.factsheets.screens.once_more import record

from .test_workflow import DECISION, form_of

pytestmark = pytest.mark.django_db

ROLES = ("Author", "Editor", "Clinical reviewer", "Resource manager", "Administrator", "superuser")
WORDS = "The latest words."


def fresh(page: FactsheetPage) -> FactsheetPage:
    return FactsheetPage.objects.get(pk=page.pk)


#: In which state the latest words are: `incomplete` are signed too, so that nothing else keeps them back.
STATES = ("signed", "unsigned", "stale", "incomplete")


def in_state(state: str) -> FactsheetPage:
    sign_governed_texts()
    page = complete_draft()
    if state == "stale":
        sign(page)
    page.summary = WORDS
    if state == "incomplete":
        page.contraindication_state = "not_assessed"
    page.save_revision()
    if state in ("signed", "incomplete"):
        sign(fresh(page))
    return fresh(page)


def edit(client: Client, page: FactsheetPage, action: str, **extra: str) -> None:
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client.post(url, form_of(page.get_latest_revision_as_object(), **extra) | {action: "1"})


def publish_on_the_editing_screen(client: Client, page: FactsheetPage) -> None:
    edit(client, page, "action-publish")


def submit(client: Client, page: FactsheetPage) -> None:
    edit(client, page, "action-submit")


def publish_in_bulk(client: Client, page: FactsheetPage) -> None:
    client.post(reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}")


def publish_the_library_with_all_below(client: Client, page: FactsheetPage) -> None:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={library().pk}"
    client.post(url, {"include_descendants": "on"})


def publish_an_old_revision(client: Client, page: FactsheetPage) -> None:
    url = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, page.revisions.earliest("pk").pk])
    client.post(url, form_of(page.get_latest_revision_as_object()) | {"action-publish": "1"})


def pass_the_editorial_check(client: Client, page: FactsheetPage) -> None:
    page.get_workflow().start(page, user=None)
    state = fresh(page).current_workflow_task_state
    client.post(
        reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]), {"comment": ""}
    )


def at_the_clinical_step(page: FactsheetPage) -> None:
    page.get_workflow().start(page, user=None)
    state = fresh(page).current_workflow_task_state
    # By hand: the check itself would refuse an incomplete factsheet, and let a signed one go live.
    state.status, state.workflow_state.current_task_state = state.STATUS_APPROVED, None
    state.save()
    task = state.workflow_state.workflow.tasks[1].specific
    step = super(type(task), task).start(state.workflow_state)
    state.workflow_state.current_task_state = step
    state.workflow_state.save()


def approve_by_wagtails_own_button(client: Client, page: FactsheetPage) -> None:
    at_the_clinical_step(page)
    state = fresh(page).current_workflow_task_state
    client.post(
        reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]), {"comment": ""}
    )


def sign_off(client: Client, page: FactsheetPage) -> None:
    at_the_clinical_step(page)
    state = fresh(page).current_workflow_task_state
    data = DECISION | {"outcome": "signed_off", "shown": shown_of(page)}
    record(client, reverse("factsheets_sign_off", args=[state.pk]), data)


def run_a_schedule(client: Client, page: FactsheetPage) -> None:
    """One that stands in the database already, whoever put it there."""
    past = timezone.now() - timezone.timedelta(hours=1)
    Revision.objects.filter(pk=page.latest_revision_id).update(approved_go_live_at=past)
    call_command("publish_scheduled")


def publish_in_code(client: Client, page: FactsheetPage) -> None:
    page.get_latest_revision().publish()


def publish_in_code_with_permission_checks_skipped(client: Client, page: FactsheetPage) -> None:
    page.get_latest_revision().publish(skip_permission_checks=True)


def finish_the_workflow_in_code(client: Client, page: FactsheetPage) -> None:
    page.get_workflow().start(page, user=None).finish()


def import_a_file(client: Client, page: FactsheetPage) -> None:
    file = write(gather(page.get_latest_revision_as_object()))
    import_document(file.encode(), "medical-acupuncture.md", update=True, parts=["all"])


WAYS: tuple[Callable[[Client, FactsheetPage], None], ...] = (
    publish_on_the_editing_screen,
    submit,
    publish_in_bulk,
    publish_the_library_with_all_below,
    publish_an_old_revision,
    pass_the_editorial_check,
    approve_by_wagtails_own_button,
    sign_off,
    run_a_schedule,
    publish_in_code,
    publish_in_code_with_permission_checks_skipped,
    finish_the_workflow_in_code,
    import_a_file,
)
EVERYBODY = frozenset(ROLES)
#: All that leads to readers: (way, state of the words) → the roles in which it does. Nothing else may.
LEADS_TO_READERS: dict[tuple[Callable, str], frozenset[str]] = {
    # Words that are signed go live after the editorial check alone.
    (pass_the_editorial_check, "signed"): frozenset({"Editor"}),
    (sign_off, "signed"): frozenset({"Clinical reviewer"}),
    (sign_off, "unsigned"): frozenset({"Clinical reviewer"}),
    (sign_off, "stale"): frozenset({"Clinical reviewer"}),
    # Code and the clock have no role; the gate alone decides.
    (run_a_schedule, "signed"): EVERYBODY,
    (publish_in_code_with_permission_checks_skipped, "signed"): EVERYBODY,
    (finish_the_workflow_in_code, "signed"): EVERYBODY,
}


def succeeds(way: Callable[[Client, FactsheetPage], None], role: str, page: FactsheetPage) -> bool:
    """Whether readers see the latest words after somebody in `role` tried; whatever was done is undone."""
    with transaction.atomic():
        client = Client()
        client.force_login(superuser() if role == "superuser" else person(role))
        with suppress(PermissionDenied, CommandError):
            way(client, fresh(page))
        found = fresh(page)
        seen = found.live and found.summary == WORDS
        transaction.set_rollback(True)
    return seen


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_only_the_declared_ways_lead_to_readers(way, state):
    page = in_state(state)
    found = {role for role in ROLES if succeeds(way, role, page)}
    assert found == LEADS_TO_READERS.get((way, state), frozenset())
