"""Editing the safety advice and the disclaimer: one text each, published by its workflow only."""

from __future__ import annotations

from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import SnippetViewSet

from factsheets.models import Disclaimer, SafetyAdvice
from factsheets.permissions import GovernedTextPermissionPolicy


class GovernedTextViewSet(SnippetViewSet):
    copy_view_enabled = False
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
