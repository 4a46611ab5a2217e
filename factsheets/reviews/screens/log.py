"""What the audit log says about reviews, in words."""

from __future__ import annotations

from typing_extensions import override
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import BaseLogEntry

from factsheets.screens.log_entry import logged_day


class ReviewRecorded(LogFormatter):
    """How the history of a factsheet tells of a review."""

    label = "Record a review"

    @override
    def format_message(self, log_entry: BaseLogEntry) -> str:
        due_on = logged_day(log_entry.data["next_due_on"])
        return f"Review recorded: {log_entry.data['outcome'].lower()}. The next one is due on {due_on}."


class ReminderAcknowledged(LogFormatter):
    """How the history of a factsheet tells that somebody has seen a reminder."""

    label = "Acknowledge a reminder"

    @override
    def format_message(self, log_entry: BaseLogEntry) -> str:
        return f"Acknowledged that the review of {logged_day(log_entry.data['due_on'])} is due"


class TaskOpened(LogFormatter):
    """How the history of a factsheet tells that a source which it cites has changed."""

    label = "Open a review task"

    @override
    def format_message(self, log_entry: BaseLogEntry) -> str:
        data = log_entry.data
        return f"The source “{data['source']}” was marked {data['status'].lower()}. It is cited in: {', '.join(data['sections'])}."


def register_review_actions(actions: LogActionRegistry) -> None:
    """Hook `register_log_actions`."""
    actions.register_action("factsheets.review.record")(ReviewRecorded)
    actions.register_action("factsheets.review.acknowledge")(ReminderAcknowledged)
    actions.register_action("factsheets.review_task.open")(TaskOpened)
