"""How the audit trail of a page words a schedule that was taken back."""

from __future__ import annotations

from typing_extensions import override
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import BaseLogEntry

from factsheets.publication.scheduling import SCHEDULE_REFUSED


class RefusedScheduleFormatter(LogFormatter):
    """Says that a schedule was cancelled, and what stood in its way."""

    label = "Not published as scheduled"

    @override
    def format_message(self, log_entry: BaseLogEntry) -> str:
        obstacles = log_entry.data.get("obstacles", [])
        return " ".join(["Not published as scheduled; the schedule is cancelled.", *obstacles])


def register_refused_schedules(actions: LogActionRegistry) -> None:
    """Hook `register_log_actions`."""
    actions.register_action(SCHEDULE_REFUSED)(RefusedScheduleFormatter)
