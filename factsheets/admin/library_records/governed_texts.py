"""Editing the safety advice and the disclaimer: one text each, published by its workflow only."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet

from factsheets.admin.exporting import SafeExport
from factsheets.admin.library_records.choosers import PickingAlone
from factsheets.admin.two_texts_at_once.approval import ApprovesSeenWords
from factsheets.models import Disclaimer, SafetyAdvice
from factsheets.permissions import GovernedTextPermissionPolicy


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

    def get_success_message(self, instance: Any = None) -> str:
        if self.action != "workflow-action":
            return super().get_success_message(instance)
        if self.workflow_action != "approve":
            return f"“{self.object}” has gone back with a request for changes."
        if self.model._default_manager.get(pk=self.object.pk).workflow_in_progress:
            return f"You changed “{self.object}”, so it waits for a sign-off of the new words."
        return f"“{self.object}” is signed off. Readers see it now."


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


class DisclaimerViewSet(GovernedTextViewSet):
    model = Disclaimer
    icon = "info-circle"
    menu_label = "Disclaimer"
