"""Approvals from the dashboard: refused when somebody changed the words after they were handed to the step."""

from __future__ import annotations

from django.contrib.admin.utils import quote
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from typing_extensions import override
from wagtail.admin import messages
from wagtail.admin.utils import get_latest_str
from wagtail.admin.views.generic import workflow
from wagtail.admin.views.pages.workflow import WorkflowPageViewMixin
from wagtail.models import TaskState, WorkflowMixin

from factsheets.database.row_locks import held
from factsheets.language.vocabulary import PublicationRefused, StepDecided
from factsheets.signing.models.workflow_status import (
    after_decision,
    what_was_decided,
    what_was_decided_in,
    where_it_is,
)


class ApprovesSeenWords(workflow.WorkflowAction):
    """The dashboard shows no words, so an approval from there is about those that were handed to the step.

    Words of the approving person's own are no surprise to them; on the editing screen the form itself is guarded.
    """

    def compare_url_name(self) -> str:
        """The name of the address at which two revisions of such a text are compared."""
        return str(self.model.snippet_viewset.get_url_name("revisions_compare"))

    @override
    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            response = self._post(request, *args, **kwargs)
            if self._is_decided():
                messages.success(request, after_decision(self._text(), self.task_state, self.action_name))
            return response
        except StepDecided:
            self.task_state.refresh_from_db()
            done = what_was_decided_in(self._text(), self.task_state)
            messages.warning(request, f"{done} Nothing more was done. {where_it_is(self._text())}")
        except PublicationRefused as refusal:
            messages.error(request, str(refusal))  # Wagtail would speak of a missing permission
        return self._go_to(self.redirect_url)

    def _post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        with transaction.atomic():
            text = self._text()
            latest = held(type(text)._default_manager.filter(pk=self.object.pk)).get().latest_revision
            is_unseen = latest.pk != self.task_state.revision_id and latest.user_id != request.user.pk
            if is_unseen and self.action_name == "approve":
                return self._refuse(latest.pk)
            response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def get_task_state(self) -> TaskState:
        """The step of this text, and of no other."""
        return get_object_or_404(TaskState.objects.for_instance(self.object), pk=self.task_state_id).specific

    @override
    def add_not_in_moderation_error(self) -> None:
        text = self._text()
        messages.warning(self.request, f"{what_was_decided(text)} {where_it_is(text)}".strip())

    def _text(self) -> WorkflowMixin:
        return getattr(self.object, "specific", self.object)

    def _is_decided(self) -> bool:
        """Not when the form of the comment was not in order, or the words were not those that were seen."""
        return not TaskState.objects.filter(
            pk=self.task_state.pk, status=TaskState.STATUS_IN_PROGRESS
        ).exists()

    def _refuse(self, latest: int) -> HttpResponse:
        messages.warning(
            self.request,
            f"Nothing was approved: “{get_latest_str(self.object)}” has changed since it was handed to you. "
            "Here is what changed.",
            buttons=[messages.button(self.redirect_url, "Open it and decide there")],
        )
        seen = self.task_state.revision_id
        comparison = reverse(self.compare_url_name(), args=[quote(self.object.pk), seen, latest])
        return self._go_to(comparison)

    def _go_to(self, address: str) -> HttpResponse:
        if self.request.headers.get("x-requested-with") == "XMLHttpRequest":
            closing: HttpResponse = self.render_modal_json(
                self.request, {"step": "success", "redirect": address}
            )
            return closing
        return redirect(address)


class ApprovesSeenPage(WorkflowPageViewMixin, ApprovesSeenWords):
    """The same for pages, which have their addresses elsewhere."""

    submit_url_name = "wagtailadmin_pages:workflow_action"
    add_not_in_moderation_error = ApprovesSeenWords.add_not_in_moderation_error

    @override
    def compare_url_name(self) -> str:
        return "wagtailadmin_pages:revisions_compare"


decide_on_page = ApprovesSeenPage.as_view()
