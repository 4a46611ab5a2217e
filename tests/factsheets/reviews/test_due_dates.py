"""The next due date: within the library's interval, in the lightest month."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheets.database.months import add_months
from factsheets.models import FactsheetPage, LibraryPage, Review
from factsheets.reviews.due_dates import days_to_choose, interval, load_by_month, suggest
from tests.builders import live

REVIEWED_ON = date(2026, 5, 31)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 5, 31), 1, date(2026, 6, 30)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2024, 2, 29), 36, date(2027, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_months_are_counted_as_people_count_them(day, months, later):
    assert add_months(day, months) == later


def test_a_month_can_be_chosen_from_six_months_before_the_interval_ends():
    days = days_to_choose(REVIEWED_ON, 36)
    assert (days[0], days[-1], len(days)) == (date(2028, 11, 30), date(2029, 5, 31), 7)
    assert days_to_choose(REVIEWED_ON, 3) == [date(2026, 6, 30), date(2026, 7, 31), date(2026, 8, 31)]


def test_the_lightest_month_is_suggested_and_among_equals_the_latest():
    assert suggest(REVIEWED_ON, 36, {}) == date(2029, 5, 31)
    assert suggest(REVIEWED_ON, 36, {(2029, 5): 1}) == date(2029, 4, 30)
    assert suggest(REVIEWED_ON, 36, {(2029, 5): 0}) == date(2029, 5, 31)
    full = {(day.year, day.month): 2 for day in days_to_choose(REVIEWED_ON, 36)}
    assert suggest(REVIEWED_ON, 36, full | {(2028, 12): 1, (2029, 2): 1}) == date(2029, 2, 28)


@given(st.dates(max_value=date(9000, 1, 1)), st.integers(1, 36), st.lists(st.integers(0, 5), min_size=7))
def test_no_suggestion_is_beyond_three_years_and_none_is_heavier_than_another(day, months, counts):
    days = days_to_choose(day, months)
    load = {(each.year, each.month): count for each, count in zip(days, counts, strict=False)}
    chosen = suggest(day, months, load)
    assert day < chosen <= add_months(day, 36)
    assert all(load[chosen.year, chosen.month] <= load[each.year, each.month] for each in days)


def test_many_reviews_of_one_day_spread_over_the_months():
    load: dict[tuple[int, int], int] = {}
    for _ in range(70):
        chosen = suggest(REVIEWED_ON, 36, load)
        month = (chosen.year, chosen.month)
        load[month] = load.get(month, 0) + 1
    assert set(load.values()) == {10}


@pytest.mark.django_db
def test_the_interval_is_the_librarys_and_three_years_where_there_is_none():
    LibraryPage.objects.update(review_interval_months=12)
    assert interval() == 12
    LibraryPage.objects.get().delete()
    assert interval() == 36


@pytest.mark.django_db
def test_the_load_counts_the_last_review_of_other_public_factsheets():
    def reviewed(page, on, due_on):
        Review.objects.create(
            page=page, outcome="unchanged", reviewer="Dr A", reviewed_on=on, next_due_on=due_on
        )
        return page

    reviewed(live("Heat"), date(2026, 1, 1), date(2028, 7, 15))
    own = reviewed(live(), date(2026, 1, 1), date(2028, 6, 1))
    tens = reviewed(live("TENS"), date(2023, 1, 1), date(2026, 1, 1))
    reviewed(tens, date(2026, 1, 1), date(2028, 7, 1))
    reviewed(live("Massage"), date(2026, 1, 1), date(2028, 7, 31))
    example = reviewed(live("Yoga"), date(2026, 1, 1), date(2028, 8, 1))
    FactsheetPage.objects.filter(pk=example.pk).update(is_starter_example=True)
    assert load_by_month(without=own) == {(2028, 7): 3}
