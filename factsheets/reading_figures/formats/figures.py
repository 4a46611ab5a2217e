"""The figures of a factsheet in a period, and of all that is shown in a month."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum, auto
from typing import NamedTuple

from django.utils.formats import date_format

from factsheets.database.months import add_months

MONTHS = 12


class WhatIsThere(Enum):
    """What stands at an address that was read."""

    FACTSHEET = auto()
    PDF = auto()
    COPY = auto()
    SEARCH = auto()
    OTHER = auto()


class Period(NamedTuple):
    """From a day to a day, both included."""

    first: date
    last: date

    @property
    def before(self) -> Period:
        """As many days, which ended when this one began."""
        days = (self.last - self.first).days + 1
        return Period(self.first - timedelta(days=days), self.first - timedelta(days=1))

    @property
    def in_words(self) -> str:
        """Such as “1 May 2026 to 30 May 2026”."""
        return f"{date_format(self.first, 'j F Y')} to {date_format(self.last, 'j F Y')}"


def whole_days_before(today: date, days: int) -> Period:
    """The latest days that are over: today is still being counted."""
    return Period(today - timedelta(days=days), today - timedelta(days=1))


def latest_months(today: date) -> list[date]:
    """The first days of twelve months, that of today the last."""
    first = today.replace(day=1)
    return [add_months(first, number - MONTHS + 1) for number in range(MONTHS)]


@dataclass
class FactsheetFigures:
    """`url` is empty where readers do not see the factsheet any more. `by_month` has the months of `latest_months`."""

    pk: int
    title: str
    url: str
    read: int = 0
    read_before: int = 0
    pdfs: int = 0
    copies: int = 0
    useful: int = 0
    not_useful: int = 0
    by_month: list[int] = field(default_factory=lambda: [0] * MONTHS)

    @property
    def change(self) -> int:
        """How many more than in the period before."""
        return self.read - self.read_before

    @property
    def change_in_words(self) -> str:
        """Such as “12 more”, “3 fewer” or “the same”."""
        if not self.change:
            return "the same"
        return f"{self.change} more" if self.change > 0 else f"{-self.change} fewer"


@dataclass
class MonthFigures:
    """One column of the chart, and one line of the table beside it. `share` is in percent of the highest month."""

    first: date
    factsheets: int = 0
    pdfs: int = 0
    copies: int = 0
    searches: int = 0
    others: int = 0
    useful: int = 0
    not_useful: int = 0
    share: int = 0

    @property
    def label(self) -> str:
        """Such as “May 2026”."""
        return date_format(self.first, "M Y")

    def add(self, kind: WhatIsThere, times: int) -> None:
        """Count so many of a kind."""
        name = _NAMES[kind]
        setattr(self, name, getattr(self, name) + times)


_NAMES = {
    WhatIsThere.FACTSHEET: "factsheets",
    WhatIsThere.PDF: "pdfs",
    WhatIsThere.COPY: "copies",
    WhatIsThere.SEARCH: "searches",
    WhatIsThere.OTHER: "others",
}


def with_shares(months: list[MonthFigures]) -> list[MonthFigures]:
    """Each with its height in the chart, which shows how often factsheets were read."""
    highest = max([month.factsheets for month in months] + [1])
    for month in months:
        month.share = round(100 * month.factsheets / highest)
    return months


class Movers(NamedTuple):
    """What changed most, the greatest change first."""

    rose: list[FactsheetFigures]
    fell: list[FactsheetFigures]


def movers(figures: Iterable[FactsheetFigures], most: int = 5) -> Movers:
    """At most so many that rose, and that fell."""
    by_change = sorted(figures, key=lambda each: (-each.change, each.title))
    rose = [each for each in by_change[:most] if each.change > 0]
    return Movers(rose, [each for each in by_change[: -most - 1 : -1] if each.change < 0])
