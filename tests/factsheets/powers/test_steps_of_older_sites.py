"""A clinical step that another group decided once, and that is switched off: it comes back for the clinical role alone."""

from __future__ import annotations

from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Workflow, WorkflowTask

from factsheets.models import ClinicalSignOffTask, SecurityEvent
from tests.factsheets.powers.ways import group
from tests.factsheets.screens.kinds import signed_in
from tests.setting_up import following

pytestmark = pytest.mark.django_db
REFUSED = "was not enabled: it would let “Helpers” sign off."


@pytest.fixture
def old_step() -> ClinicalSignOffTask:
    step = ClinicalSignOffTask.objects.create(name="Second look", active=False)
    step.groups.add(Group.objects.create(name="Helpers"))
    return step


@pytest.fixture
def desk() -> Client:
    return signed_in("Administrator")


def post(desk: Client, name: str, pk: int, **form: object) -> str:
    address = reverse(f"wagtailadmin_workflows:{name}", args=[pk])
    return " ".join(following.said(following.post(desk, address, form)))


def test_it_is_not_enabled_on_its_screen(desk: Client, old_step: ClinicalSignOffTask) -> None:
    assert REFUSED in post(desk, "enable_task", old_step.pk)
    old_step.refresh_from_db()
    assert not old_step.active
    assert SecurityEvent.objects.get(kind="refused").subject_name == "Second look"


def test_nor_with_an_older_workflow_that_it_stands_in(desk: Client, old_step: ClinicalSignOffTask) -> None:
    workflow = Workflow.objects.create(name="Of old", active=False)
    WorkflowTask.objects.create(workflow=workflow, task=old_step, sort_order=0)
    assert REFUSED in post(desk, "enable", workflow.pk)
    assert not Workflow.objects.get(pk=workflow.pk).active
    assert not ClinicalSignOffTask.objects.get(pk=old_step.pk).active
    assert SecurityEvent.objects.get(kind="refused").subject_name == "Of old"


def test_its_own_group_cannot_be_chosen_for_it_any_more(desk: Client, old_step: ClinicalSignOffTask) -> None:
    address = reverse("wagtailadmin_workflows:edit_task", args=[old_step.pk])
    kept = desk.post(address, {"name": old_step.name, "groups": [group("Helpers").pk]})
    assert "Select a valid choice" in kept.content.decode()
    following.post(desk, address, {"name": old_step.name, "groups": [group("Clinical reviewer").pk]})
    assert "enabled" in post(desk, "enable_task", old_step.pk)
    old_step.refresh_from_db()
    assert (old_step.active, [each.name for each in old_step.groups.all()]) == (True, ["Clinical reviewer"])


def test_a_group_that_decides_a_step_in_use_may_have_another(
    desk: Client, old_step: ClinicalSignOffTask
) -> None:
    ClinicalSignOffTask.objects.get(active=True).groups.add(group("Helpers"))
    assert "enabled" in post(desk, "enable_task", old_step.pk)


def test_what_disabling_took_away_comes_back_as_it_was(desk: Client) -> None:
    step = ClinicalSignOffTask.objects.get()
    step.groups.set([Group.objects.create(name="Doctors")])
    for workflow in Workflow.objects.filter(active=True, workflow_tasks__task=step):
        post(desk, "disable", workflow.pk)
        assert "is enabled." in post(desk, "enable", workflow.pk)
        step.refresh_from_db()
        assert step.active
        assert [each.name for each in step.groups.all()] == ["Doctors"]


def test_but_not_for_a_group_that_has_come_meanwhile(desk: Client) -> None:
    step = ClinicalSignOffTask.objects.get()
    workflows = list(Workflow.objects.filter(active=True, workflow_tasks__task=step))
    for workflow in workflows:
        post(desk, "disable", workflow.pk)
    step.groups.add(Group.objects.create(name="Helpers"))
    ClinicalSignOffTask.objects.update(active=False)
    assert REFUSED in post(desk, "enable", workflows[0].pk)


def test_the_command_mends_what_is_off_and_tells_of_what_is_in_use(old_step: ClinicalSignOffTask) -> None:
    ClinicalSignOffTask.objects.get(active=True).groups.add(Group.objects.create(name="Doctors"))
    said = StringIO()
    call_command("restore_roles", stdout=said)
    assert [each.name for each in old_step.groups.all()] == ["Clinical reviewer"]
    assert (
        "The step “Second look”, which is switched off, is for Clinical reviewer alone now. It named Helpers."
        in (said.getvalue())
    )
    assert "is in use, and decided by Doctors too." in said.getvalue()
    again = StringIO()
    call_command("restore_roles", stdout=again)
    assert "Second look" not in again.getvalue()
