"""A workflow that is switched off and on again is what it was before."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState, Workflow, WorkflowPage, WorkflowState, WorkflowTask

from factsheets.models import Disclaimer, EditorialCheckTask, FactsheetPage, SafetyAdvice
from factsheets.starter.foundations import FACTSHEET_WORKFLOW, GOVERNED_TEXT_WORKFLOW
from tests.builders import complete_draft, draft, library, person, sign_governed_texts
from tests.factsheets.staff.dashboard.test_what_to_do_now import checked, front_page, sections, submitted
from tests.setting_up import following
from tests.setting_up.made_once import MadeOnce

pytestmark = pytest.mark.django_db

SUBMIT = 'name="action-submit"'


@pytest.fixture(autouse=True)
def team(made_once: MadeOnce) -> None:
    made_once(make_team)


def make_team() -> None:
    sign_governed_texts()
    for role in ("Author", "Editor", "Clinical reviewer", "Administrator"):
        person(role, email=f"{role[:3].lower()}@example.org")


def user(name: str):
    return get_user_model().objects.get(username=name)


def browser(name: str) -> Client:
    client = Client()
    client.force_login(user(name))
    return client


def workflow(name: str = FACTSHEET_WORKFLOW) -> Workflow:
    return Workflow.objects.get(name=name)


def switch(to: str, name: str = FACTSHEET_WORKFLOW):
    url = reverse(f"wagtailadmin_workflows:{to}", args=[workflow(name).pk])
    return following.post(browser("administrator"), url)


def said(response) -> str:
    return " ".join(following.said(response))


def editing(page: FactsheetPage) -> str:
    return browser("author").get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def test_authors_have_their_button_again():
    page = complete_draft("Massage", owner=user("author"))
    assert SUBMIT in editing(page)
    assert "This closed the way to publication." in said(switch("disable"))
    switch("enable")
    assert SUBMIT in editing(page)
    assert library().get_workflow() == workflow()


def test_meanwhile_the_editing_screen_says_why_and_whom_to_ask():
    get_user_model().objects.filter(username="administrator").update(first_name="Ada", last_name="Min")
    page = complete_draft("Massage", owner=user("author"))
    switch("disable")
    words = editing(page)
    assert SUBMIT not in words
    assert "You cannot submit this now" in words
    assert "Ada Min" in words
    assert "is switched off" in " ".join(sections(user("administrator"))["Before anything can go live"])


def test_a_governed_text_says_it_too():
    switch("disable", GOVERNED_TEXT_WORKFLOW)
    url = reverse("wagtailsnippets_factsheets_disclaimer:edit", args=[Disclaimer.objects.get().pk])
    assert "You cannot submit this now" in browser("editor").get(url).content.decode()


def test_governed_texts_have_theirs_again():
    switch("disable", GOVERNED_TEXT_WORKFLOW)
    assert SafetyAdvice.get_default_workflow() is None
    assert "“safety advice”" in said(switch("enable", GOVERNED_TEXT_WORKFLOW))
    for model in (SafetyAdvice, Disclaimer):
        assert model.get_default_workflow() == workflow(GOVERNED_TEXT_WORKFLOW)


def test_a_page_that_had_the_workflow_itself_has_it_again():
    page = draft("Massage")
    WorkflowPage.objects.create(page=page, workflow=workflow())
    switch("disable")
    switch("enable")
    assert set(WorkflowPage.objects.values_list("page", flat=True)) == {library().pk, page.pk}


def test_texts_under_way_are_under_way_again_where_they_were():
    first = submitted("Heat", user("author"))
    second = submitted("Massage", user("author"))
    checked(second, user("editor"))
    before = dict(TaskState.objects.values_list("pk", "status"))
    assert "“Heat” and “Massage”" in said(switch("disable"))
    assert not WorkflowState.objects.active().exists()
    assert "Under way again, where they were: “Heat” and “Massage”." in said(switch("enable"))
    assert dict(TaskState.objects.values_list("pk", "status")) == before
    assert sections(user("editor"))["To check"][0].startswith("Heat")
    assert sections(user("clinical-reviewer"))["To sign off"][0].startswith("Massage")
    checked(FactsheetPage.objects.get(pk=first.pk), user("editor"))
    assert len(sections(user("clinical-reviewer"))["To sign off"]) == 2


def test_what_changed_meanwhile_is_submitted_again_by_its_owner():
    page = submitted("Heat", user("author"))
    switch("disable")
    assert "It was under way when its workflow was switched off" in sections(user("author"))["Your drafts"][0]
    change = FactsheetPage.objects.get(pk=page.pk)
    change.summary = "Other words."
    change.save_revision(user=user("author"))
    assert "Their owners have to submit them again: “Heat”." in said(switch("enable"))
    assert not FactsheetPage.objects.get(pk=page.pk).workflow_in_progress
    assert "Submit it again." in sections(user("author"))["Your drafts"][0]


def test_what_went_another_way_meanwhile_is_left_alone():
    page = submitted("Heat", user("author"))
    switch("disable")
    other = Workflow.objects.create(name="Another")
    WorkflowTask.objects.create(workflow=other, task=EditorialCheckTask.objects.get(), sort_order=0)
    other.start(FactsheetPage.objects.get(pk=page.pk), user=user("author"))
    switch("enable")
    assert WorkflowState.objects.active().get().workflow == other


def test_another_workflow_that_came_in_its_place_stays():
    switch("disable")
    WorkflowPage.objects.create(page=library().page_ptr, workflow=workflow(GOVERNED_TEXT_WORKFLOW))
    assert "Another workflow has come in its place for “Factsheets”." in said(switch("enable"))
    assert library().get_workflow() == workflow(GOVERNED_TEXT_WORKFLOW)


def test_its_steps_are_in_use_again():
    switch("disable")
    EditorialCheckTask.objects.update(active=False)
    switch("enable")
    assert EditorialCheckTask.objects.get().active


@pytest.mark.parametrize("name", [FACTSHEET_WORKFLOW, GOVERNED_TEXT_WORKFLOW])
def test_one_that_was_switched_off_without_a_record_is_bound_by_what_it_is_for(name):
    workflow(name).deactivate()
    switch("enable", name)
    assert library().get_workflow() == workflow()
    assert SafetyAdvice.get_default_workflow() == workflow(GOVERNED_TEXT_WORKFLOW)


def test_switching_twice_does_nothing_more():
    submitted("Heat", user("author"))
    switch("disable")
    switch("disable")
    switch("enable")
    assert WorkflowState.objects.active().exists()
    count = WorkflowPage.objects.count()
    switch("enable")
    assert WorkflowPage.objects.count() == count


@pytest.mark.parametrize("to", ["disable", "enable"])
@pytest.mark.parametrize("name", ["author", "editor", "clinical-reviewer"])
def test_nobody_else_switches(to, name):
    if to == "enable":
        switch("disable")
    before = workflow().active
    url = reverse(f"wagtailadmin_workflows:{to}", args=[workflow().pk])
    browser(name).post(url)
    Client().post(url)
    assert workflow().active == before


@pytest.mark.parametrize("key", ["0", "99999999"])
def test_an_unknown_workflow_is_not_found(key):
    for to in ("disable", "enable"):
        assert browser("administrator").post(f"/admin/workflows/{to}/{key}/").status_code == 404


def test_the_history_of_the_workflow_keeps_both():
    switch("disable")
    switch("enable")
    assert "what-to-do-now" in front_page(user("administrator"))
    logged = browser("administrator").get(reverse("wagtailadmin_reports:site_history")).content.decode()
    assert "Disabled. Texts that were under way: 0." in logged
    assert "Enabled. Texts under way again: 0." in logged
