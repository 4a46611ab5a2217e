"""Whoever decides a step and is refused reads why, and loses nothing that they typed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import WorkflowTask
from wagtail.signals import task_approved

from factsheets.language.vocabulary import PublicationRefused
from factsheets.models import EditorialCheckTask, FactsheetPage, SafetyAdvice
from tests.builders import complete_draft, live, person, publish_signed, sign_governed_texts
from tests.factsheets.screens.screen import PASS, Screen, told
from tests.setting_up import following
from tests.setting_up.made_once import MadeOnce

from .test_workflow import form_of, fresh, said

pytestmark = pytest.mark.django_db

WHY = "“Medical acupuncture” cannot be published yet. The sky has fallen."


@pytest.fixture
def waiting(made_once: MadeOnce) -> FactsheetPage:
    return made_once(make_waiting)


def make_waiting() -> FactsheetPage:
    """In the editorial check."""
    sign_governed_texts()
    page = complete_draft()
    page.get_workflow().start(page, user=None)
    return fresh(page)


@pytest.fixture
def refused_at_the_last_moment() -> Iterator[None]:
    """As if something came in the way between the click and the publication."""

    def refuse(**_kwargs: object) -> None:
        raise PublicationRefused(WHY)

    task_approved.connect(refuse)
    yield
    task_approved.disconnect(refuse)


def editor() -> Client:
    client = Client()
    client.force_login(person("Editor"))
    return client


@pytest.mark.usefixtures("refused_at_the_last_moment")
def test_on_the_editing_screen_the_words_are_saved_and_the_sentence_is_shown(waiting):
    data = form_of(waiting, summary="Words of the editor.") | {
        "action-workflow-action": "true",
        "workflow-action-name": "approve",
    }
    response = following.post(editor(), reverse("wagtailadmin_pages:edit", args=[waiting.pk]), data)
    assert WHY in [words.strip() for words in said(response)]
    assert fresh(waiting).get_latest_revision_as_object().summary == "Words of the editor."
    assert fresh(waiting).current_workflow_task.name == "Editorial check"


@pytest.mark.usefixtures("refused_at_the_last_moment")
@pytest.mark.parametrize("headers", [{}, {"x-requested-with": "XMLHttpRequest"}])
def test_from_the_first_screen_too(waiting, headers):
    state = waiting.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[waiting.pk, "approve", state.pk])
    client = editor()
    client.post(url, {"comment": ""}, headers=headers)
    response = client.get(reverse("wagtailadmin_home"))
    assert WHY in [words.strip() for words in said(response)]
    assert fresh(waiting).current_workflow_task.name == "Editorial check"


def test_signed_words_with_a_link_to_nowhere_cannot_pass_the_check_and_the_screen_says_why():
    sign_governed_texts()
    other = live("TENS")
    page = complete_draft(procedure=f'<p>See <a linktype="page" id="{other.pk}">TENS</a>.</p>')
    publish_signed(page)
    other.unpublish()
    page = fresh(page)
    page.slug = "needles"
    page.save_revision()
    page.get_workflow().start(page, user=None)
    client = editor()
    state = fresh(page).current_workflow_task_state
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "leads to a page that is not public" in shown
    assert "Pass the editorial check" not in shown
    client.post(
        reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]), {"comment": ""}
    )
    assert fresh(page).slug == "medical-acupuncture"
    assert fresh(page).current_workflow_task.name == "Editorial check"


@pytest.mark.usefixtures("refused_at_the_last_moment")
def test_on_the_screen_of_a_governed_text_too():
    """Where the charity has put an editorial check before the sign-off of its governed texts."""
    text = SafetyAdvice.objects.get()
    check = EditorialCheckTask.objects.get()
    WorkflowTask.objects.create(workflow=text.get_workflow(), task=check, sort_order=-1)
    text.emergency_points = "you cannot pee"
    text.save_revision()
    text.get_workflow().start(text, user=None)
    response = Screen(editor(), text).write(emergency_points="Words of the editor.").post(PASS)
    assert WHY in told(response)
    assert "has passed" not in told(response)
    text = SafetyAdvice.objects.get()
    assert text.get_latest_revision_as_object().emergency_points == "Words of the editor."
    assert text.current_workflow_task.name == "Editorial check"
