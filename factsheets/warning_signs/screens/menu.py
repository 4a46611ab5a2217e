"""Where staff find what belongs to the warning signs: addresses, menu items, the audit trail's words."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from typing_extensions import override
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.models import BaseLogEntry

from factsheets.screens.log_entry import CommentedEntry, register_labelled
from factsheets.warning_signs.changing import LOGGED_AS

from .deciding import SeeChangeView, SignChangeView, TakeBackNarrowingView, remove, sign_changes
from .importing import import_phrases
from .trying import may_see_warning_signs, try_warning_signs


def warning_sign_urls() -> list[URLPattern]:
    """Hook `register_admin_urls`."""
    return [
        path("warning-signs/try/", try_warning_signs, name="factsheets_try_warning_signs"),
        path("warning-signs/changes/", sign_changes, name="factsheets_warning_sign_changes"),
        path(
            "warning-signs/changes/<int:change_id>/",
            SignChangeView.as_view(),
            name="factsheets_warning_sign_change",
        ),
        path(
            "warning-signs/changes/<int:change_id>/seen/",
            SeeChangeView.as_view(),
            name="factsheets_see_warning_sign",
        ),
        path(
            "warning-signs/changes/<int:change_id>/take-back/",
            TakeBackNarrowingView.as_view(),
            name="factsheets_take_back_warning_sign",
        ),
        path("warning-signs/<int:sign_id>/take-out/", remove, name="factsheets_remove_warning_sign"),
        path("warning-phrases/import/", import_phrases, name="factsheets_import_warning_phrases"),
    ]


class WarningSignItem(MenuItem):
    """Shown to whoever may look at warning signs."""

    @override
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_warning_signs(request.user)


def warning_sign_menu_items() -> list[MenuItem]:
    """The way to try the signs, and the way to what was changed about them."""
    return [
        WarningSignItem(
            "Try the warning signs",
            reverse_lazy("factsheets_try_warning_signs"),
            icon_name="search",
            order=20,
        ),
        WarningSignItem(
            "Changes of warning signs",
            reverse_lazy("factsheets_warning_sign_changes"),
            icon_name="edit",
            order=21,
        ),
    ]


class WarningSignEntry(CommentedEntry):
    """How the history of a sign tells of a change: what came and what went, in words."""

    @override
    def format_message(self, log_entry: BaseLogEntry) -> str:
        return f"{self.label}: {' '.join(log_entry.data.get('words', []))}"


_LABELS = {
    "widen": "Warning sign listens for more",
    "see": "Seen what a warning sign listens for besides",
    "propose": "Proposed that a warning sign listens for less",
    "sign": "Signed off that a warning sign listens for less",
    "decline": "Declined that a warning sign listens for less",
    "take_back": "Taken back that a warning sign listens for less",
}


def register_warning_sign_messages(actions: LogActionRegistry) -> None:
    """Hook `register_log_actions`."""
    register_labelled(
        actions, {f"{LOGGED_AS}.{act}": label for act, label in _LABELS.items()}, WarningSignEntry
    )
