"""One click is one decision: what was decided before is not decided again, and whoever comes late reads how it stands."""

from __future__ import annotations

import json

from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from wagtail.models import Page, TaskState, WorkflowMixin, WorkflowState

from factsheets.screens import editing_form as posted_as
from factsheets.screens.panels import SEEN_STEP, standing_of_steps
from factsheets.signing.models.workflow_status import what_was_decided, where_it_is
from factsheets.signing.models.workflow_tasks import StepTask

from .typed_text import typed_differences

_SUBMIT = (posted_as.SUBMIT, posted_as.RESTART)
DECISIONS = (posted_as.DECIDE, posted_as.DECISION, posted_as.DECISION_DATA)


def answer_late_decision(request: HttpRequest, text: Model) -> HttpResponse | None:
    """What the editing screen answers to a click about a step that is not there any more.

    Called with the row of `text` held. Without new words there is nothing else to do; words that were typed are kept as a
    draft by whoever is called next, if this answers None.
    """
    action = next(
        (name for name in (*_SUBMIT, posted_as.CANCEL, posted_as.DECIDE) if request.POST.get(name)), None
    )
    if action is None or not isinstance(text, WorkflowMixin) or not request.accepts("text/html"):
        return None
    if action == posted_as.DECIDE and not _is_readable(request.POST):
        messages.error(
            request, "Nothing was decided: the comment could not be read. Please decide once more."
        )
    elif _is_late(request, text, action):
        told = [what_was_decided(text), "Nothing more was done.", where_it_is(text)]
        messages.warning(request, " ".join(filter(None, told)))
        if text.latest_revision and not typed_differences(request, text):
            return _back(request, text)
    else:
        return None
    request.POST = without_the_decision(request.POST)  # type: ignore[assignment]
    return None


def without_the_decision(posted: QueryDict) -> QueryDict:
    """The form with nothing but the words."""
    kept = posted.copy()
    for name in (*_SUBMIT, posted_as.CANCEL, posted_as.PUBLISH, *DECISIONS):
        kept.pop(name, None)
    return kept


def took_part(user: AbstractBaseUser | AnonymousUser, text: WorkflowMixin) -> bool:
    """Whether `user` decides one of the steps of this text, and so may know how it stands."""
    last = text.workflow_states.order_by("-pk").first()
    steps = [task.specific for task in last.workflow.tasks] if last else []
    return any(isinstance(step, StepTask) and step.may_decide(user) for step in steps)


def _is_late(request: HttpRequest, text: WorkflowMixin, action: str) -> bool:
    shown = request.POST.get(SEEN_STEP)
    if shown is not None and shown != standing_of_steps(text):
        return True
    state = text.current_workflow_state
    waits = state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS
    if action in _SUBMIT:
        return waits
    if action == posted_as.CANCEL or not waits:
        return state is None
    return shown is None and _has_just_passed_it_on(request, state)


def _has_just_passed_it_on(request: HttpRequest, state: WorkflowState) -> bool:
    """A form that does not say which step it saw, from whoever passed the step before: the same click once more."""
    before = state.task_states.filter(pk__lt=state.current_task_state_id).order_by("-pk").first()
    is_pass = request.POST.get(posted_as.DECISION) == "approve"
    return bool(
        before
        and is_pass
        and before.status == TaskState.STATUS_APPROVED
        and before.finished_by_id == request.user.pk
    )


def _is_readable(posted: QueryDict) -> bool:
    try:
        return isinstance(json.loads(posted.get(posted_as.DECISION_DATA) or "{}"), dict)
    except ValueError:
        return False


def _back(request: HttpRequest, text: Model) -> HttpResponse:
    """To the editing screen, which shows the rest, or to the first screen where that is not open to them any more."""
    if isinstance(text, Page) and not text.permissions_for_user(request.user).can_edit():
        return redirect("wagtailadmin_home")
    return redirect(request.get_full_path())
