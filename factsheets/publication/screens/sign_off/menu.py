"""The way from an editing screen to the sign-off of its words: one button, for those who may decide."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from typing_extensions import override
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.models import TaskState, WorkflowMixin
from wagtail.snippets.action_menu import ActionMenuItem as SnippetActionMenuItem

from factsheets.signing.models.workflow_tasks import ClinicalSignOffTask

LABEL = "Look at the words and sign off"
#: Before every other button: it is what the reviewer came for.
FIRST = -10


def step_to_decide(text: WorkflowMixin | None, user: AbstractBaseUser) -> TaskState | None:
    """The clinical step that waits for a decision of `user`, if there is one."""
    state = text.current_workflow_task_state if text and text.pk else None
    task = state.task.specific if state else None
    return state if isinstance(task, ClinicalSignOffTask) and task.may_decide(user) else None


def sign_off_url(state: TaskState) -> str:
    """The address of the form on which this step is decided."""
    return reverse("factsheets_sign_off", args=[state.pk])


class SignOffPageItem(ActionMenuItem):
    """The button on the editing screen of a page."""

    name = "sign-off"
    label = LABEL
    icon_name = "check"

    @override
    def is_shown(self, context: dict[str, Any]) -> bool:
        return step_to_decide(context.get("page"), context["request"].user) is not None

    @override
    def get_url(self, context: dict[str, Any]) -> str:
        state = step_to_decide(context["page"], context["request"].user)
        return sign_off_url(state) if state else ""


class SignOffTextItem(SnippetActionMenuItem):
    """The button on the editing screen of a governed text."""

    name = "sign-off"
    label = LABEL
    icon_name = "check"

    @override
    def is_shown(self, context: dict[str, Any]) -> bool:
        text = context.get("instance")
        return isinstance(text, WorkflowMixin) and step_to_decide(text, context["request"].user) is not None

    @override
    def get_url(self, context: dict[str, Any]) -> str:
        state = step_to_decide(context["instance"], context["request"].user)
        return sign_off_url(state) if state else ""


def sign_off_of_a_page() -> ActionMenuItem:
    """Hook `register_page_action_menu_item`."""
    return SignOffPageItem(order=FIRST)


def sign_off_of_a_governed_text(_model: type[Model]) -> SnippetActionMenuItem:
    """Hook `register_snippet_action_menu_item`."""
    return SignOffTextItem(order=FIRST)


def no_button_that_only_saves(
    items: list[SnippetActionMenuItem], request: HttpRequest, context: dict[str, Any]
) -> None:
    """Hook `construct_snippet_action_menu`: Wagtail offers “Publish” by a permission of the group, whatever our rule says of it."""
    viewset = getattr(context["model"], "snippet_viewset", None)
    if viewset is not None and not viewset.permission_policy.user_has_permission(request.user, "publish"):
        items[:] = [item for item in items if item.name != "action-publish"]
