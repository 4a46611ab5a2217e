"""Where a text is on its way to readers, and what has been decided about it, in sentences for the staff."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model
from django.utils import timezone
from wagtail.admin.utils import get_user_display_name
from wagtail.models import TaskState, WorkflowMixin, WorkflowState

from factsheets.signing.formats.judged_words import changed_words


def where_it_is(text: WorkflowMixin) -> str:
    """One or two sentences, out of what is stored now: who has to act, or what readers see."""
    text = type(text)._default_manager.get(pk=text.pk)
    state = text.current_workflow_state
    if state is None:
        return _without_steps(text)
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return "It has gone back to the author."
    return _waiting(type(text), state.current_task_state)


def what_was_decided(text: WorkflowMixin) -> str:
    """The last decision about `text`, with who took it; empty when there has been none."""
    states = TaskState.objects.filter(workflow_state__in=text.workflow_states.all()).order_by("-pk")
    last, before = states.first(), None
    if last and last.status == TaskState.STATUS_IN_PROGRESS:
        before = states.filter(workflow_state=last.workflow_state_id, pk__lt=last.pk).first()
    if before and before.status != TaskState.STATUS_REJECTED:
        return _decision(text, before)
    return _decision(text, last) if last else ""


def what_was_decided_in(text: WorkflowMixin, state: TaskState) -> str:
    """The decision of one step of `text`, with who took it."""
    return _decision(text, state)


def after_decision(text: WorkflowMixin, state: TaskState, action: str) -> str:
    """What a click has done to the step that was `state`, and where the text is now."""
    if action == "reject":
        return f"Changes to “{text}” are asked for. {where_it_is(text)}"
    return f"“{text}” has passed {_step_in_words(state)}. {where_it_is(text)}"


def _step_in_words(state: TaskState) -> str:
    """The name of a step inside a sentence."""
    name = str(state.task.name)
    return f"the {name[:1].lower()}{name[1:]}"


def _decision(text: WorkflowMixin, state: TaskState) -> str:
    submission = state.workflow_state
    if submission.status == WorkflowState.STATUS_CANCELLED:
        return f"“{text}” has been taken back already."
    if state.status == TaskState.STATUS_IN_PROGRESS:
        return f"“{text}” has been submitted already."
    if state.status == TaskState.STATUS_REJECTED:
        return f"Changes to “{text}” have been asked for already{_by(state.finished_by)}."
    return f"“{text}” has passed {_step_in_words(state)} already{_by(state.finished_by)}."


def _by(user: AbstractBaseUser | None) -> str:
    return f", by {get_user_display_name(user)}" if user else ""


def _without_steps(text: WorkflowMixin) -> str:
    due = text.revisions.filter(approved_go_live_at__gt=timezone.now()).first()
    if due:
        still = " Until then readers see the words before." if text.live else ""
        return f"It goes live on {moment_in_words(due.approved_go_live_at)}.{still}"
    if not text.live:
        return "It is a draft. Readers do not see it."
    if text.live_revision_id == text.latest_revision_id:
        return "Readers see it now."
    if _was_published_last(text):
        return "Readers see it now. There is a newer draft."
    return "It is a draft. Readers see the words before."


def _was_published_last(text: WorkflowMixin) -> bool:
    """Whether the last submission went the whole way, so that what was decided on is what readers see."""
    last = text.workflow_states.order_by("-pk").first()
    if last is None or last.status != WorkflowState.STATUS_APPROVED:
        return False
    return bool(last.task_states.filter(revision=text.live_revision_id).exists())


def _waiting(model: type[Model], state: TaskState) -> str:
    task = state.task.specific
    names = [group.name for group in task.groups.order_by("name")] if hasattr(task, "groups") else []
    by = f" by somebody with the role {' or '.join(names)}" if names else ""
    if why := _words_since(model, state):
        return f"It goes back to {_step_in_words(state)}{by}, because these words changed since: {why}."
    return f"It waits for {_step_in_words(state)}{by}."


def _words_since(model: type[Model], state: TaskState) -> str:
    """What changed since the same step was passed; empty when it has not been passed in this submission."""
    passed = state.workflow_state.task_states.filter(
        task=state.task_id, status=TaskState.STATUS_APPROVED, pk__lt=state.pk
    ).last()
    if passed is None:
        return ""
    changed = changed_words(model, passed.revision.content, state.revision.content)
    return ", ".join(f"“{label}”" for label in changed)


def moment_in_words(moment: datetime) -> str:
    """Such as "31 October 2025 at 09:00"."""
    local = timezone.localtime(moment)
    return f"{local.day} {local:%B %Y} at {local:%H:%M}"
