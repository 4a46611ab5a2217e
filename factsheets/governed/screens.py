"""Editing the safety advice, the warning advice and the disclaimer: one text each, published by its workflow only."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet

from factsheets.edit_conflicts.approval import ApprovesSeenWords
from factsheets.governed.models.governed_text import Disclaimer, SafetyAdvice
from factsheets.governed.models.warning_advice import CrisisAdvice, EmergencyAdvice, UrgentAdvice
from factsheets.language.vocabulary import PublicationRefused, StepDecided
from factsheets.people.permissions import GovernedTextPermissionPolicy
from factsheets.screens.choosers import PickingAlone
from factsheets.screens.spreadsheets import SafeExport
from factsheets.signing.models.workflow_status import after_decision, where_it_is


class GovernedTextEditView(EditView):
    """Signing off unchanged words makes no new revision of them.

    A new revision would ask for a new sign-off, so the text would never go live from its own screen.
    """

    def save_instance(self) -> Any:
        if self.action != "workflow-action" or self.form.has_changed():
            return super().save_instance()
        self.has_content_changes = False
        self.new_revision = None
        return self.object

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

    def get_success_message(self, instance: Any = None) -> str | None:
        if self.action == "workflow-action":
            if self.was_refused:
                return None
            return after_decision(self.object, self.decided, self.workflow_action)
        said = super().get_success_message(instance)
        return said if self.action == "edit" else f"{said} {where_it_is(self.object)}"


class GovernedTextList(SafeExport, IndexView):
    """A list of one."""


class GovernedTextViewSet(SnippetViewSet):
    index_view_class = GovernedTextList
    chooser_viewset_class = PickingAlone
    copy_view_enabled = False
    edit_view_class = GovernedTextEditView
    workflow_action_view_class = ApprovesSeenWords
    list_display = [
        "__str__",
        Column("status_string", label="Status"),
        BooleanColumn("is_starter_example", label="Example text"),
    ]

    @property
    def permission_policy(self) -> GovernedTextPermissionPolicy:
        return GovernedTextPermissionPolicy(self.model)


class SafetyAdviceViewSet(GovernedTextViewSet):
    model = SafetyAdvice
    icon = "warning"
    menu_label = "Safety advice"


class EmergencyAdviceViewSet(GovernedTextViewSet):
    model = EmergencyAdvice
    icon = "warning"
    menu_label = "Warning advice: emergency"


class CrisisAdviceViewSet(GovernedTextViewSet):
    model = CrisisAdvice
    icon = "warning"
    menu_label = "Warning advice: crisis"


class UrgentAdviceViewSet(GovernedTextViewSet):
    model = UrgentAdvice
    icon = "warning"
    menu_label = "Warning advice: urgent"


class DisclaimerViewSet(GovernedTextViewSet):
    model = Disclaimer
    icon = "info-circle"
    menu_label = "Disclaimer"
