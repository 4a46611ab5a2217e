"""When a review is overdue: said once, for the page, lists, charts, reminders and whatever else tells of it."""

from __future__ import annotations

from datetime import date

from backcare.today import readers_day


def today_here() -> date:
    """The day on which readers are, whatever time zone a member of staff has chosen for their own screens."""
    return readers_day()


def is_overdue(due_on: date | None, today: date) -> bool:
    """A review that is due today can still be done in time. `page.models.review_dates.overdue` says the same to the database."""
    return due_on is not None and due_on < today
