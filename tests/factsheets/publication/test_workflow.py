"""From a draft to the public, through the admin's own screens."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision, TaskState
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from factsheets.models import ClinicalSignOffTask, Disclaimer, FactsheetPage, SafetyAdvice, SignOff
from tests.builders import (
    COMPLETE,
    as_loaded,
    complete_draft,
    draft,
    person,
    shown_of,
    sign_governed_texts,
    superuser,
)
from tests.factsheets.screens.kinds import signed_in
from tests.factsheets.screens.once_more import record
from tests.factsheets.screens.screen import ASK_FOR_CHANGES, Screen, told
from tests.setting_up import following

pytestmark = pytest.mark.django_db

RICH_TEXT = (
    "introduction",
    "mechanism",
    "procedure",
    "evidence",
    "contraindication_statement",
    "risks",
    "qualifications",
)


def form_of(page: FactsheetPage, **changes: object) -> dict:
    """What the editing screen posts for a factsheet without rows."""
    fields = {name: getattr(page, name) or "" for name in COMPLETE} | {
        "title": page.title,
        "slug": page.slug,
        "also_called": page.also_called,
        "therapy_kind": page.therapy_kind_id or "",
        "risks": page.risks,
        "evidence_searched_on": "",
        **changes,
    }
    fields |= {name: rich_text(fields[name]) for name in RICH_TEXT}
    rows = ("suitabilities", "citations", "associations", "related_items", "import_notes", "comments")
    return nested_form_data(fields | {name: inline_formset([]) for name in rows}) | as_loaded(page)


def post(user: object, page: FactsheetPage, action: str = "", **changes: object):
    client = Client()
    client.force_login(user)
    data = form_of(page, **changes) | ({action: "1"} if action else {})
    return following.post(client, reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


#: What a clinical reviewer writes on the form of sign-off.
DECISION = {
    "registered_name": "Dr Jo Bloggs",
    "role": "GP",
    "professional_body": "A council",
    "registration_number": "1234567",
    "interests": "None",
    "evidence_checked_to": "2026-05-04",
    "comment": "Seen.",
}


def decide(
    user: object, text: FactsheetPage | SafetyAdvice | Disclaimer, action: str = "approve", **changes: object
):
    """The decision on the step that waits, on the screen that this step has."""
    client = Client()
    client.force_login(user)
    state = text.current_workflow_task_state
    if isinstance(state.task.specific, ClinicalSignOffTask):
        outcome = "signed_off" if action == "approve" else "changes"
        data = DECISION | {"shown": shown_of(text), "outcome": outcome} | changes
        return record(client, reverse("factsheets_sign_off", args=[state.pk]), data)
    url = reverse("wagtailadmin_pages:workflow_action", args=[text.pk, action, state.pk])
    return following.post(client, url, {"comment": "Seen."})


def said(response) -> list[str]:
    """What the screen told its user."""
    return following.said(response)


def fresh(page: FactsheetPage) -> FactsheetPage:
    return FactsheetPage.objects.get(pk=page.pk)


def test_a_factsheet_goes_from_author_to_editor_to_clinician_to_readers(client):
    sign_governed_texts()
    page = complete_draft()
    response = post(person("Author"), page, "action-submit")
    assert fresh(page).current_workflow_task.name == "Editorial check", said(response)

    decide(person("Editor"), fresh(page))
    assert fresh(page).current_workflow_task.name == "Clinical sign-off"
    assert not fresh(page).live
    assert client.get("/factsheets/medical-acupuncture/").status_code == 404

    decide(person("Clinical reviewer"), fresh(page))
    assert fresh(page).live
    assert client.get("/factsheets/medical-acupuncture/").status_code == 200


def test_an_incomplete_factsheet_is_not_submitted_and_one_list_says_all_that_is_missing():
    page = draft("Osteopathy")
    response = post(person("Author"), page, "action-submit", contraindication_state="not_assessed")
    assert fresh(page).current_workflow_state is None
    body = response.content.decode()
    assert "It was not handed on, because this is still missing:" in body
    for words in (
        "write the summary",
        "choose the kind of therapy",
        "write what the therapy is",
        "write how it works",
        "write what happens during treatment",
        "write what the evidence says",
        "choose how certain the evidence is",
        "most likely to help, in a sentence or a row",
        "least likely to help, in a sentence or a row",
        "assess who should not have it",
        "write about qualifications",
    ):
        assert body.count(words) == 1, words


def test_a_draft_may_have_gaps():
    page = draft("Osteopathy")
    response = post(person("Author"), page, summary="Hands on the back.")
    assert fresh(page).get_latest_revision_as_object().summary == "Hands on the back."
    assert "could not be saved" not in response.content.decode()


@pytest.mark.parametrize("role", ["Author", "Resource manager", "Administrator", "Clinical reviewer"])
def test_only_an_editor_passes_the_editorial_check(role):
    sign_governed_texts()
    page = complete_draft()
    page.get_workflow().start(page, user=None)
    decide(person(role), fresh(page))
    assert fresh(page).current_workflow_task.name == "Editorial check"


@pytest.mark.parametrize("role", ["Author", "Editor", "Resource manager", "Administrator", None])
def test_only_a_clinical_reviewer_signs_off(role):
    sign_governed_texts()
    page = complete_draft()
    page.get_workflow().start(page, user=None)
    decide(person("Editor", "the-editor"), fresh(page))
    decide(person(role) if role else superuser(), fresh(page))
    assert fresh(page).current_workflow_task.name == "Clinical sign-off"
    assert not fresh(page).live


def test_nothing_goes_live_while_a_governed_text_is_unsigned():
    page = complete_draft()
    page.get_workflow().start(page, user=None)
    decide(person("Editor"), fresh(page))
    reviewer = person("Clinical reviewer")
    response = decide(reviewer, fresh(page))
    assert "the safety advice has not been signed off" in response.content.decode()
    assert not fresh(page).live
    assert not SignOff.objects.of(page).exists()

    sign_governed_texts()
    decide(reviewer, fresh(page))
    assert fresh(page).live


def test_words_that_change_after_the_editorial_check_are_signed_and_then_checked_again():
    sign_governed_texts()
    page = complete_draft()
    page.get_workflow().start(page, user=None)
    editor = person("Editor")
    decide(editor, fresh(page))
    post(person("Clinical reviewer", "who-mends-a-word"), fresh(page), summary="Quite another sentence.")
    decide(person("Clinical reviewer"), fresh(page))
    assert not fresh(page).live
    assert fresh(page).current_workflow_task.name == "Editorial check"
    decide(editor, fresh(page))
    assert fresh(page).live
    assert fresh(page).summary == "Quite another sentence."
    assert SignOff.objects.of(page).count() == 1


@pytest.mark.parametrize("comment", [None, "", " \n "])
def test_an_editor_who_asks_for_changes_says_which(comment):
    page = complete_draft()
    page.get_workflow().start(page, user=None)
    state, editor = page.current_workflow_task_state, signed_in("Editor")
    data = {} if comment is None else {"comment": comment}
    asked = {
        "the question before it": reverse(
            "wagtailadmin_pages:collect_workflow_action_data", args=[page.pk, "reject", state.pk]
        ),
        "the first screen": reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "reject", state.pk]),
    }
    for address in asked.values():
        answer = editor.post(address, data, headers={"x-requested-with": "XMLHttpRequest"})
        assert "Say which changes you ask for." in answer.json()["html"]
    extra = {"workflow-action-extra-data": json.dumps(data)}
    answer = Screen(editor, fresh(page)).write(summary="Mine.").post(ASK_FOR_CHANGES | extra)
    assert "was not sent back. Say which changes you ask for." in told(answer)
    assert fresh(page).current_workflow_task_state.status == "in_progress"
    assert fresh(page).get_latest_revision_as_object().summary == "Mine."
    approved = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    editor.post(approved, data)
    assert fresh(page).current_workflow_task.name == "Clinical sign-off"


def test_a_reviewer_can_ask_for_changes_and_the_author_submits_again():
    sign_governed_texts()
    page = complete_draft()
    author = person("Author")
    page.get_workflow().start(page, user=author)
    decide(person("Editor"), fresh(page), "reject")
    state = fresh(page).current_workflow_state
    assert state.status == state.STATUS_NEEDS_CHANGES
    assert TaskState.objects.get(workflow_state=state).comment == "Seen."


def test_a_clinician_signs_the_governed_texts_in_the_admin():
    author, reviewer = person("Editor"), person("Clinical reviewer")
    for model, words in (
        (SafetyAdvice, {"emergency_points": "you cannot pee"}),
        (Disclaimer, {"text": "<p>Ask.</p>"}),
    ):
        text = model.objects.get()
        for name, value in words.items():
            setattr(text, name, value)
        text.save_revision(user=author)
        text.get_workflow().start(text, user=author)
        decide(reviewer, model.objects.get())
        assert model.objects.get().live
        assert model.objects.signed().exists()


def test_sign_off_takes_the_example_mark_away_and_no_old_revision_brings_it_back():
    sign_governed_texts()
    page = complete_draft()
    FactsheetPage.objects.filter(pk=page.pk).update(is_starter_example=True)
    old = fresh(page).save_revision()
    page.get_workflow().start(fresh(page), user=None)
    decide(person("Editor"), fresh(page))
    decide(person("Clinical reviewer"), fresh(page))
    assert fresh(page).live
    assert not fresh(page).is_starter_example
    assert not Revision.objects.get(pk=old.pk).as_object().is_starter_example
    assert Page.objects.get(pk=page.pk).live_revision == fresh(page).get_latest_revision()


def test_an_example_stays_marked_until_the_signed_words_take_its_place():
    sign_governed_texts()
    page = complete_draft()
    page.publish_as_example(page.get_latest_revision())
    page = fresh(page)
    assert page.live
    assert page.is_starter_example
    page.summary = "Signed words."
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision()
    page.get_workflow().start(page, user=None)
    decide(person("Editor"), fresh(page))
    decide(person("Clinical reviewer"), fresh(page))
    assert fresh(page).is_starter_example
    assert fresh(page).summary != "Signed words."

    Revision.objects.filter(approved_go_live_at__isnull=False).update(approved_go_live_at=timezone.now())
    revision = fresh(page).get_latest_revision()
    revision.content["go_live_at"] = timezone.now().isoformat()
    revision.save()
    call_command("publish_scheduled")
    assert fresh(page).summary == "Signed words."
    assert not fresh(page).is_starter_example
