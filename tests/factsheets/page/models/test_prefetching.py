"""What one query brings along with a factsheet is what Django would read row by row."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import models

from factsheets.database.kept_statements import records_of
from factsheets.models import FactsheetPage
from factsheets.page.models.prefetching import factsheet_at
from factsheets.signing.formats.half_filled_rows import ROWS, complete_rows
from factsheets.starter.library import load_starter_library
from tests.builders import live

pytestmark = pytest.mark.django_db


def values_of(row: models.Model) -> dict[str, Any]:
    """Each with its kind: a number is not a word, and a word of a vocabulary is a plain one."""
    return {
        field.attname: (type(getattr(row, field.attname)), getattr(row, field.attname))
        for field in row._meta.concrete_fields
    }


def records_in(row: models.Model) -> dict[str, Any]:
    return {
        field.name: getattr(row, field.name)
        for field in row._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.name not in ("page", "factsheet")
    }


def test_every_row_and_record_is_as_the_database_gives_it(django_assert_num_queries: Any) -> None:
    load_starter_library()
    factsheet_at("/home/factsheets/tens/")  # here Django asks the database once about itself
    compared = 0
    for plain in FactsheetPage.objects.live():
        with django_assert_num_queries(1):
            brought = factsheet_at(plain.url_path)
            assert brought
            found = {name: list(getattr(brought, name).all()) for name in ROWS}
            records = {name: [records_in(row) for row in rows] for name, rows in found.items()}
        assert values_of(brought) == values_of(plain)
        for name in ROWS:
            rows = list(getattr(plain, name).all())
            assert [values_of(each) for each in found[name]] == [values_of(each) for each in rows]
            for row, here, brought_with_it in zip(rows, found[name], records[name], strict=True):
                assert here.page is brought
                assert (here._state.adding, here._state.db) == (False, "default")
                for field, record in records_in(row).items():
                    other = brought_with_it[field]
                    assert (other and values_of(other)) == (record and values_of(record))
                    compared += 1
    assert compared > 20


def test_what_is_complete_is_looked_for_once_on_a_page_for_reading_and_each_time_on_another() -> None:
    page = live()
    brought = factsheet_at(page.url_path)
    assert brought
    for name in ROWS:
        assert complete_rows(brought, name) == complete_rows(page, name)
        assert complete_rows(brought, name) is complete_rows(brought, name)
        assert complete_rows(page, name) is not complete_rows(page, name)


def test_kept_words_give_the_same_records_as_djangos_own_way() -> None:
    live()
    query = FactsheetPage.objects.filter(depth__gt=1).order_by("pk").annotate(answer=models.Value(42))
    for asked in (query, query.only("title", "slug")):
        sql, values = asked.query.sql_with_params()
        ours, theirs = (
            records_of(FactsheetPage, sql, values),
            list(FactsheetPage.objects.raw(sql, values)),
        )
        assert len(ours) == len(theirs) > 0
        for one, other in zip(ours, theirs, strict=True):
            assert one.get_deferred_fields() == other.get_deferred_fields()
            assert one.answer == other.answer == 42  # type: ignore[attr-defined]
            assert (one.pk, one.title, one._state.adding) == (other.pk, other.title, False)
            if not one.get_deferred_fields():
                assert values_of(one) == values_of(other)
