"""What would close the one way to publication is refused with a sentence; on people it is done, and told."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Site, Workflow, WorkflowContentType, WorkflowPage

from factsheets.models import (
    GOVERNED_TEXTS,
    ClinicalSignOffTask,
    EditorialCheckTask,
    FactsheetPage,
    LibraryPage,
)
from factsheets.starter.foundations import FACTSHEET_WORKFLOW, GOVERNED_TEXT_WORKFLOW
from tests.builders import complete_draft, library, person, sign_governed_texts
from tests.factsheets.publication.test_workflow import decide
from tests.setting_up import following
from tests.setting_up.made_once import MadeOnce

pytestmark = pytest.mark.django_db

REFUSED = "Nothing was changed: afterwards no text could go the way to publication."
TOLD = "This closed the way to publication."


@pytest.fixture(autouse=True)
def team(made_once: MadeOnce) -> None:
    made_once(make_team)


def make_team() -> None:
    sign_governed_texts()
    for role in ("Author", "Editor", "Clinical reviewer", "Resource manager"):
        person(role, email=f"{role[:3].lower()}@example.org")


@pytest.fixture(params=["Administrator", "superuser"])
def desk(request) -> Client:
    if request.param == "superuser":
        person("Administrator", email="adm@example.org")
        user = get_user_model().objects.create_superuser("superuser")
    else:
        user = person("Administrator", email="adm@example.org")
    client = Client()
    client.force_login(user)
    return client


def said(response) -> str:
    # As the next screen shows it: what the view had said before it was undone is not heard.
    return " ".join(str(message) for message in response.context["messages"])


def shown(response) -> str:
    """What the next screen says: nothing of an act that was taken back."""
    return " ".join(str(message) for message in response.context["messages"])


def group(name: str) -> Group:
    return Group.objects.get(name=name)


def workflow(name: str = FACTSHEET_WORKFLOW) -> Workflow:
    return Workflow.objects.get(name=name)


def filled(desk: Client, url: str, **changes: Any) -> dict[str, Any]:
    """What the form at `url` sends if nothing but `changes` is changed."""
    soup = BeautifulSoup(desk.get(url).content, "html.parser")
    sent: dict[str, Any] = {}
    for field in soup.select("main form input[name], main form select[name], main form textarea[name]"):
        name = str(field["name"])
        if "__prefix__" in name:
            continue
        if field.name == "select":
            values = [option["value"] for option in field.select("option[selected]")]
        elif field.name == "textarea":
            values = [field.get_text()]
        elif field.get("type") in ("checkbox", "radio"):
            values = [field.get("value", "on")] if field.has_attr("checked") else []
        else:
            values = [field.get("value", "")]
        if values:
            sent.setdefault(name, []).extend(values)
    sent.update(changes)
    return {name: value for name, value in sent.items() if value is not None}


def renamed(role: str) -> Group:
    """As an earlier release let people do; the roles themselves are not changed on screens."""
    Group.objects.filter(name=role).update(name=f"Our {role}")
    return group(f"Our {role}")


@pytest.mark.parametrize("role", ["Author", "Editor"])
def test_a_role_that_the_way_needs_is_not_deleted(desk, role):
    ours = renamed(role)
    response = following.post(desk, reverse("wagtailusers_groups:delete", args=[ours.pk]))
    assert REFUSED in said(response)
    assert f"“{role}”" in said(response) or "“Editorial check”" in said(response)
    assert "deleted" not in shown(response)
    assert Group.objects.filter(pk=ours.pk).exists()


def test_a_group_that_it_does_not_need_can_go(desk):
    other = Group.objects.create(name="Proofreaders")
    response = following.post(desk, reverse("wagtailusers_groups:delete", args=[other.pk]))
    assert "deleted" in said(response)
    assert not Group.objects.filter(pk=other.pk).exists()


def test_a_role_does_not_lose_what_the_way_needs(desk):
    ours = renamed("Editor")
    url = reverse("wagtailusers_groups:edit", args=[ours.pk])
    before = set(ours.permissions.values_list("pk", flat=True))
    response = following.post(desk, url, filled(desk, url, permissions=None))
    assert REFUSED in said(response)
    assert set(ours.permissions.values_list("pk", flat=True)) == before


@pytest.mark.parametrize("task", [ClinicalSignOffTask, EditorialCheckTask])
def test_a_step_is_not_switched_off(desk, task):
    step = task.objects.get()
    response = following.post(desk, reverse("wagtailadmin_workflows:disable_task", args=[step.pk]))
    assert REFUSED in said(response)
    assert f"Step “{step}”: It is switched off" in said(response)
    assert task.objects.get().active


def test_a_step_in_which_a_text_waits_is_not_switched_off_either(desk):
    page = complete_draft("Massage")
    page.get_workflow().start(page, user=None)
    decide(person("Editor", "who-checks"), FactsheetPage.objects.get(pk=page.pk))
    step = ClinicalSignOffTask.objects.get()
    response = following.post(desk, reverse("wagtailadmin_workflows:disable_task", args=[step.pk]))
    assert REFUSED in said(response)
    assert ClinicalSignOffTask.objects.get().active
    assert FactsheetPage.objects.get(pk=page.pk).current_workflow_task_state.task_id == step.pk


def test_a_step_keeps_a_role(desk):
    step = EditorialCheckTask.objects.get()
    url = reverse("wagtailadmin_workflows:edit_task", args=[step.pk])
    empty = Group.objects.create(name="Nobody here")
    for groups in ([], [empty.pk]):
        response = following.post(desk, url, {"name": step.name, "groups": groups})
        assert response.status_code == 200
        assert list(step.groups.values_list("name", flat=True)) == ["Editor"]
    assert "Nobody takes it" in said(response)


def test_a_workflow_keeps_its_clinical_step(desk):
    found = workflow()
    url = reverse("wagtailadmin_workflows:edit", args=[found.pk])
    last = found.workflow_tasks.count() - 1
    form = filled(desk, url) | {f"workflow_tasks-{last}-DELETE": "on"}
    response = following.post(desk, url, form)
    assert REFUSED in said(response)
    assert "It has no clinical sign-off" in said(response)
    assert "updated" not in shown(response)
    assert [str(task) for task in workflow().tasks] == ["Editorial check", "Clinical sign-off"]


def test_a_workflow_stays_in_use_for_governed_texts(desk):
    found = workflow(GOVERNED_TEXT_WORKFLOW)
    url = reverse("wagtailadmin_workflows:edit", args=[found.pk])
    response = following.post(desk, url, filled(desk, url, content_types=None))
    assert REFUSED in said(response)
    assert WorkflowContentType.objects.filter(workflow=found).count() == len(GOVERNED_TEXTS)


def test_a_new_way_below_the_library_has_the_clinical_step(desk):
    page, url = complete_draft("Massage"), reverse("wagtailadmin_workflows:add")
    form = filled(desk, url) | {
        "name": "Short way",
        "workflow_tasks-TOTAL_FORMS": "1",
        "workflow_tasks-0-task": EditorialCheckTask.objects.get().pk,
        "workflow_tasks-0-ORDER": "1",
        "pages-0-page": page.pk,
    }
    assert REFUSED in said(following.post(desk, url, form))
    assert not Workflow.objects.filter(name="Short way").exists()
    desk.post(url, form | {"pages-0-page": ""})
    assert Workflow.objects.filter(name="Short way").exists()


@pytest.mark.parametrize("with_workflow", [True, False])
def test_the_library_keeps_its_workflow(desk, with_workflow):
    args = [library().pk, workflow().pk] if with_workflow else [library().pk]
    response = following.post(desk, reverse("wagtailadmin_workflows:remove", args=args))
    assert REFUSED in said(response)
    assert WorkflowPage.objects.filter(page=library().pk).exists()


def test_the_site_is_not_deleted(desk):
    site = Site.objects.get()
    response = following.post(desk, reverse("wagtailsites:delete", args=[site.pk]))
    assert REFUSED in said(response)
    assert "Home page: There is no default site. Add one." in said(response)
    assert "deleted" not in shown(response)
    assert Site.objects.get() == site
    assert desk.get("/").status_code == 200


@pytest.mark.parametrize("way", ["edit", "add"])
def test_the_site_goes_on_to_begin_above_the_library(desk, way):
    site, elsewhere = Site.objects.get(), complete_draft("Massage")
    massage_alone = {"root_page": elsewhere.pk, "hostname": urlsplit(settings.SITE_URL).hostname}
    url = reverse(f"wagtailsites:{way}", args=[site.pk] if way == "edit" else [])
    form = filled(desk, url, **massage_alone, port=[8999])
    assert REFUSED in said(following.post(desk, url, form))
    assert Site.objects.get() == site
    assert Site.objects.get().root_page_id == site.root_page_id
    assert LibraryPage.public_url() == "/factsheets/"


def test_a_copy_of_the_site_is_no_change_of_it(desk):
    site = Site.objects.get()
    form = {"hostname": "copy.example.org", "port": 80, "root_page": site.root_page_id}
    response = desk.post(reverse("wagtailsites:copy", args=[site.pk]), form)
    assert response["Location"] == reverse("wagtailsites:add")
    assert Site.objects.values_list("hostname", flat=True).get() == site.hostname


def test_a_second_site_can_go(desk):
    other = Site.objects.create(hostname="other.example.org", root_page=Page.objects.get(depth=2))
    assert "deleted" in said(following.post(desk, reverse("wagtailsites:delete", args=[other.pk])))
    assert not Site.objects.filter(pk=other.pk).exists()


def test_a_change_that_breaks_nothing_is_done(desk):
    found = workflow()
    url = reverse("wagtailadmin_workflows:edit", args=[found.pk])
    following.post(desk, url, filled(desk, url, name=["Our way"]))
    assert Workflow.objects.get(pk=found.pk).name == "Our way"


def reviewer():
    return get_user_model().objects.get(username="clinical-reviewer")


def deactivate(desk: Client):
    url = reverse("wagtailusers_users:edit", args=[reviewer().pk])
    return following.post(desk, url, filled(desk, url, is_active=None))


def leave_the_role(desk: Client):
    url = reverse("wagtailusers_users:edit", args=[reviewer().pk])
    return following.post(desk, url, filled(desk, url, groups=None))


def delete(desk: Client):
    return following.post(desk, reverse("wagtailusers_users:delete", args=[reviewer().pk]))


def in_bulk(action: str, **form: str):
    def act(desk: Client):
        url = reverse("wagtail_bulk_action", args=["auth", "user", action])
        return following.post(desk, f"{url}?id={reviewer().pk}&next={reverse('wagtailadmin_home')}", form)

    return act


@pytest.mark.parametrize(
    "act",
    [
        delete,
        in_bulk("delete"),
        in_bulk("set_active_state", mark_as_active="False"),
        deactivate,
        leave_the_role,
    ],
)
def test_the_last_clinical_reviewer_can_go_and_it_is_told(desk, act):
    get_user_model().objects.filter(username="clinical-reviewer").update(
        first_name="Rea", last_name="Reviewer"
    )
    response = act(desk)
    assert TOLD in said(response), said(response)
    assert "Step “Clinical sign-off”: Nobody takes it" in said(response)
    assert not get_user_model().objects.filter(
        username="clinical-reviewer", is_active=True, groups__name="Clinical reviewer"
    )


def test_one_of_two_goes_without_a_word(desk):
    person("Clinical reviewer", "second", email="second@example.org")
    assert TOLD not in said(delete(desk))


def test_without_a_step_in_use_submitting_is_answered_with_a_sentence(desk):
    page = complete_draft("Massage")
    ClinicalSignOffTask.objects.update(active=False)
    EditorialCheckTask.objects.update(active=False)
    author = Client()
    author.force_login(get_user_model().objects.get(username="author"))
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = filled(author, url) | {"action-submit": "Submit"}
    response = following.post(author, url, form)
    assert response.status_code == 200
    assert "has no step in use" in said(response)
    page.refresh_from_db()
    assert not page.live


def test_what_would_be_refused_or_close_the_way_is_said_before_it_is_asked(desk):
    step = ClinicalSignOffTask.objects.get(name__startswith="Clinical")
    url = reverse("wagtailadmin_workflows:disable_task", args=[step.pk])
    answer = desk.get(url, follow=True)
    assert answer.redirect_chain == [(reverse("wagtailadmin_workflows:edit_task", args=[step.pk]), 302)]
    assert "This step cannot be disabled: afterwards no text could go the way to publication." in said(answer)
    step.refresh_from_db()
    assert step.active
    asked = desk.get(reverse("wagtailadmin_workflows:disable", args=[workflow().pk]))
    assert asked.status_code == 200
    assert "This would close the way to publication." in said(asked)
    assert workflow().active
