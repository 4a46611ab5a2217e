"""Searches that found nothing are counted without a word about who searched; programs cannot fill the table."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from time import monotonic

import pytest
from django.db import connection, transaction
from django.db.utils import OperationalError

from factsheets.models import UnansweredSearch
from factsheets.search import zero_results as unanswered
from factsheets.search.zero_results import forget_old, note
from tests.builders import person

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
DAY = date(2026, 5, 4)


def counts() -> dict[str, int]:
    return dict(UnansweredSearch.objects.values_list("term", "count"))


def test_one_term_is_counted_however_it_is_typed():
    for typed in ("Pilates", " pilates ", "PILATES?"):
        note(typed, NOON)
    note("Pilates", NOON + timedelta(days=2))
    assert counts() == {"pilates": 4}
    row = UnansweredSearch.objects.get()
    assert (row.first_on, row.last_on) == (DAY, DAY + timedelta(days=2))


def test_nothing_finer_than_a_day_and_nothing_about_the_reader_is_kept():
    kept = {
        field.name for field in UnansweredSearch._meta.get_fields() if not field.name.startswith("settled")
    }
    assert kept == {"id", "term", "count", "first_on", "last_on"}


@pytest.mark.parametrize("typed", ["jo@example.org", "020 7946 0958", "x" * 100, "", "\x00"])
def test_what_is_personal_or_too_long_is_not_kept_at_all(typed, django_assert_num_queries):
    with django_assert_num_queries(0):
        note(typed, NOON)
    assert counts() == {}


@pytest.mark.parametrize("typed", ['"', "pil\x00ates", "🙂 yoga", "\\", "%' --", "\ud83d"])
def test_whatever_is_typed_nothing_fails(typed):
    note(typed, NOON)


def test_of_the_new_terms_of_a_day_the_least_used_make_room(monkeypatch):
    monkeypatch.setattr(unanswered, "MOST_NEW_TERMS_A_DAY", 3)
    note("of yesterday", NOON - timedelta(days=1))
    for typed in ("pilates", "pilates", "first", "second", "third", "fourth"):
        note(typed, NOON)
    assert counts() == {"of yesterday": 1, "pilates": 2, "third": 1, "fourth": 1}


def test_staff_see_a_term_from_five_searches_on():
    for _ in range(4):
        note("pilates", NOON)
    assert not UnansweredSearch.objects.shown().exists()
    note("pilates", NOON)
    assert UnansweredSearch.objects.shown().get().term == "pilates"


def test_a_term_waits_again_after_five_searches_more():
    settled = {"settled_as": "answered", "settled_at": NOON, "settled_by": person(), "settled_count": 7}
    term = UnansweredSearch.objects.create(term="pilates", count=11, first_on=DAY, last_on=DAY, **settled)
    assert not UnansweredSearch.objects.waiting().exists()
    note("pilates", NOON)
    assert UnansweredSearch.objects.waiting().get() == term


def test_rare_terms_are_forgotten_after_ninety_days_and_others_after_a_year():
    def search(term: str, count: int, days_ago: int) -> None:
        day = DAY - timedelta(days=days_ago)
        UnansweredSearch.objects.create(term=term, count=count, first_on=day, last_on=day)

    search("rare and old", 4, 91)
    search("rare", 4, 90)
    search("often and old", 5, 366)
    search("often", 5, 365)
    assert forget_old(today=DAY) == 2
    assert set(counts()) == {"rare", "often"}


def test_a_write_that_fails_is_logged_without_the_term_and_the_page_goes_on(monkeypatch, caplog):
    def refuse(*args: object, **kwargs: object) -> None:
        raise OperationalError("the table with pilates in it is locked")

    monkeypatch.setattr(UnansweredSearch.objects, "count_one", refuse)
    with caplog.at_level(logging.WARNING):
        note("pilates", NOON)
    assert "could not be counted (OperationalError)" in caplog.text
    assert "pilates" not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_somebody_else_who_writes_does_not_keep_the_reader_waiting(caplog):
    note("pilates", NOON)
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        UnansweredSearch.objects.select_for_update().get()
        began = monotonic()
        pool.submit(_note_elsewhere, "pilates").result(timeout=30)
        took = monotonic() - began
    assert took < 5
    assert "could not be counted (OperationalError)" in caplog.text
    assert counts() == {"pilates": 1}


def _note_elsewhere(typed: str) -> None:
    try:
        note(typed, NOON)
    finally:
        connection.close()


def test_the_patience_of_others_is_left_as_it_was():
    ask = {"sqlite": "PRAGMA busy_timeout", "postgresql": "SHOW lock_timeout"}[connection.vendor]

    def patience() -> object:
        with connection.cursor() as cursor:
            cursor.execute(ask)
            return cursor.fetchone()[0]

    before = patience()
    note("pilates", NOON)
    assert patience() == before
