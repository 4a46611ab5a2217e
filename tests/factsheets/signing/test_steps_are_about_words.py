"""A step is about words: saving the same words again changes no step, and other words go back to whoever passed the old."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.models import TaskState, WorkflowTask

from factsheets.models import (
    Association,
    EditorialCheckTask,
    FactsheetPage,
    ImportNote,
    SafetyAdvice,
    SignOff,
)
from tests.builders import complete_draft, live, person, sign_governed_texts
from tests.factsheets.publication.test_workflow import decide, fresh
from tests.factsheets.screens.kinds import signed_in
from tests.factsheets.screens.screen import ASK_FOR_CHANGES, PASS, SUBMIT, Screen, told
from tests.setting_up.made_once import MadeOnce

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(made_once: MadeOnce) -> FactsheetPage:
    return made_once(make_checked)


def make_checked() -> FactsheetPage:
    """In the editorial check."""
    sign_governed_texts()
    page = complete_draft()
    page.get_workflow().start(page, user=None)
    return fresh(page)


@pytest.fixture
def editor() -> Client:
    return signed_in("Editor")


@pytest.fixture
def clinician(page) -> Client:
    """Signed in, and the text waits for the clinical sign-off."""
    decide(person("Editor", "who-checked"), page)
    return signed_in("Clinical reviewer")


def waits_for(text: FactsheetPage | SafetyAdvice) -> str | None:
    task = type(text).objects.get(pk=text.pk).current_workflow_task
    return task.name if task else None


def steps() -> list[tuple[str, str]]:
    return [(state.task.name, state.status) for state in TaskState.objects.order_by("pk")]


def test_a_reviewer_who_saves_without_a_change_and_signs_has_published(page, clinician):
    Screen(clinician, page).post()
    assert waits_for(page) == "Clinical sign-off"
    answer = decide(person("Clinical reviewer", "another"), fresh(page))
    assert told(answer).startswith("“Medical acupuncture” is signed off. Readers see it now.")
    assert fresh(page).live
    assert steps() == [("Editorial check", "approved"), ("Clinical sign-off", "approved")]


@pytest.mark.parametrize("times", [1, 3])
def test_what_is_no_word_changes_no_step(page, clinician, times):
    """A schedule, a comment, a tick at an import note, and the keys of new rows."""
    ImportNote.objects.create(page=page, kind="odd", text="A space in the address.", settled=True)
    for number in range(times):
        Screen(clinician, page).write(go_live_at=f"2099-01-0{number + 1} 10:00").post()
    answer = decide(person("Clinical reviewer", "another"), fresh(page))
    assert "It goes live on 1 January 2099 at 10:00." in told(answer).replace("3 January", "1 January")
    assert [status for _, status in steps()] == ["approved", "approved"]


@pytest.mark.parametrize(
    ("field", "words", "label"),
    [
        ("summary", "Quite another sentence.", "Summary"),
        ("slug", "needles", "Slug"),
        ("change_note", "We mended a word.", "What changed and why"),
    ],
)
def test_words_that_a_reviewer_changes_go_back_to_the_check_and_the_message_says_why(
    page, clinician, field, words, label
):
    Screen(clinician, page).write(**{field: words}).post()
    answer = decide(person("Clinical reviewer", "another"), fresh(page))
    assert told(answer) == (
        "“Medical acupuncture” is signed off. It goes back to the editorial check by somebody with the role Editor, "
        f"because these words changed since: “{label}”."
    )
    assert waits_for(page) == "Editorial check"
    assert "Readers see it now." in told(decide(person("Editor"), fresh(page)))
    assert fresh(page).live
    assert SignOff.objects.of(page).count() == 1


def test_a_row_that_a_reviewer_adds_goes_back_to_the_check(page, clinician):
    association = Association.objects.create(name="A society")
    Screen(clinician, page).row("associations", association=association.pk).post()
    answer = decide(person("Clinical reviewer", "another"), fresh(page))
    assert "It goes back to the editorial check" in told(answer)


def test_words_that_are_put_back_need_no_second_check(page, clinician):
    before = fresh(page).summary
    Screen(clinician, page).write(summary="For a moment.").post()
    Screen(clinician, page).write(summary=before).post()
    decide(person("Clinical reviewer", "another"), fresh(page))
    assert fresh(page).live
    assert [status for _, status in steps()] == ["approved", "approved"]


def test_clinical_words_that_the_editor_changes_after_the_sign_off_go_back_to_the_clinician(page, clinician):
    Screen(clinician, page).write(summary="The reviewer's words.").post()
    decide(person("Clinical reviewer", "another"), fresh(page))
    answer = Screen(signed_in("Editor"), page).write(summary="The editor's words.").post(PASS)
    assert told(answer) == (
        "“Medical acupuncture” has passed the editorial check. It goes back to the clinical sign-off by somebody with "
        "the role Clinical reviewer, because these words changed since: “Summary”."
    )
    assert not fresh(page).live


def test_the_check_decides_about_the_words_that_the_click_saves(page, editor):
    answer = Screen(editor, page).write(summary="Words of the editor.").post(PASS)
    assert told(answer) == (
        "“Medical acupuncture” has passed the editorial check. It waits for the clinical sign-off by somebody with the "
        "role Clinical reviewer."
    )
    state = TaskState.objects.get(task__name="Editorial check")
    assert state.revision.content["summary"] == "Words of the editor."
    assert state.revision_id == fresh(page).latest_revision_id


def test_a_gap_that_the_same_click_fills_keeps_nothing_back(editor):
    sign_governed_texts()
    page = complete_draft(summary="")
    page.get_workflow().start(page, user=None)
    Screen(editor, page).write(summary="Now there is one.").post(PASS)
    assert waits_for(page) == "Clinical sign-off"


def test_a_gap_is_named_and_the_step_stays(page, editor):
    answer = Screen(editor, page).write(summary="").post(PASS)
    assert "write the summary" in answer.content.decode()
    assert steps() == [("Editorial check", "in_progress")]


def test_a_request_for_changes_says_where_the_text_is_and_comes_back_to_the_same_step(page, editor):
    comment = {"workflow-action-extra-data": '{"comment": "Shorter, please."}'}
    answer = Screen(editor, page).post(ASK_FOR_CHANGES | comment)
    assert told(answer) == "Changes to “Medical acupuncture” are asked for. It has gone back to the author."
    assert TaskState.objects.get().comment == "Shorter, please."
    answer = Screen(signed_in("Author"), page).post(SUBMIT)
    assert "It waits for the editorial check by somebody with the role Editor." in told(answer)


def test_a_revision_that_a_step_was_about_is_not_written_over(page, editor):
    """Autosave writes a draft anew under its number; what was passed stays as it was passed."""
    draft = fresh(page).get_latest_revision_as_object()
    draft.summary = "Words that were checked."
    user = person("Editor", "who-writes")
    passed = draft.save_revision(user=user)
    decide(user, fresh(page))
    draft = fresh(page).get_latest_revision_as_object()
    draft.summary = "Words that nobody checked."
    newer = draft.save_revision(user=user, overwrite_revision=draft.latest_revision)
    assert newer.pk != passed.pk
    passed.refresh_from_db()
    assert passed.content["summary"] == "Words that were checked."
    answer = decide(person("Clinical reviewer"), fresh(page))
    assert "It goes back to the editorial check" in told(answer)


def test_a_governed_text_with_a_check_before_its_sign_off_is_no_different(editor):
    text = SafetyAdvice.objects.get()
    check = EditorialCheckTask.objects.get()
    WorkflowTask.objects.create(workflow=text.get_workflow(), task=check, sort_order=-1)
    text.emergency_points = "you cannot pee"
    text.save_revision()
    text.get_workflow().start(text, user=None)
    answer = Screen(editor, text).write(emergency_points="you cannot pee at all").post(PASS)
    assert "It waits for the clinical sign-off" in told(answer)
    clinician = signed_in("Clinical reviewer")
    Screen(clinician, text).post()
    answer = decide(person("Clinical reviewer", "another"), SafetyAdvice.objects.get())
    assert told(answer) == "“Safety advice” is signed off. Readers see it now."
    assert [state.status for state in TaskState.objects.all()] == ["approved", "approved"]


def test_a_public_factsheet_says_what_readers_see_meanwhile(editor):
    sign_governed_texts()
    page = live()
    page.get_workflow().start(page, user=None)
    answer = Screen(editor, page).post(ASK_FOR_CHANGES)
    assert "It has gone back to the author." in told(answer)
    assert fresh(page).live
