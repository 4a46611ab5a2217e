"""Where staff find the headings and the wording changes: addresses, menu items, the audit trail's words."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from typing_extensions import override
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import BaseLogEntry

from factsheets.screens.log_entry import CommentedEntry, register_labelled
from factsheets.wording.carrying_on import RENEWED_BY_WORDING

from .deciding import TakeBackWordingView, WordingChangeView, may_see_wording, wording_changes
from .headings import headings, may_change_headings


def wording_urls() -> list[URLPattern]:
    """Hook `register_admin_urls`."""
    return [
        path("headings/", headings, name="factsheets_headings"),
        path("wording/", wording_changes, name="factsheets_wording_changes"),
        path("wording/<int:change_id>/", WordingChangeView.as_view(), name="factsheets_wording_change"),
        path(
            "wording/<int:change_id>/take-back/",
            TakeBackWordingView.as_view(),
            name="factsheets_take_back_wording",
        ),
    ]


class HeadingsItem(MenuItem):
    """Shown to whoever may change the headings."""

    @override
    def is_shown(self, request: HttpRequest) -> bool:
        return may_change_headings(request.user)


class WordingChangesItem(MenuItem):
    """Shown to whoever may look at records, change the headings, or sign."""

    @override
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_wording(request.user)


def wording_menu_items() -> list[MenuItem]:
    """The way to the headings, and the way to words that wait."""
    return [
        HeadingsItem("Headings", reverse_lazy("factsheets_headings"), icon_name="title", order=900),
        WordingChangesItem(
            "Wording changes", reverse_lazy("factsheets_wording_changes"), icon_name="edit", order=901
        ),
    ]


class WordingEntry(CommentedEntry):
    """How the history of a record tells of other words: each pair of old and new."""

    @override
    def format_message(self, log_entry: BaseLogEntry) -> str:
        before, after = log_entry.data["before"], log_entry.data["after"]
        changed = "; ".join(
            f"“{before.get(name)}” to “{after[name]}”" for name in after if before.get(name) != after[name]
        )
        return f"{self.label}: {changed}"


class RenewedEntry(LogFormatter):
    """In the history of each factsheet that has a new version by new words of something that it shares."""

    label = "New version by shared words"

    @override
    def format_message(self, log_entry: BaseLogEntry) -> str:
        signed = ", signed off once for all factsheets that carry them" if log_entry.data["signed"] else ""
        return f"Version {log_entry.data['version']}: new words of “{log_entry.data['record']}”{signed}."


_LABELS = {
    "factsheets.wording.change": "Other words",
    "factsheets.wording.propose": "New words proposed",
    "factsheets.wording.sign": "New words signed off",
    "factsheets.wording.decline": "New words declined",
    "factsheets.wording.take_back": "New words taken back",
}


def register_wording_messages(actions: LogActionRegistry) -> None:
    """Hook `register_log_actions`."""
    register_labelled(actions, _LABELS, WordingEntry)
    actions.register_action(RENEWED_BY_WORDING)(RenewedEntry)
