"""Adds up what was counted: by factsheet in a period, and by month."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncMonth

from factsheets.feedback.models import Feedback
from factsheets.page.models.factsheet_query import FactsheetQuerySet
from factsheets.page.models.library_page import LibraryPage
from factsheets.reading_figures.formats.figures import (
    FactsheetFigures,
    MonthFigures,
    Period,
    WhatIsThere,
    latest_months,
    with_shares,
)
from factsheets.reading_figures.models.reading_count import ReadingCount
from factsheets.reading_figures.places import places_of


class AddedUp(NamedTuple):
    """Each factsheet that was asked for, and each of the latest months."""

    factsheets: list[FactsheetFigures]
    months: list[MonthFigures]


def add_up(pages: FactsheetQuerySet, period: Period, today: date, *, whole_site: bool) -> AddedUp:
    """The figures of `pages`; the months tell of these alone, or of the `whole_site`."""
    library = LibraryPage.public_url()
    figures = {
        pk: FactsheetFigures(pk, title, f"{library}{slug}/" if live and library else "")
        for pk, title, slug, live in pages.order_by("title", "pk").values_list("pk", "title", "slug", "live")
    }
    months = {first: MonthFigures(first) for first in latest_months(today)}
    _add_readings(figures, months, period, today, whole_site=whole_site)
    _add_answers(figures, months, period, today)
    return AddedUp(list(figures.values()), with_shares(list(months.values())))


def _add_readings(
    figures: dict[int, FactsheetFigures],
    months: dict[date, MonthFigures],
    period: Period,
    today: date,
    *,
    whole_site: bool,
) -> None:
    by_month = _readings_by_month(min(months), today)
    in_period = _readings_in(period)
    places = places_of({address for address, *_ in (*by_month, *in_period)})
    numbers = {first: number for number, first in enumerate(months)}
    for address, first, times in by_month:
        place = places[address]
        one = figures.get(place.factsheet) if place.factsheet is not None else None
        if one is not None and place.kind is WhatIsThere.FACTSHEET:
            one.by_month[numbers[first]] += times
        if one is not None or whole_site:
            months[first].add(place.kind, times)
    for address, now, before in in_period:
        place = places[address]
        if place.factsheet in figures:
            _add(figures[place.factsheet], place.kind, now, before)


def _readings_by_month(first: date, today: date) -> Collection[tuple[str, date, int]]:
    rows = ReadingCount.objects.between(first, today).annotate(month=TruncMonth("day"))
    return list(rows.values_list("address", "month").annotate(Sum("times")).order_by())


def _readings_in(period: Period) -> Collection[tuple[str, int, int]]:
    rows = ReadingCount.objects.between(period.before.first, period.last)
    is_now = Q(day__gte=period.first)
    return list(
        rows.values_list("address")
        .annotate(now=Sum("times", filter=is_now, default=0), before=Sum("times", filter=~is_now, default=0))
        .order_by()
    )


def _add(figures: FactsheetFigures, kind: WhatIsThere, now: int, before: int) -> None:
    if kind is WhatIsThere.FACTSHEET:
        figures.read += now
        figures.read_before += before
    elif kind is WhatIsThere.PDF:
        figures.pdfs += now
    elif kind is WhatIsThere.COPY:
        figures.copies += now


def _add_answers(
    figures: dict[int, FactsheetFigures], months: dict[date, MonthFigures], period: Period, today: date
) -> None:
    answers = Feedback.objects.filter(suspected_spam=False)
    by_month = answers.filter(received_at__date__gte=min(months), received_at__date__lte=today)
    for page, moment, useful, times in (
        by_month.annotate(month=TruncMonth("received_at"))
        .values_list("page_id", "month", "useful")
        .annotate(Count("pk"))
        .order_by()
    ):
        if page in figures:
            month = months[moment.date()]
            month.useful += times if useful else 0
            month.not_useful += 0 if useful else times
    in_period = answers.filter(received_at__date__gte=period.first, received_at__date__lte=period.last)
    for page, useful, times in in_period.values_list("page_id", "useful").annotate(Count("pk")).order_by():
        if page in figures and useful:
            figures[page].useful = times
        elif page in figures:
            figures[page].not_useful = times
