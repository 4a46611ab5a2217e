"""Wagtail's editing screens of pages and of governed texts: they decide about the words that they save, and say where those are now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from typing_extensions import override
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page
from wagtail.snippets.views.snippets import EditView as SnippetEditView

from factsheets.language.vocabulary import PublicationRefused, StepDecided
from factsheets.screens.editing_form import DECISION
from factsheets.signing.models.workflow_status import after_decision, where_it_is


class TellsOfNewRows:
    """Mixed into a view that saves a form: what its answer would tell the form, should the answer be lost."""

    request: HttpRequest

    def form_valid(self, form: WagtailAdminModelForm) -> HttpResponse:
        """As Wagtail does."""
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        self.request.field_updates = dict(form.get_field_updates_for_resave())  # type: ignore[attr-defined]
        return response


class DecidingEditView(TellsOfNewRows, EditView):
    """Takes the place of Wagtail's screen for every page."""

    @override
    def get_object(self) -> Page:
        page: Page = super().get_object()
        if self.request.method == "GET":
            _read_steps_once(page)
        return page

    def workflow_action_is_valid(self) -> bool:
        """Whether an approval is possible is asked of the words that it saves, and not of those before."""
        task = self.page.current_workflow_task
        if task is None:
            return False
        self.workflow_action = self.request.POST.get(DECISION, "")
        offered = {name for name, *_ in task.get_actions(self.page, self.request.user)}
        return self.workflow_action in (offered | {"approve"} if offered else offered)

    @override
    def form_invalid(self, form: WagtailAdminModelForm) -> HttpResponse:
        """Say what is wrong with a comment too, which stands beside its field without its mistakes."""
        response: HttpResponse = super().form_invalid(form)
        if not self.expects_json_response:
            for reason in dict.fromkeys(_wrong_with_comments(form)):
                messages.error(self.request, f"Nothing was saved. {reason}")
        return response

    def perform_workflow_action(self) -> HttpResponse:
        """Words and decision together, or neither."""
        self.decided = self.page.current_workflow_task_state
        with transaction.atomic():
            response: HttpResponse = super().perform_workflow_action()
        return response

    @override
    def add_save_confirmation_message(self) -> None:
        if self.action_name == "perform_workflow_action":
            messages.success(self.request, after_decision(self.page, self.decided, self.workflow_action))
        else:
            super().add_save_confirmation_message()

    @override
    def submit_action(self) -> HttpResponse:
        response: HttpResponse = super().submit_action()
        self._say_where_it_is()
        return response

    @override
    def restart_workflow_action(self) -> HttpResponse:
        response: HttpResponse = super().restart_workflow_action()
        self._say_where_it_is()
        return response

    @override
    def add_cancel_workflow_confirmation_message(self) -> None:
        super().add_cancel_workflow_confirmation_message()
        self._say_where_it_is()

    def _say_where_it_is(self) -> None:
        messages.info(self.request, where_it_is(self.page))


class DecidingSnippetEditView(TellsOfNewRows, SnippetEditView):
    """Signing off unchanged words makes no new revision of them.

    A new revision would ask for a new sign-off, so the text would never go live from its own screen.
    """

    @override
    def get_object(self, queryset: QuerySet[Any] | None = None) -> Model:
        text: Model = super().get_object(queryset)
        if self.request.method == "GET":
            _read_steps_once(text)
        return text

    @override
    def save_instance(self) -> Model:
        if self.action != "workflow-action" or self.form.has_changed():
            text: Model = super().save_instance()
        else:
            self.has_content_changes = False
            self.new_revision = None
            text = self.object
        return text

    def workflow_action_action(self) -> None:
        """A refusal leaves the words saved, as a draft, and is told."""
        self.decided = self.object.current_workflow_task_state
        self.was_refused = False
        try:
            with transaction.atomic():
                super().workflow_action_action()
        except (PublicationRefused, StepDecided) as refusal:
            self.was_refused = True
            messages.error(self.request, str(refusal))

    @override
    def get_success_message(self, instance: Model | None = None) -> str | None:
        if self.action == "workflow-action":
            if self.was_refused:
                return None
            return after_decision(self.object, self.decided, self.workflow_action)
        said = super().get_success_message(instance)
        return said if self.action == "edit" else f"{said} {where_it_is(self.object)}"


def _read_steps_once(text: Any) -> None:
    """Panels, buttons and locks ask a dozen times which step waits: what is only looked at says the same to all of them.

    As Wagtail's lists of pages do. Not where something is sent: that may change the steps.
    """
    active = text.workflow_states.active().select_related("current_task_state__task")
    text._current_workflow_states = list(active)


def _wrong_with_comments(form: WagtailAdminModelForm) -> Iterator[str]:
    comments = form.formsets.get("comments")
    for comment in comments.forms if comments is not None else ():
        yield from comment.non_field_errors()
        for reply in comment.formsets["replies"].forms:
            yield from reply.non_field_errors()
