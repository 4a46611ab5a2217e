"""What waits in the workflows: to check, to sign off, sent back, and on its way."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page, TaskState, WorkflowState, get_default_page_content_type

from factsheets.publication.screens.addresses import where_to_edit, where_to_sign_off
from factsheets.signing.models.workflow_tasks import ClinicalSignOffTask
from factsheets.workflows.switching import cancelled_by_switching_off

from .section import DashboardItem, DashboardSection


def to_decide(user: AbstractBaseUser) -> list[DashboardSection]:
    """The steps that `user` may decide, the oldest first; clinical sign-off has a section and a screen of its own.

    There the governed texts come before all factsheets, which cannot be signed off without them.
    """
    clinical = set(ClinicalSignOffTask.objects.values_list("pk", flat=True))
    states = list(
        TaskState.objects.reviewable_by(user)
        .select_related("revision", "workflow_state__requested_by__wagtail_userprofile")
        .order_by("started_at", "pk")
    )
    pages = get_default_page_content_type()
    to_sign = sorted(
        (state for state in states if state.task_id in clinical),
        key=lambda state: state.revision.base_content_type_id == pages.pk,
    )
    return [
        DashboardSection(
            "to-sign-off", "To sign off", [_step(state, where_to_sign_off(state)) for state in to_sign]
        ),
        DashboardSection(
            "to-check",
            "To check",
            [
                _step(state, where_to_edit(state.revision))
                for state in states
                if state.task_id not in clinical
            ],
        ),
    ]


def sent_back(user: AbstractBaseUser) -> DashboardSection:
    """What `user` handed on, or owns, and somebody asked to change."""
    states = _handed_on_by(user).filter(status=WorkflowState.STATUS_NEEDS_CHANGES)
    return DashboardSection(
        "sent-back", "Sent back to you", [_sent_back(state.current_task_state) for state in states]
    )


def on_its_way(user: AbstractBaseUser) -> DashboardSection:
    """What `user` handed on, or owns, and others are looking at."""
    states = _handed_on_by(user).filter(status=WorkflowState.STATUS_IN_PROGRESS)
    return DashboardSection(
        "on-its-way", "On its way", [_on_its_way(state.current_task_state) for state in states]
    )


def in_a_workflow() -> list[int]:
    """The keys of the pages that are in a workflow now."""
    active = WorkflowState.objects.active().filter(base_content_type=get_default_page_content_type())
    return [int(key) for key in active.values_list("object_id", flat=True)]


def taken_out_of_a_workflow() -> set[int]:
    """The keys of the pages whose last way through a workflow ended because somebody switched it off."""
    pages = WorkflowState.objects.filter(base_content_type=get_default_page_content_type())
    later = pages.filter(object_id=OuterRef("object_id"), pk__gt=OuterRef("pk"))
    ended = pages.filter(
        ~Exists(later), pk__in=cancelled_by_switching_off(), status=WorkflowState.STATUS_CANCELLED
    )
    return {int(key) for key in ended.values_list("object_id", flat=True)}


def _handed_on_by(user: AbstractBaseUser) -> QuerySet[WorkflowState]:
    page_states = Q(base_content_type=get_default_page_content_type())
    owned = [
        str(key)
        for key in Page.objects.filter(owner=user, pk__in=in_a_workflow()).values_list("pk", flat=True)
    ]
    states: QuerySet[WorkflowState] = (
        WorkflowState.objects.active()
        .filter(Q(requested_by=user) | (page_states & Q(object_id__in=owned)))
        .exclude(current_task_state=None)
        .select_related(
            "current_task_state__task",
            "current_task_state__revision",
            "current_task_state__finished_by__wagtail_userprofile",
        )
        .order_by("-current_task_state__started_at", "-pk")
    )
    return states


def _step(state: TaskState, url: str) -> DashboardItem:
    by = state.workflow_state.requested_by
    return DashboardItem(
        state.revision.object_str,
        url,
        who=f"Handed on by {get_user_display_name(by)}" if by else "",
        since=state.started_at,
    )


def _sent_back(state: TaskState) -> DashboardItem:
    by = state.finished_by
    return DashboardItem(
        state.revision.object_str,
        where_to_edit(state.revision),
        what=f"“{state.comment}”" if state.comment else "",
        who=f"{state.task.name}: {get_user_display_name(by)}" if by else state.task.name,
        since=state.finished_at,
    )


def _on_its_way(state: TaskState) -> DashboardItem:
    return DashboardItem(
        state.revision.object_str,
        where_to_edit(state.revision),
        what=f"Waits for: {state.task.name}",
        since=state.started_at,
    )
