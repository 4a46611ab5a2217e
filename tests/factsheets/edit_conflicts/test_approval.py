"""Approvals from the first screen: bound to the words that were handed on."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState, WorkflowTask

from factsheets.models import EditorialCheckTask, FactsheetPage, SafetyAdvice
from tests.builders import complete_draft, person
from tests.factsheets.publication.test_workflow import fresh
from tests.factsheets.screens.kinds import signed_in
from tests.setting_up import following
from tests.setting_up.made_once import MadeOnce

from .test_stale_form import saved_meanwhile

pytestmark = pytest.mark.django_db


@pytest.fixture
def factsheet(made_once: MadeOnce) -> FactsheetPage:
    return made_once(make_factsheet)


def make_factsheet() -> FactsheetPage:
    return complete_draft(summary="First words.")


@pytest.mark.parametrize("headers", [{}, {"x-requested-with": "XMLHttpRequest"}])
def test_an_approval_from_the_dashboard_is_refused_when_the_words_have_changed(factsheet, headers):
    factsheet.get_workflow().start(factsheet, user=None)
    state = fresh(factsheet).current_workflow_task_state
    theirs = saved_meanwhile(factsheet, summary="Their words.").latest_revision
    editor = signed_in("Editor")
    url = reverse("wagtailadmin_pages:workflow_action", args=[factsheet.pk, "approve", state.pk])
    response = editor.post(url, {"comment": ""}, headers=headers)
    assert [each.status for each in TaskState.objects.all()] == ["in_progress"]
    comparison = reverse(
        "wagtailadmin_pages:revisions_compare", args=[factsheet.pk, state.revision_id, theirs.pk]
    )
    assert comparison in (response.json()["redirect"] if headers else response["Location"])
    body = editor.get(comparison).content.decode()
    assert "Nothing was approved" in body
    assert "Their" in body

    editor.post(url.replace("approve", "reject"), {"comment": "Please look again."})
    assert [each.status for each in TaskState.objects.all()] == ["rejected"]


def test_an_approval_of_a_governed_text_from_the_dashboard_is_refused_too():
    """Where the charity has put an editorial check before the sign-off of its governed texts."""
    text = SafetyAdvice.objects.get()
    check = EditorialCheckTask.objects.get()
    WorkflowTask.objects.create(workflow=text.get_workflow(), task=check, sort_order=-1)
    text.emergency_points = "first words"
    text.save_revision()
    text.get_workflow().start(text, user=None)
    state = SafetyAdvice.objects.get().current_workflow_task_state
    text.emergency_points = "other words"
    text.save_revision()
    url = reverse(text.snippet_viewset.get_url_name("workflow_action"), args=[text.pk, "approve", state.pk])
    response = following.post(signed_in("Editor"), url, {"comment": ""})
    assert "Nothing was approved" in response.content.decode()
    assert [each.status for each in TaskState.objects.all()] == ["in_progress"]


def test_nobody_decides_without_being_signed_in_or_without_the_role(factsheet):
    factsheet.get_workflow().start(factsheet, user=None)
    state = fresh(factsheet).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[factsheet.pk, "approve", state.pk])
    assert "You were signed out" in Client().post(url).content.decode()
    assert signed_in("Author").post(url)["Location"] == reverse("wagtailadmin_home")
    assert [each.status for each in TaskState.objects.all()] == ["in_progress"]


@pytest.mark.parametrize("headers", [{}, {"x-requested-with": "XMLHttpRequest"}])
@pytest.mark.parametrize("late", ["approve", "reject"])
@pytest.mark.parametrize("is_own", [True, False])
def test_whoever_decides_a_step_that_is_done_reads_that_it_was_done_already_and_by_whom(
    factsheet, headers, late, is_own
):
    factsheet.get_workflow().start(factsheet, user=None)
    state = fresh(factsheet).current_workflow_task_state
    first = Client()
    first.force_login(person("Editor", "anna", first_name="Anna", last_name="Lee"))
    second = first
    if not is_own:
        second = Client()
        second.force_login(person("Editor", "ben"))
    url = reverse("wagtailadmin_pages:workflow_action", args=[factsheet.pk, "approve", state.pk])
    done = first.post(url, {"comment": ""}, headers=headers)
    said = unescape(
        first.get(done.json()["redirect"] if headers else done["Location"], follow=True).content.decode()
    )
    assert "has passed the editorial check." in said
    before = list(TaskState.objects.values_list("pk", "status", "finished_by"))
    again = second.post(url.replace("approve", late), {"comment": "No."}, headers=headers)
    said = unescape(
        second.get(again.json()["redirect"] if headers else again["Location"], follow=True).content.decode()
    )
    assert "has passed the editorial check already, by Anna Lee." in said
    assert "has passed the editorial check." not in said
    assert "are asked for" not in said
    assert list(TaskState.objects.values_list("pk", "status", "finished_by")) == before
