"""Wagtail's "Disable" and "Enable" of a workflow: enabling gives back what disabling took."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import get_text_list
from django.views.decorators.http import require_POST
from typing_extensions import override
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.workflows import Disable
from wagtail.admin.views.workflows import enable_task as wagtails_enable_task
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import BaseLogEntry, Workflow
from wagtail.permissions import task_permission_policy, workflow_permission_policy

from factsheets.powers.rules import why_step_is_closed
from factsheets.security_log.formats.event_kinds import EventKind
from factsheets.security_log.recording import record_security_event
from factsheets.signing.models.workflow_tasks import ClinicalSignOffTask
from factsheets.workflows.switching import OFF, ON, Restored, switch_off, switch_on, why_it_stays_off

from .guard import loud, what_would_close


class DisableWorkflow(Disable):
    """Allowed, because a charity may want to stop all publication; and loud, before and after."""

    @override
    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        for fault in what_would_close(self.get_object()):
            messages.warning(request, f"This would close the way to publication. {fault}")
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response

    @override
    def delete_action(self) -> None:
        with loud(self.request):
            names = switch_off(self.object, user=self.request.user)
        if names:
            messages.warning(
                self.request,
                f"These were under way and wait until it is enabled again: {_quoted(names)}.",
            )


@require_POST
def enable_workflow(request: HttpRequest, pk: int) -> HttpResponse:
    """Enable it, and say what came back and what did not."""
    user: Any = request.user
    if not workflow_permission_policy.user_has_permission(user, "add"):
        raise PermissionDenied
    workflow = get_object_or_404(Workflow, pk=pk)
    if reason := "" if workflow.active else why_it_stays_off(workflow):
        _refuse(request, workflow, reason)
    elif not workflow.active:
        _say(request, workflow, switch_on(workflow, user=user))
    back = get_valid_next_url_from_request(request)
    return redirect(back) if back else redirect("wagtailadmin_workflows:edit", workflow.pk)


@require_POST
def enable_step(request: HttpRequest, pk: int) -> HttpResponseBase:
    """As Wagtail does, unless it would make clinicians of a group that is none."""
    step = ClinicalSignOffTask.objects.filter(pk=pk).first()
    if step is None or not task_permission_policy.user_has_permission(request.user, "add"):
        return _as_wagtail_does(request, pk)
    if reason := why_step_is_closed(step):
        _refuse(request, step, reason)
        return redirect("wagtailadmin_workflows:edit_task", pk)
    return _as_wagtail_does(request, pk)


def _as_wagtail_does(request: HttpRequest, pk: int) -> HttpResponseBase:
    answer: HttpResponseBase = wagtails_enable_task(request, pk)
    return answer


def _refuse(request: HttpRequest, what: Model, reason: str) -> None:
    messages.error(request, f"Nothing was changed. {reason}")
    record_security_event(EventKind.REFUSED, what, reason, request=request)


def _say(request: HttpRequest, workflow: Workflow, restored: Restored) -> None:
    sentences = [f"Workflow “{workflow}” is enabled."]
    if restored.bound:
        sentences.append(f"It is in use again for {_quoted(restored.bound)}.")
    if restored.resumed:
        sentences.append(f"Under way again, where they were: {_quoted(restored.resumed)}.")
    messages.success(request, " ".join(sentences))
    if restored.bound_elsewhere:
        messages.warning(
            request, f"Another workflow has come in its place for {_quoted(restored.bound_elsewhere)}."
        )
    if restored.to_submit_again:
        messages.warning(
            request,
            "These were under way when it was disabled and have changed since. "
            f"Their owners have to submit them again: {_quoted(restored.to_submit_again)}.",
        )
    if not (restored.bound or restored.bound_elsewhere):
        messages.warning(request, "It is not in use for anything. Choose below what it is for.")


def _quoted(names: list[str]) -> str:
    return get_text_list([f"“{name}”" for name in names], "and")


class SwitchedOff(LogFormatter):
    """How the history of a workflow tells that it was disabled."""

    label = "Disable a workflow"

    @override
    def format_message(self, log_entry: BaseLogEntry) -> str:
        count = len(log_entry.data["states"])
        return f"Disabled. Texts that were under way: {count}."


class SwitchedOn(LogFormatter):
    """How the history of a workflow tells that it was enabled again."""

    label = "Enable a workflow"

    @override
    def format_message(self, log_entry: BaseLogEntry) -> str:
        return f"Enabled. Texts under way again: {len(log_entry.data['resumed'])}."


def register_switching_messages(actions: LogActionRegistry) -> None:
    """Hook `register_log_actions`."""
    actions.register_action(OFF)(SwitchedOff)
    actions.register_action(ON)(SwitchedOn)
