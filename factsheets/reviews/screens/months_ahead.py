"""The chart over the reviews that are due: how many are late, and how many each of the coming months brings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.http import urlencode

from factsheets.page.formats.review_due import is_overdue

MONTHS = 12


@dataclass(frozen=True)
class Bar:
    """One column of the chart. `share` is its height in percent of the highest; `query` filters the report to it."""

    label: str
    count: int
    share: int
    query: str
    is_late: bool = False

    @property
    def in_words(self) -> str:
        """The same for those who do not see the chart, such as “May 2029: 2 reviews”."""
        return f"{self.label}: {self.count} {'review' if self.count == 1 else 'reviews'}"


def months_ahead(due: Iterable[date | None], today: date) -> list[Bar]:
    """Late, the twelve months from this one on, and later. Factsheets without a date are left to the list."""
    days = [day for day in due if day]
    late = sum(is_overdue(day, today) for day in days)
    by_month = Counter((day.year, day.month) for day in days if not is_overdue(day, today))
    firsts = [_month_after(today, number) for number in range(MONTHS + 1)]
    counts = [by_month[(first.year, first.month)] for first in firsts[:-1]]
    later = sum(day >= firsts[-1] for day in days)
    highest = max([late, later, *counts, 1])
    return [
        Bar("Overdue", late, _share(late, highest), urlencode({"due": "overdue"}), is_late=True),
        *(
            Bar(
                date_format(first, "M Y"),
                count,
                _share(count, highest),
                _period(max(first, today), following),
            )
            for first, following, count in zip(firsts, firsts[1:], counts, strict=False)
        ),
        Bar("Later", later, _share(later, highest), urlencode({"next_due_on_from": firsts[-1].isoformat()})),
    ]


def _month_after(day: date, months: int) -> date:
    """The first day of the month that comes `months` after that of `day`."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


def _period(first: date, following: date) -> str:
    last = date.fromordinal(following.toordinal() - 1)
    return urlencode({"next_due_on_from": first.isoformat(), "next_due_on_to": last.isoformat()})


def _share(count: int, highest: int) -> int:
    return round(100 * count / highest)
