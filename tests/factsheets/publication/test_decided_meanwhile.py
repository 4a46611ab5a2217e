"""Words and requests that change between the screen and the decision: what the decision is about then."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, TaskState, Workflow, WorkflowTask

from factsheets.language.vocabulary import PublicationRefused
from factsheets.models import FactsheetPage, ReviewerProfile, SignOff, TakeDownRequest, Withdrawal
from factsheets.publication.signing_off import SignOffDecision, decide
from factsheets.publication.take_down_requests import ask_to_take_down
from factsheets.signing.formats.shown_words import shown_words
from tests.builders import (
    complete_draft,
    library,
    live,
    person,
    publish_signed,
    put_live,
    shown_of,
    sign,
    sign_governed_texts,
)
from tests.factsheets.screens.once_more import record, shown_by
from tests.setting_up.made_once import MadeOnce

from .verbs import fresh, profile

pytestmark = pytest.mark.django_db

WITHDRAWN = {"reason": "It does harm.", "replacement": ""}


@pytest.fixture(autouse=True)
def governed_texts(made_once: MadeOnce) -> None:
    made_once(sign_governed_texts)


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(person("Editor"))
    return client


@pytest.fixture
def step(made_once: MadeOnce) -> TaskState:
    return made_once(make_step)


def make_step() -> TaskState:
    """The clinical step of a draft."""
    page = complete_draft()
    page.get_workflow().start(page, user=None)
    page.current_workflow_task_state.approve(user=person("Editor", "checker"))
    return fresh(page).current_workflow_task_state


def ask_for_changes(step: TaskState) -> SignOff:
    shown = shown_words(shown_of(FactsheetPage.objects.get()))
    decision = SignOffDecision(SignOff.Outcome.CHANGES, shown, None, "Name the risks.")
    return decide(step, decision, by=profile(person("Clinical reviewer")), now=timezone.now())


def test_a_decision_is_about_the_latest_words_wherever_they_were_saved(step):
    """Not only the editing screen saves: the step may still name the words from before."""
    page = FactsheetPage.objects.get()
    page.summary = "Words of a command."
    latest = page.save_revision()
    decided = ask_for_changes(step)
    step.refresh_from_db()
    assert decided.revision == step.revision == latest


def test_what_reviewers_say_of_themselves_is_kept_for_the_next_time(step):
    reviewer = ask_for_changes(step).reviewer
    assert ReviewerProfile.objects.get(user=reviewer).registered_name == "Dr Jo Bloggs"


def test_public_words_that_were_not_shown_are_not_withdrawn(editor):
    page = live("Massage")
    url = reverse("factsheets_withdraw", args=[page.pk])
    shown = shown_by(editor, url)
    FactsheetPage.objects.filter(pk=page.pk).update(summary="Other words.")
    response = record(editor, url, WITHDRAWN | shown)
    assert response.status_code == 409
    assert "Other words." in response.content.decode()
    assert fresh(page).live
    assert not Withdrawal.objects.exists()


def test_a_draft_that_somebody_writes_meanwhile_keeps_nobody_from_withdrawing(editor):
    page = live("Massage")
    url = reverse("factsheets_withdraw", args=[page.pk])
    shown = shown_by(editor, url)
    draft = fresh(page)
    draft.summary = "Words of a draft."
    draft.save_revision()
    record(editor, url, WITHDRAWN | shown)
    assert not fresh(page).live


def test_a_request_stays_open_while_no_sign_off_covers_what_readers_see():
    page = live("Massage")
    ask_to_take_down(page, reason="It does harm.", user=person("Clinical reviewer"), now=timezone.now())
    put_live(fresh(page))
    assert TakeDownRequest.objects.open().exists()
    publish_signed(fresh(page))
    assert TakeDownRequest.objects.get().settled_as == "signed_again"


def test_words_that_are_saved_while_the_last_step_ends_are_not_published_and_the_refusal_names_them(step):
    page = FactsheetPage.objects.get()
    sign(page)
    # The step has looked at the latest words before somebody else saves.
    assert step.workflow_state.content_object.get_latest_revision() == step.revision
    page.summary = "Words of somebody else."
    page.save_revision()
    with pytest.raises(PublicationRefused) as refusal:
        step.approve(user=person("Clinical reviewer"))
    assert "somebody changed it after the approval (changed: “Summary”)" in str(refusal.value)
    assert not fresh(page).live
    assert fresh(page).current_workflow_task_state == step


def test_an_ordinary_page_under_a_workflow_of_its_own_goes_live_with_its_last_step():
    page, editor = library().get_parent().specific, person("Editor")
    workflow = Workflow.objects.create(name="Two look at it")
    task = GroupApprovalTask.objects.create(name="A second look")
    task.groups.set(editor.groups.all())
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    page.introduction = "Words that two have seen."
    page.save_revision()
    workflow.start(page, user=None)
    page.current_workflow_task_state.approve(user=editor)
    assert type(page).objects.get().introduction == "Words that two have seen."
