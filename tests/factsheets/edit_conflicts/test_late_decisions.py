"""One click is one decision, however often it is sent; whoever comes late reads how it stands."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState, WorkflowState, WorkflowTask

from factsheets.models import EditorialCheckTask, FactsheetPage, SafetyAdvice
from tests.builders import complete_draft, live, person, publish_signed, shown_of, sign_governed_texts
from tests.factsheets.publication.test_workflow import DECISION, decide, form_of, fresh
from tests.factsheets.screens.kinds import signed_in
from tests.factsheets.screens.screen import ASK_FOR_CHANGES, CANCEL, PASS, SUBMIT, Screen, told
from tests.setting_up import following
from tests.setting_up.made_once import MadeOnce

from .test_stale_form import rows_shown

pytestmark = pytest.mark.django_db
RESTART = {"action-restart-workflow": "true"}


@pytest.fixture
def draft(made_once: MadeOnce) -> FactsheetPage:
    return made_once(make_draft)


def make_draft() -> FactsheetPage:
    sign_governed_texts()
    return complete_draft()


@pytest.fixture
def page(draft) -> FactsheetPage:
    """In the editorial check, submitted by the author."""
    draft.get_workflow().start(draft, user=person("Author"))
    return fresh(draft)


def browser(user: object) -> Client:
    client = Client()
    client.force_login(user)
    return client


def twice(screen: Screen, action: dict[str, str]) -> str:
    """The same form once more; what the second answer says."""
    screen.post(action)
    answer = screen.post(action)
    assert answer.status_code == 200
    return told(answer)


def a_second_check(page: FactsheetPage) -> None:
    """The charity asks two editors, one after the other."""
    workflow = page.get_workflow()
    second = EditorialCheckTask.objects.create(name="Second check")
    second.groups.set(EditorialCheckTask.objects.get(name="Editorial check").groups.all())
    WorkflowTask.objects.filter(workflow=workflow, task__name="Clinical sign-off").update(sort_order=9)
    WorkflowTask.objects.create(workflow=workflow, task=second, sort_order=5)


def statuses() -> list[str]:
    return [state.status for state in TaskState.objects.order_by("pk")]


@pytest.mark.parametrize("words", [{}, {"summary": "Words of the editor."}])
def test_passing_the_check_twice(page, words):
    told_second = twice(Screen(signed_in("Editor"), page).write(**words), PASS)
    assert "“Medical acupuncture” has passed the editorial check already, by editor." in told_second
    assert "It waits for the clinical sign-off by somebody with the role Clinical reviewer." in told_second
    assert statuses() == ["approved", "in_progress"]


@pytest.mark.parametrize("words", [{}, {"summary": "Words of the editor."}])
def test_passing_the_check_twice_never_passes_the_next_one(page, words):
    a_second_check(page)
    told_second = twice(Screen(signed_in("Editor"), page).write(**words), PASS)
    assert "It waits for the second check by somebody with the role Editor." in told_second
    assert statuses() == ["approved", "in_progress"]


def test_nor_does_a_form_that_does_not_say_what_it_saw(page):
    a_second_check(page)
    editor = signed_in("Editor")
    for _ in range(2):
        answer = following.post(
            editor, reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page) | PASS
        )
    assert "It waits for the second check" in told(answer)
    assert statuses() == ["approved", "in_progress"]


def test_a_colleague_with_an_older_screen_reads_who_was_first_and_keeps_what_they_typed(page):
    a_second_check(page)
    late = Screen(browser(person("Editor", "late")), page).write(summary="Words that came late.")
    Screen(browser(person("Editor", "first")), page).post(PASS)
    answer = late.post(PASS)
    assert "has passed the editorial check already, by first. Nothing more was done." in told(answer)
    assert rows_shown(answer)["Summary"][1] == "Words that came late."
    assert statuses() == ["approved", "in_progress"]


def test_passing_words_that_are_signed_already_goes_live_once(draft):
    publish_signed(draft)
    page = fresh(draft)
    page.slug = "needles"
    page.save_revision()
    page.get_workflow().start(page, user=None)
    told_second = twice(Screen(signed_in("Editor"), page), PASS)
    assert "has passed the editorial check already" in told_second or "has passed the clinical" in told_second
    assert "Readers see it now." in told_second
    assert fresh(page).versions.count() == 2


def test_a_draft_saved_after_the_publication_takes_nothing_from_readers(page):
    decide(person("Editor"), page)
    reviewer, state = person("Clinical reviewer"), fresh(page).current_workflow_task_state
    decide(reviewer, fresh(page))
    newer = fresh(page)
    newer.summary = "A newer sentence."
    newer.save_revision()
    answer = browser(reviewer).get(reverse("factsheets_sign_off", args=[state.pk]), follow=True)
    assert "Readers see it now. There is a newer draft." in told(answer)


@pytest.mark.parametrize("action", [PASS, ASK_FOR_CHANGES])
def test_a_request_for_changes_is_the_last_word(page, action):
    first, second = (Screen(browser(person("Editor", name)), page) for name in ("first", "second"))
    first.post(ASK_FOR_CHANGES)
    answer = second.post(action)
    assert "Changes to “Medical acupuncture” have been asked for already, by first." in told(answer)
    assert "It has gone back to the author." in told(answer)
    assert statuses() == ["rejected"]


@pytest.mark.parametrize("role", ["Author", "Editor"])
def test_submitting_twice_starts_one_workflow(draft, role):
    told_second = twice(Screen(signed_in(role), draft).write(summary="New words."), SUBMIT)
    assert "“Medical acupuncture” has been submitted already." in told_second
    assert "It waits for the editorial check by somebody with the role Editor." in told_second
    assert WorkflowState.objects.filter(object_id=draft.pk).count() == 1
    assert statuses() == ["in_progress"]
    assert fresh(draft).get_latest_revision_as_object().summary == "New words."


@pytest.mark.parametrize("action", [SUBMIT, RESTART])
def test_submitting_again_after_a_request_for_changes_twice(page, action):
    author = browser(page.current_workflow_state.requested_by)
    Screen(signed_in("Editor"), page).post(ASK_FOR_CHANGES)
    told_second = twice(Screen(author, page), action)
    assert "“Medical acupuncture” has been submitted already." in told_second
    assert statuses()[-1] == "in_progress"
    assert statuses().count("in_progress") == 1
    assert WorkflowState.objects.filter(object_id=page.pk).count() == (2 if action is RESTART else 1)


@pytest.mark.parametrize("token", [True, False])
def test_taking_it_back_twice(page, token):
    author = browser(page.current_workflow_state.requested_by)
    screen = Screen(author, page)
    if not token:
        del screen.form["seen-step"]
    told_second = twice(screen, CANCEL)
    assert "“Medical acupuncture” has been taken back already." in told_second
    assert "It is a draft. Readers do not see it." in told_second
    assert statuses() == ["cancelled"]


def test_taking_it_back_late_leaves_a_new_submission_alone(page):
    author = browser(page.current_workflow_state.requested_by)
    old = Screen(author, page)
    Screen(author, page).post(CANCEL)
    Screen(author, page).post(SUBMIT)
    assert "Nothing more was done." in told(old.post(CANCEL))
    assert statuses() == ["cancelled", "in_progress"]


def test_a_step_that_is_not_there_is_a_sentence(draft):
    """A screen that was open while the text was taken back, in an older form that names no step."""
    answer = following.post(
        signed_in("Editor"), reverse("wagtailadmin_pages:edit", args=[draft.pk]), form_of(draft) | PASS
    )
    assert answer.status_code == 200
    assert "Nothing more was done. It is a draft." in told(answer)


@pytest.mark.parametrize("junk", ["{", "[]", '"x"', "7"])
def test_a_comment_that_cannot_be_read_decides_nothing(page, junk):
    answer = Screen(signed_in("Editor"), page).post(PASS | {"workflow-action-extra-data": junk})
    assert "Nothing was decided: the comment could not be read." in told(answer)
    assert statuses() == ["in_progress"]


def test_a_comment_may_hold_anything(page):
    junk = '{"comment": "a\\u0000b", "update": false, "user": 1}'
    Screen(signed_in("Editor"), page).post(PASS | {"workflow-action-extra-data": junk})
    assert statuses() == ["approved", "in_progress"]
    assert TaskState.objects.order_by("pk")[0].comment == "ab"


def test_whoever_may_write_no_longer_reads_how_it_stands(page):
    """Somebody who checks, and nothing else: after the decision the editing screen is closed to them."""
    task = EditorialCheckTask.objects.get(name="Editorial check")
    role = type(task.groups.get()).objects.create(name="Checker")
    role.permissions.add(*person("Author", "x").groups.get().permissions.filter(codename="access_admin"))
    task.groups.add(role)
    told_second = twice(Screen(browser(person("Checker")), page), PASS)
    assert "has passed the editorial check already, by checker." in told_second


def test_a_stranger_reads_nothing_of_it(page):
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = following.post(signed_in("Resource manager"), address, form_of(page) | SUBMIT)
    assert "submitted already" not in told(answer)


@pytest.mark.parametrize("headers", [{}, {"x-requested-with": "XMLHttpRequest"}])
def test_from_the_first_screen(page, headers):
    editor = signed_in("Editor")
    state = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    editor.post(url, {"comment": ""}, headers=headers)
    assert "has passed the editorial check. It waits for the clinical sign-off" in told(
        editor.get(reverse("wagtailadmin_home"))
    )
    editor.post(url, {"comment": ""}, headers=headers)
    answer = told(editor.get(reverse("wagtailadmin_home")))
    assert (
        "has passed the editorial check already, by editor. Nothing more was done. It waits for the clinical sign-off"
        in answer
    )
    assert statuses() == ["approved", "in_progress"]


def test_from_the_first_screen_after_it_went_back(page):
    editor = signed_in("Editor")
    state = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "reject", state.pk])
    editor.post(url, {"comment": "No."})
    answer = following.post(editor, url, {"comment": "No."})
    assert "have been asked for already, by editor. It has gone back to the author." in told(answer)


def test_a_step_of_another_factsheet_is_not_decided_in_this_ones_name(page):
    other = complete_draft("TENS")
    other.get_workflow().start(other, user=None)
    state = fresh(other).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    assert signed_in("Editor").post(url, {"comment": ""}).status_code == 404
    assert statuses() == ["in_progress", "in_progress"]


def test_the_form_of_sign_off_says_how_it_stands(page):
    decide(person("Editor"), page)
    state = fresh(page).current_workflow_task_state
    decide(person("Clinical reviewer"), fresh(page))
    url = reverse("factsheets_sign_off", args=[state.pk])
    data = DECISION | {"shown": shown_of(fresh(page)), "outcome": "signed_off"}
    answer = following.post(browser(person("Clinical reviewer", "late")), url, data)
    assert "has passed the clinical sign-off already, by clinical-reviewer. Readers see it now." in told(
        answer
    )


def test_a_governed_text_is_submitted_once():
    text = SafetyAdvice.objects.get()
    told_second = twice(Screen(signed_in("Editor"), text).write(emergency_points="you cannot pee"), SUBMIT)
    assert "“Safety advice” has been submitted already. Nothing more was done." in told_second
    assert statuses() == ["in_progress"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("count", [2, 4])
def test_editors_at_the_same_moment(count):
    sign_governed_texts()
    page = live()
    page.get_workflow().start(page, user=None)
    a_second_check(page)
    screens = [Screen(browser(person("Editor", f"editor-{number}")), page) for number in range(count)]
    answers = at_once([(screen, PASS) for screen in screens])
    assert sorted("Nothing more was done." in told(answer) for answer in answers) == [False] + [True] * (
        count - 1
    )
    assert statuses() == ["approved", "in_progress"]


@pytest.mark.django_db(transaction=True)
def test_two_submissions_at_the_same_moment():
    page = complete_draft()
    screens = [Screen(signed_in(role), page) for role in ("Author", "Editor")]
    at_once([(screen, SUBMIT) for screen in screens])
    assert WorkflowState.objects.filter(object_id=page.pk).count() == 1
    assert statuses() == ["in_progress"]


@pytest.mark.django_db(transaction=True)
def test_a_pass_and_a_request_for_changes_at_the_same_moment():
    page = complete_draft()
    page.get_workflow().start(page, user=None)
    one, two = (Screen(browser(person("Editor", name)), page) for name in ("one", "two"))
    answers = at_once([(one, PASS), (two, ASK_FOR_CHANGES)])
    assert sorted("Nothing more was done." in told(answer) for answer in answers) == [False, True]
    assert statuses() in (["approved", "in_progress"], ["rejected"])


def at_once(posts: list[tuple[Screen, dict[str, str]]]) -> list[HttpResponse]:
    barrier = Barrier(len(posts))

    def post(screen: Screen, action: dict[str, str]) -> HttpResponse:
        try:
            barrier.wait(timeout=20)
            return screen.post(action)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(posts)) as pool:
        return list(pool.map(lambda each: post(*each), posts))
