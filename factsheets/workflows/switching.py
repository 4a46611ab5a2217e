"""Switching a workflow off and on again: what the first takes away, the second gives back.

Wagtail itself unbinds a workflow that is disabled and cancels what is under way, for good.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NotRequired, TypedDict

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet
from wagtail.log_actions import log
from wagtail.models import (
    ModelLogEntry,
    Page,
    Task,
    TaskState,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowState,
)

from factsheets.governed.models.warning_advice import GOVERNED_TEXTS
from factsheets.page.models.library_page import LibraryPage
from factsheets.powers.rules import why_step_is_closed
from factsheets.signing.models.workflow_tasks import ClinicalSignOffTask, EditorialCheckTask

OFF, ON = "factsheets.workflow.switch_off", "factsheets.workflow.switch_on"


class Taken(TypedDict):
    """What switching off takes, as it stands in the log: keys, and content types by their natural keys."""

    pages: list[int]
    content_types: list[list[str]]
    tasks: list[int]
    states: list[tuple[int, int | None]]  # a text under way, and its latest revision then
    groups: NotRequired[
        dict[str, list[int]]
    ]  # who took each clinical step then; earlier releases did not note it


@dataclass
class Restored:
    """What a workflow got back, by name; and what it did not, because something else had come in its place."""

    bound: list[str] = field(default_factory=list)
    bound_elsewhere: list[str] = field(default_factory=list)
    resumed: list[str] = field(default_factory=list)
    to_submit_again: list[str] = field(default_factory=list)


@transaction.atomic
def switch_off(workflow: Workflow, *, user: AbstractBaseUser) -> list[str]:
    """Disable it, and keep on record what this takes: bindings, steps, texts under way. Returns those texts' names.

    Once it is off, switching it off again takes nothing and writes no other record.
    """
    if not _held(workflow).active:
        return []
    under_way = list(_under_way(workflow))
    taken: Taken = {
        "pages": list(WorkflowPage.objects.filter(workflow=workflow).values_list("page", flat=True)),
        "content_types": [
            list(each.content_type.natural_key()) for each in workflow.workflow_content_types.all()
        ],
        "tasks": list(workflow.tasks.filter(active=True).values_list("pk", flat=True)),
        "states": [(state.pk, _latest_revision_id(state)) for state in under_way],
        "groups": {str(step.pk): _groups(step) for step in _clinical_steps(workflow).filter(active=True)},
    }
    names = [_name(state) for state in under_way]
    workflow.deactivate(user=user)
    log(instance=workflow, action=OFF, user=user, data=taken)
    return names


@transaction.atomic
def switch_on(workflow: Workflow, *, user: AbstractBaseUser) -> Restored:
    """Enable it, with all that it was bound to, its steps, and the texts that nobody has changed meanwhile."""
    restored = Restored()
    if _held(workflow).active:
        return restored
    taken = last_switched_off(workflow) or _by_kind(workflow)
    workflow.active = True
    workflow.save()
    Task.objects.filter(pk__in=taken["tasks"], workflow_tasks__workflow=workflow).update(active=True)
    _bind_pages(workflow, taken["pages"], restored)
    _bind_content_types(workflow, taken["content_types"], restored)
    for key, revision_id in taken["states"]:
        state = WorkflowState.objects.filter(
            pk=key, workflow=workflow, status=WorkflowState.STATUS_CANCELLED
        ).first()
        if state is not None:
            _resume(state, revision_id, restored, user=user)
    log(instance=workflow, action=ON, user=user, data=vars(restored))
    return restored


def why_it_stays_off(workflow: Workflow) -> str:
    """Enabling gives nobody a power that they did not have when it was disabled; empty if it would not."""
    taken = last_switched_off(workflow) or _by_kind(workflow)
    before = taken.get("groups", {})
    for step in _clinical_steps(workflow).filter(pk__in=taken["tasks"]).order_by("pk"):
        as_it_was = set(_groups(step)).issubset(before.get(str(step.pk), []))
        if not as_it_was and (reason := why_step_is_closed(step)):
            return reason
    return ""


def last_switched_off(workflow: Workflow) -> Taken | None:
    """What the last switching off took; None where it has not been on record since it was last on."""
    entry = (
        ModelLogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(Workflow),
            object_id=str(workflow.pk),
            action__in=[OFF, ON],
        )
        .order_by("-timestamp", "-pk")
        .first()
    )
    return entry.data if entry and entry.action == OFF else None


def cancelled_by_switching_off() -> list[int]:
    """The keys of the states that the last switching off of each workflow ended, whether it is on again or not."""
    entries = ModelLogEntry.objects.filter(action=OFF).order_by("object_id", "-timestamp", "-pk")
    last: dict[str, Taken] = {}
    for entry in entries:
        last.setdefault(entry.object_id, entry.data)
    return [key for data in last.values() for key, _revision in data["states"]]


def _by_kind(workflow: Workflow) -> Taken:
    """Without a record: a workflow with an editorial check is for the library, one without it for governed texts."""
    tasks = list(workflow.tasks.specific())
    pages: list[int] = []
    kinds: list[list[str]] = []
    if any(isinstance(task, EditorialCheckTask) for task in tasks):
        pages = list(LibraryPage.objects.values_list("pk", flat=True))
    elif any(isinstance(task, ClinicalSignOffTask) for task in tasks):
        kinds = [list(ContentType.objects.get_for_model(model).natural_key()) for model in GOVERNED_TEXTS]
    return {"pages": pages, "content_types": kinds, "tasks": [task.pk for task in tasks], "states": []}


def _bind_pages(workflow: Workflow, keys: list[int], restored: Restored) -> None:
    for page in Page.objects.filter(pk__in=keys).order_by("path"):
        bound, _ = WorkflowPage.objects.get_or_create(page=page, defaults={"workflow": workflow})
        _note(str(page), bound.workflow_id == workflow.pk, restored)


def _bind_content_types(workflow: Workflow, names: list[list[str]], restored: Restored) -> None:
    for app, model in names:
        kind = ContentType.objects.filter(app_label=app, model=model).first()
        if kind is not None:
            tied, _ = WorkflowContentType.objects.get_or_create(
                content_type=kind, defaults={"workflow": workflow}
            )
            _note(kind.name, tied.workflow_id == workflow.pk, restored)


def _note(name: str, is_bound_here: bool, restored: Restored) -> None:
    (restored.bound if is_bound_here else restored.bound_elsewhere).append(name)


def _resume(
    state: WorkflowState, revision_id: int | None, restored: Restored, *, user: AbstractBaseUser
) -> None:
    """Put it back to where it was, unless its words have changed or it went another way meanwhile."""
    text, step = state.content_object, state.current_task_state
    if text is None or _has_gone_on(state):
        return
    if step is None or not step.task.active or _latest_revision_id(state) != revision_id:
        restored.to_submit_again.append(_name(state))
        return
    step.status, step.finished_at, step.finished_by = TaskState.STATUS_IN_PROGRESS, None, None
    step.save()
    state.status = WorkflowState.STATUS_IN_PROGRESS
    state.save()
    data = {
        "workflow": {
            "id": state.workflow_id,
            "title": state.workflow.name,
            "status": state.status,
            "task_state_id": step.pk,
            "task": {"id": step.task_id, "title": step.task.name},
        }
    }
    log(
        instance=getattr(text, "specific", text),
        action="wagtail.workflow.resume",
        user=user,
        data=data,
        revision=step.revision,
    )
    restored.resumed.append(_name(state))


def _has_gone_on(state: WorkflowState) -> bool:
    later = WorkflowState.objects.filter(
        base_content_type=state.base_content_type, object_id=state.object_id, pk__gt=state.pk
    )
    return bool(later.exists())


def _clinical_steps(workflow: Workflow) -> QuerySet[ClinicalSignOffTask]:
    steps: QuerySet[ClinicalSignOffTask] = ClinicalSignOffTask.objects.filter(
        workflow_tasks__workflow=workflow
    )
    return steps


def _groups(step: ClinicalSignOffTask) -> list[int]:
    return list(step.groups.order_by("pk").values_list("pk", flat=True))


def _held(workflow: Workflow) -> Workflow:
    """As it is now, held until the end of the transaction."""
    return Workflow.objects.select_for_update().get(pk=workflow.pk)


def _under_way(workflow: Workflow) -> list[WorkflowState]:
    return list(
        WorkflowState.objects.filter(workflow=workflow, status=WorkflowState.STATUS_IN_PROGRESS).order_by(
            "pk"
        )
    )


def _latest_revision_id(state: WorkflowState) -> int | None:
    return getattr(state.content_object, "latest_revision_id", None)


def _name(state: WorkflowState) -> str:
    step = state.current_task_state
    return step.revision.object_str if step and step.revision else str(state.content_object)
