"""Wagtail's editing screen of a page, which decides about the words that it saves and says where they are now."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from wagtail.admin.views.pages.edit import EditView

from factsheets.signing.models.workflow_status import after_decision, where_it_is


class DecidingEditView(EditView):
    def workflow_action_is_valid(self) -> bool:
        """Whether an approval is possible is asked of the words that it saves, and not of those before."""
        task = self.page.current_workflow_task
        if task is None:
            return False
        self.workflow_action = self.request.POST.get("workflow-action-name", "")
        offered = {name for name, *_ in task.get_actions(self.page, self.request.user)}
        return self.workflow_action in (offered | {"approve"} if offered else offered)

    def perform_workflow_action(self) -> HttpResponse:
        """Words and decision together, or neither."""
        self.decided = self.page.current_workflow_task_state
        with transaction.atomic():
            return super().perform_workflow_action()

    def add_save_confirmation_message(self) -> None:
        if self.action_name == "perform_workflow_action":
            messages.success(self.request, after_decision(self.page, self.decided, self.workflow_action))
        else:
            super().add_save_confirmation_message()

    def submit_action(self) -> HttpResponse:
        response = super().submit_action()
        self._say_where_it_is()
        return response

    def restart_workflow_action(self) -> HttpResponse:
        response = super().restart_workflow_action()
        self._say_where_it_is()
        return response

    def add_cancel_workflow_confirmation_message(self) -> None:
        super().add_cancel_workflow_confirmation_message()
        self._say_where_it_is()

    def _say_where_it_is(self) -> None:
        messages.info(self.request, where_it_is(self.page))
