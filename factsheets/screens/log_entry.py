"""What the audit trail says about an act of ours, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.formats import date_format
from typing_extensions import override
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import BaseLogEntry


class CommentedEntry(LogFormatter):
    """What was decided, with the comment of whoever decided it."""

    @override
    def format_comment(self, log_entry: BaseLogEntry) -> str:
        return str(log_entry.data.get("comment", ""))


def register_labelled(
    actions: LogActionRegistry, labels: Mapping[str, str], entry: type[LogFormatter]
) -> None:
    """Each action by its label, and all of them worded by `entry`."""
    for action, label in labels.items():
        labelled: object = type(entry.__name__, (entry,), {"label": label})
        actions.register_action(action)(labelled)


def logged_day(words: str) -> str:
    """A day as it was logged, such as “2025-10-31”, in words."""
    return date_format(date.fromisoformat(words), "j F Y")
