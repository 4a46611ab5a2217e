"""Whether every step has somebody who can take it, and whether two people can see the same words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, Group, Permission
from django.db.models import Q, QuerySet
from django.urls import reverse

from .fault import Step, WorkflowFault

#: Who takes each step.
People = Mapping[Step, list[AbstractUser]]


def people_of(steps: list[Step]) -> People:
    """Who takes each of them, asked for once."""
    return {step: list(takers(step)) for step in steps}


def missing_at(steps: list[Step], people: People) -> Iterator[WorkflowFault]:
    """A step that is switched off, that no role takes, or whose roles have nobody with an account that works."""
    for step in steps:
        task, url = step.task, reverse("wagtailadmin_workflows:edit_task", args=[step.task.pk])
        title = f"Step “{task}”"
        roles = list(task.groups.order_by("name"))
        if not task.active:
            yield WorkflowFault(
                title, "It is switched off, so texts go past it and cannot go live. Enable it.", url
            )
        if not roles:
            yield WorkflowFault(title, "No role takes it. Choose the role whose members decide it.", url)
        elif not people[step]:
            yield WorkflowFault(
                title,
                f"Nobody takes it: the role {_names(roles)} has no member with an account that is active and may enter.",
                reverse("wagtailusers_users:index"),
            )


def one_person_alone(steps: list[Step], people: People) -> Iterator[WorkflowFault]:
    """Whoever wrote words cannot sign them, so one person is not enough for both steps."""
    checkers = {user for step in steps if not step.is_clinical for user in people[step]}
    signers = {user for step in steps if step.is_clinical for user in people[step]}
    if len(checkers) == 1 and checkers == signers:
        person = next(iter(checkers))
        yield WorkflowFault(
            "Four eyes",
            f"{person.get_full_name() or person.get_username()} is the only one who checks and the only one who signs off. "
            "Give one of the two roles to somebody else: nobody signs off words of their own.",
            reverse("wagtailusers_users:index"),
        )


def unreachable(steps: list[Step], people: People) -> Iterator[WorkflowFault]:
    """Steps of which nobody would hear by mail."""
    deaf = [
        f"“{step.task}”"
        for step in steps
        if people[step] and not any(person.email for person in people[step])
    ]
    if deaf:
        yield WorkflowFault(
            "Mail",
            f"Nobody who takes the step {' or '.join(deaf)} has an e-mail address, so nobody is told what waits there.",
            reverse("wagtailusers_users:index"),
            stops=False,
            deaf=True,
        )


def takers(step: Step) -> QuerySet[AbstractUser]:
    """Active members of the roles of a step who may enter the admin."""
    users = get_user_model().objects
    enter = Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin")
    # Each a query of its own: joined, they would multiply every member by every permission.
    may_enter = (
        Q(is_superuser=True)
        | Q(pk__in=users.filter(groups__in=Group.objects.filter(permissions__in=enter)).values("pk"))
        | Q(pk__in=users.filter(user_permissions__in=enter).values("pk"))
    )
    members = users.filter(groups__in=step.task.groups.values("pk")).values("pk")
    return users.filter(may_enter, is_active=True, pk__in=members).order_by("pk")


def _names(roles: list[object]) -> str:
    return " or ".join(f"“{role}”" for role in roles)
