"""Whether the roles that the one way needs are there, and have what they need for it."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from factsheets.governed.models.warning_advice import GOVERNED_TEXTS
from factsheets.page.models.library_page import LibraryPage
from factsheets.people.roles import ADMINISTRATOR, AUTHOR, CLINICAL_REVIEWER, EDITOR

from .fault import Step, WorkflowFault

_ENTER = "wagtailadmin.access_admin"
_GOVERNED = tuple(f"factsheets.change_{model._meta.model_name}" for model in GOVERNED_TEXTS)
_SIGN_OFFS = ("factsheets.view_signoff",)
_RESTORE = "Whoever keeps the site runs “manage.py restore_roles”."
#: What each role needs so that texts can be written, checked, signed, published and taken down: (in general, on pages).
_NEEDED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    AUTHOR: ((_ENTER,), ("add_page", "change_page")),
    EDITOR: ((_ENTER, *_GOVERNED, *_SIGN_OFFS), ("add_page", "change_page", "publish_page")),
    CLINICAL_REVIEWER: ((_ENTER, *_GOVERNED, *_SIGN_OFFS, "factsheets.change_signoff"), ()),
    ADMINISTRATOR: (
        (
            _ENTER,
            *_SIGN_OFFS,
            "auth.change_user",
            "auth.change_group",
            "wagtailcore.change_workflow",
            "wagtailcore.add_workflow",
            "wagtailcore.change_task",
        ),
        ("change_page", "publish_page"),
    ),
}


def incomplete_roles(has: Granted) -> Iterator[WorkflowFault]:
    """Roles that are gone, or have lost what the way needs. A role that staff renamed and left whole is no fault."""
    for name in _NEEDED:
        role = next((group for group in has.groups if group.name == name), None)
        if role is None:
            others = [group for group in has.groups if group.name not in _NEEDED]
            if all(has.lost(group, name) for group in others):
                yield WorkflowFault(
                    f"Role “{name}”",
                    f"It is not there any more. {_RESTORE}",
                )
        elif lost := has.lost(role, name):
            yield WorkflowFault(
                f"Role “{name}”",
                f"It has lost permissions that it needs: {', '.join(lost)}. {_RESTORE}",
            )


def other_signers(steps: list[Step], has: Granted) -> Iterator[WorkflowFault]:
    """Roles that take the clinical sign-off, and do not have what clinical reviewers have."""
    for task in (step.task for step in steps if step.is_clinical):
        for role in task.groups.order_by("name"):
            if lost := has.lost(role, CLINICAL_REVIEWER):
                yield WorkflowFault(
                    f"Step “{task}”",
                    f"The role “{role}” takes it too, and does not have what clinical reviewers have: {', '.join(lost)}. "
                    "Take the step away from it, unless its members are clinicians: then ask whoever keeps the site.",
                    reverse("wagtailadmin_workflows:edit_task", args=[task.pk]),
                    stops=False,
                )


class Granted:
    """What every group may do, in general and on the pages above the library, asked for once."""

    def __init__(self) -> None:
        self.groups = list(Group.objects.all())
        self._in_general = {
            (group, f"{app}.{code}")
            for group, app, code in Permission.objects.filter(group__isnull=False).values_list(
                "group", "content_type__app_label", "codename"
            )
        }
        on_pages = GroupPagePermission.objects.filter(page__in=_above_the_library())
        self._on_pages = set(on_pages.values_list("group", "permission__codename"))

    def lost(self, group: Group, role: str) -> list[str]:
        """What the role needs and `group` does not have, in the words of the screen for groups."""
        in_general, on_pages = _NEEDED[role]
        lost = [_in_words(each) for each in in_general if (group.pk, each) not in self._in_general]
        return lost + [
            f"{each.removesuffix('_page')} pages"
            for each in on_pages
            if (group.pk, each) not in self._on_pages
        ]


def _in_words(name: str) -> str:
    app, _, code = name.partition(".")
    found = Permission.objects.filter(Q(content_type__app_label=app), codename=code).first()
    return found.name.removeprefix("Can ") if found else code.replace("_", " ")


def _above_the_library() -> list[Page]:
    library = LibraryPage.objects.order_by("path").first()
    if library is None:
        return [Page.get_first_root_node()]
    return list(library.get_ancestors(inclusive=True))
