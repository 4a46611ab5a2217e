"""The same question asked again tells whether the rows are the same, whatever values it was asked with."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import connection
from django.db.backends.signals import connection_created
from wagtail.models import Page

from backcare.delivery.reads import asked_again, recording, tables_in, unrecorded
from factsheets.models import FactsheetPage
from factsheets.page.models.prefetching import factsheet_at
from tests.builders import live

pytestmark = pytest.mark.django_db


def test_rows_are_given_on_as_they_were_and_known_by_their_digest() -> None:
    expected = list(Page.objects.order_by("pk").values_list("pk", "title"))
    with recording() as reads:
        assert list(Page.objects.order_by("pk").values_list("pk", "title")) == expected
        assert list(Page.objects.order_by("pk").values_list("pk", "title").iterator()) == expected
        assert Page.objects.order_by("pk").first() is not None
        assert Page.objects.filter(pk=expected[0][0]).exists()
    assert len(reads) == 4
    assert all(asked_again(each.sql, each.params) == each.digest for each in reads)
    Page.objects.filter(pk=expected[0][0]).update(title="Another")
    assert [asked_again(each.sql, each.params) == each.digest for each in reads] == [
        False,
        False,
        False,
        True,
    ]


def test_one_recording_within_another_hears_its_part_and_the_outer_one_all() -> None:
    titles = Page.objects.order_by("pk").values_list("pk", "title")
    with recording() as outer:
        expected = list(titles.all())
        with recording() as inner, recording() as innermost:
            assert list(titles.all()) == list(titles.all()) == expected
        with unrecorded():
            assert Page.objects.exists()
    assert [len(outer), len(inner), len(innermost)] == [3, 2, 2]
    assert len({*outer, *inner, *innermost}) == 1
    (read,) = set(outer)
    assert asked_again(read.sql, read.params) == read.digest


@pytest.mark.parametrize(
    ("one", "other", "is_the_same"),
    [
        ("SELECT 1 UNION ALL SELECT 2", "SELECT 2 UNION ALL SELECT 1", True),
        ("SELECT 1 UNION ALL SELECT 2", "SELECT 2 UNION ALL SELECT 2", False),
        ("SELECT 1 UNION ALL SELECT 2 ORDER BY 1", "SELECT 1 UNION ALL SELECT 2 order  by 1 DESC", False),
    ],
)
def test_the_order_of_rows_counts_where_it_was_asked_for(one: str, other: str, is_the_same: bool) -> None:
    with recording() as reads, connection.cursor() as cursor:
        for sql in (one, other):
            cursor.execute(sql)
    assert (reads[0].digest == reads[1].digest) is is_the_same


def test_a_cursor_that_asks_twice_is_recorded_twice() -> None:
    with recording() as outer, recording() as inner, connection.cursor() as cursor:
        for value in (1, 2):
            cursor.execute("SELECT %s FROM wagtailcore_page", [value])
            assert set(cursor.fetchall()) == {(value,)}
    assert outer == inner
    assert [asked_again(each.sql, each.params) == each.digest for each in outer] == [True, True]
    assert len({each.digest for each in outer}) == 2


def test_a_connection_that_is_made_while_reads_are_noted_is_listened_to_and_noted_no_longer() -> None:
    other = connection.copy()
    with other.execute_wrapper(lambda execute, *statement: execute(*statement)):
        connection_created.send(sender=type(other), connection=other)
    assert [each.__name__ for each in other.execute_wrappers] == ["_hear_statement"]


def test_a_write_is_no_question() -> None:
    with recording() as reads:
        Page.objects.filter(pk=1).update(title="Another")
    assert reads == []


@pytest.mark.parametrize(
    "value",
    ["a “word”", 7, 1.5, None, True, date(2026, 1, 2), datetime(2026, 1, 2, 3, tzinfo=UTC), Decimal("1.20"), b"\x00\xff",
     UUID(int=7)],
)  # fmt: skip
def test_every_kind_of_value_can_be_asked_again(value: object) -> None:
    sql = "SELECT title FROM wagtailcore_page WHERE %s IS NULL OR 1 = 1"
    if connection.vendor == "postgresql":
        sql = "SELECT title FROM wagtailcore_page WHERE (%s)::text IS NULL OR 1 = 1"
    if connection.vendor == "sqlite" and isinstance(value, Decimal | UUID):
        value = str(value)  # as Django gives them to SQLite
    with recording() as reads, connection.cursor() as cursor:
        cursor.execute(sql, [value])
        cursor.fetchall()
    (read,) = reads
    assert asked_again(read.sql, read.params) == read.digest


def test_what_cannot_be_asked_again_never_counts_as_true() -> None:
    assert asked_again("SELECT 1", "") == b""


def test_every_table_of_a_question_is_known() -> None:
    named = tables_in(str(FactsheetPage.objects.for_readers().filter(therapy_kind__name="x").query))
    assert {
        "factsheets_factsheetpage",
        "wagtailcore_page",
        "factsheets_therapykind",
        "wagtailcore_pageviewrestriction",
    } <= named


def test_the_question_of_a_factsheet_can_be_asked_again_on_each_database() -> None:
    page = live()
    with recording() as reads:
        assert factsheet_at(page.url_path) is not None
    assert reads
    assert all(each.params and asked_again(each.sql, each.params) == each.digest for each in reads)
