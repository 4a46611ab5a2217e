"""Editing the safety advice, the warning advice and the disclaimer: one text each, published by its workflow only."""

from __future__ import annotations

from typing_extensions import override
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import SnippetViewSet

from factsheets.edit_conflicts.approval import ApprovesSeenWords
from factsheets.edit_conflicts.deciding_screen import DecidingSnippetEditView
from factsheets.governed.models.governed_text import Disclaimer, SafetyAdvice
from factsheets.governed.models.warning_advice import CrisisAdvice, EmergencyAdvice, UrgentAdvice
from factsheets.people.permissions import GovernedTextPermissionPolicy
from factsheets.screens.choosers import PickingAlone
from factsheets.screens.record_index import RecordIndex
from factsheets.typed_words.screens import PutsWordsBack


class GovernedTextList(RecordIndex):
    """A list of one."""


class GovernedTextEdit(PutsWordsBack, DecidingSnippetEditView):
    """Their editing screen."""


class GovernedTextViewSet(SnippetViewSet):
    """What the screens of all these texts have in common."""

    index_view_class = GovernedTextList
    chooser_viewset_class = PickingAlone
    copy_view_enabled = False
    edit_view_class = GovernedTextEdit
    workflow_action_view_class = ApprovesSeenWords
    list_display = [
        "__str__",
        Column("status_string", label="Status"),
        BooleanColumn("is_starter_example", label="Example text"),
    ]

    @property
    @override
    def permission_policy(self) -> GovernedTextPermissionPolicy:
        return GovernedTextPermissionPolicy(self.model)


class SafetyAdviceViewSet(GovernedTextViewSet):
    """The screens of the safety advice."""

    model = SafetyAdvice
    icon = "warning"
    menu_label = "Safety advice"


class EmergencyAdviceViewSet(GovernedTextViewSet):
    """The screens of the advice on an emergency."""

    model = EmergencyAdvice
    icon = "warning"
    menu_label = "Warning advice: emergency"


class CrisisAdviceViewSet(GovernedTextViewSet):
    """The screens of the advice on a crisis."""

    model = CrisisAdvice
    icon = "warning"
    menu_label = "Warning advice: crisis"


class UrgentAdviceViewSet(GovernedTextViewSet):
    """The screens of the advice on something urgent."""

    model = UrgentAdvice
    icon = "warning"
    menu_label = "Warning advice: urgent"


class DisclaimerViewSet(GovernedTextViewSet):
    """The screens of the disclaimer."""

    model = Disclaimer
    icon = "info-circle"
    menu_label = "Disclaimer"
