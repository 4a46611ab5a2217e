"""When the next review of a factsheet is due: a promise for each, and the lightest month for the next one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from factsheets.database.months import MOST_MONTHS, add_months
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.factsheet_query import FactsheetQuerySet
from factsheets.page.models.library_page import LibraryPage
from factsheets.page.models.review import Review
from factsheets.page.models.review_dates import with_review_dates

#: How many months before the end of the interval a review may be due, so that the work can be spread.
MONTHS_OF_CHOICE = 6


class Promise(NamedTuple):
    """A public, signed factsheet and the day when its next review is due."""

    page: FactsheetPage
    due_on: date
    review: Review | None  # the last one


def interval() -> int:
    """After how many months the library reviews a factsheet again."""
    chosen = LibraryPage.objects.values_list("review_interval_months", flat=True).first()
    return chosen or MOST_MONTHS


def days_to_choose(reviewed_on: date, months: int) -> list[date]:
    """One day in each month that the next review can be due in, the earliest first."""
    longest = min(months, MOST_MONTHS)
    return [
        add_months(reviewed_on, after) for after in range(max(1, longest - MONTHS_OF_CHOICE), longest + 1)
    ]


def suggest(reviewed_on: date, months: int, load: Mapping[tuple[int, int], int]) -> date:
    """The day in the lightest month. Among equals the latest: nobody reviews earlier than there is a reason to.

    `load` says how many reviews are due already in a (year, month).
    """
    latest_first = reversed(days_to_choose(reviewed_on, months))
    return min(latest_first, key=lambda day: load.get((day.year, day.month), 0))


def load_by_month(*, without: FactsheetPage) -> Counter[tuple[int, int]]:
    """How many reviews of other factsheets are due in each (year, month)."""
    return Counter(
        (promise.due_on.year, promise.due_on.month) for promise in promises() if promise.page.pk != without.pk
    )


def promises() -> list[Promise]:
    """Every factsheet of which readers are promised a review (`page.models.review_dates`), by title."""
    return _promises(FactsheetPage.objects.all())


def promise_of(page: FactsheetPage) -> Promise | None:
    """The promise of one factsheet; None for a draft and for an example."""
    return next(iter(_promises(FactsheetPage.objects.filter(pk=page.pk))), None)


def _promises(factsheets: FactsheetQuerySet) -> list[Promise]:
    promised = with_review_dates(factsheets).filter(next_due_on__isnull=False)
    last = {
        review.page_id: review
        for review in Review.objects.last_of_each().filter(page__in=factsheets.values("pk"))
    }
    return [
        Promise(page, page.next_due_on, last.get(page.pk))
        for page in promised.select_related("owner").order_by("title")
    ]
