"""What the audit trail says about clinical sign-off, in words."""

from __future__ import annotations

from typing_extensions import override
from wagtail.log_actions import LogActionRegistry
from wagtail.models import BaseLogEntry

from factsheets.screens.log_entry import CommentedEntry, logged_day


class SignedOffEntry(CommentedEntry):
    """Who signed, and how far evidence was checked."""

    label = "Clinical sign-off: signed off"

    @override
    def format_message(self, log_entry: BaseLogEntry) -> str:
        checked_to = log_entry.data.get("evidence_checked_to")
        evidence = f" Evidence checked to {logged_day(checked_to)}." if checked_to else ""
        return f"Signed off by {_who(log_entry)}.{evidence}"


class ChangesAskedForEntry(CommentedEntry):
    """Who asked for changes."""

    label = "Clinical sign-off: changes asked for"

    @override
    def format_message(self, log_entry: BaseLogEntry) -> str:
        return f"Changes asked for by {_who(log_entry)}."


class SignOffWithdrawn(CommentedEntry):
    """Whose sign-off was withdrawn, and why."""

    label = "Clinical sign-off: withdrawn"

    @override
    def format_message(self, log_entry: BaseLogEntry) -> str:
        return f"The sign-off by {_who(log_entry)} was withdrawn."

    @override
    def format_comment(self, log_entry: BaseLogEntry) -> str:
        return str(log_entry.data.get("reason", ""))


def register_sign_off_messages(actions: LogActionRegistry) -> None:
    """Handler of `register_log_actions`."""
    actions.register_action("factsheets.sign_off.signed_off")(SignedOffEntry)
    actions.register_action("factsheets.sign_off.changes")(ChangesAskedForEntry)
    actions.register_action("factsheets.sign_off.withdraw")(SignOffWithdrawn)


def _who(log_entry: BaseLogEntry) -> str:
    """Name and role as they stood when it was decided."""
    name, role = log_entry.data.get("name", ""), log_entry.data.get("role", "")
    return f"{name}, {role}" if role else str(name)
