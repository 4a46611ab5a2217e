"""Every way on a screen to a clinician's or an administrator's powers or account, as the form that somebody would send."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Task

from factsheets.models import ClinicalSignOffTask
from tests.builders import person
from tests.factsheets.workflows.one_way.test_guard import filled
from tests.setting_up import following

NEW = {
    "username": "newcomer",
    "email": "newcomer@example.org",
    "first_name": "New",
    "last_name": "Comer",
}


class Team(NamedTuple):
    """Who is there: `actor` sits at the desk."""

    actor: AbstractUser
    clinician: AbstractUser
    other_administrator: AbstractUser
    superuser: AbstractUser
    author: AbstractUser


def team(actor: AbstractUser) -> Team:
    users = get_user_model().objects
    found = Team(
        actor,
        person("Clinical reviewer", "clinician", email="clinician@example.org"),
        person("Administrator", "other", email="other@example.org"),
        users.create_superuser("root", "root@example.org"),
        person("Author", "author", email="author@example.org"),
    )
    users.update(first_name="First", last_name="Last")  # the form asks for both
    return found


def group(name: str) -> Group:
    return Group.objects.get(name=name)


def powers() -> dict[str, Any]:
    """All that these ways want to change, as it stands in the database."""
    users = get_user_model().objects.order_by("pk")
    return {
        "people": list(
            users.values_list("pk", "username", "email", "password", "is_active", "is_superuser", "groups")
        ),
        "groups": sorted(Group.objects.values_list("name", "permissions")),
        "pages": sorted(Group.objects.values_list("name", "page_permissions__permission")),
        "steps": sorted(ClinicalSignOffTask.objects.values_list("name", "groups__name", "active")),
        "tasks": sorted(Task.objects.values_list("name", flat=True)),
    }


Way = Callable[[Client, Team], Any]


def edit(whom: str, **changes: Any) -> Way:
    """The account of one of the team, with something else in its form; `groups` are names."""

    def act(desk: Client, people: Team) -> Any:
        url = reverse("wagtailusers_users:edit", args=[getattr(people, whom).pk])
        return following.post(desk, url, filled(desk, url, **_keys(changes)))

    return act


def add(**changes: Any) -> Way:
    def act(desk: Client, people: Team) -> Any:
        form = {**NEW, **_keys(changes)}
        return following.post(desk, reverse("wagtailusers_users:add"), form)

    return act


def in_bulk(action: str, whom: str, **form: Any) -> Way:
    def act(desk: Client, people: Team) -> Any:
        url = reverse("wagtail_bulk_action", args=["auth", "user", action])
        if "role" in form:
            form["role"] = group(str(form["role"])).pk if isinstance(form["role"], str) else form["role"]
        back = reverse("wagtailadmin_home")
        return following.post(desk, f"{url}?id={getattr(people, whom).pk}&next={back}", form)

    return act


def edit_group(which: str, **changes: Any) -> Way:
    def act(desk: Client, people: Team) -> Any:
        url = reverse("wagtailusers_groups:edit", args=[group(which).pk])
        return following.post(desk, url, filled(desk, url, **_permissions(changes)))

    return act


def add_group(**changes: Any) -> Way:
    def act(desk: Client, people: Team) -> Any:
        url = reverse("wagtailusers_groups:add")
        form = filled(desk, url) | {"name": "Friends"} | _permissions(changes)
        return following.post(desk, url, form)

    return act


def delete_group(name: str) -> Way:
    def act(desk: Client, people: Team) -> Any:
        return following.post(desk, reverse("wagtailusers_groups:delete", args=[group(name).pk]))

    return act


def give_page_permission(name: str) -> Way:
    """Through the rows about pages on the screen of a group."""

    def act(desk: Client, people: Team) -> Any:
        url = reverse("wagtailusers_groups:edit", args=[group(name).pk])
        form = filled(desk, url)
        number = int(form["page_permissions-TOTAL_FORMS"][0])
        form |= {
            "page_permissions-TOTAL_FORMS": number + 1,
            f"page_permissions-{number}-page": Page.objects.get(depth=2).pk,
            f"page_permissions-{number}-permissions": ["publish_page"],
        }
        return following.post(desk, url, form)

    return act


def edit_step(*names: str) -> Way:
    def act(desk: Client, people: Team) -> Any:
        step = ClinicalSignOffTask.objects.get()
        url = reverse("wagtailadmin_workflows:edit_task", args=[step.pk])
        groups = [group(name).pk for name in names]
        return following.post(desk, url, {"name": step.name, "groups": groups})

    return act


def add_step(*names: str) -> Way:
    def act(desk: Client, people: Team) -> Any:
        url = reverse("wagtailadmin_workflows:add_task", args=["factsheets", "clinicalsignofftask"])
        groups = [group(name).pk for name in names]
        return following.post(desk, url, {"name": "Second look", "groups": groups})

    return act


def add_step_while_choosing(*names: str) -> Way:
    def act(desk: Client, people: Team) -> Any:
        url = reverse("wagtailadmin_workflows:task_chooser_create")
        form = {
            "create-task-name": "Second look",
            "create-task-groups": [group(name).pk for name in names],
        }
        kind = "factsheets.clinicalsignofftask"
        return following.post(desk, f"{url}?create_model={kind}", form)

    return act


def copy(whom: str) -> Way:
    """The address of a screen that copies an account, which Wagtail has and we have not."""

    def act(desk: Client, people: Team) -> Any:
        url = f"{reverse('wagtailusers_users:index')}copy/{getattr(people, whom).pk}/"
        return following.post(desk, url, {**NEW, **_keys({"groups": ["Clinical reviewer"]})})

    return act


def _keys(changes: dict[str, Any]) -> dict[str, Any]:
    if "groups" not in changes:
        return changes
    return changes | {"groups": [group(name).pk for name in changes["groups"]]}


def _permissions(changes: dict[str, Any]) -> dict[str, Any]:
    if "permissions" not in changes:
        return changes
    found = Permission.objects.filter(codename__in=changes["permissions"])
    assert len(found) == len(changes["permissions"])
    return changes | {"permissions": [each.pk for each in found]}
