"""Whole months from a day on, as people count them."""

from calendar import monthrange
from datetime import date

#: No factsheet waits longer than this for its next review.
MOST_MONTHS = 36


def add_months(day: date, months: int) -> date:
    """The same day of the month, `months` later; the last day where that month is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
