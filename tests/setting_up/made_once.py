"""Rows that many tests of a file begin with: made once by the acts of the product, put back as they were for each other test."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model

from .numbers import go_on_from

Made = TypeVar("Made")
Row = tuple[Any, ...]
#: So far apart are the numbers of what two functions make.
FAR = 100_000


class _Table(NamedTuple):
    """What came into a table: rows that were not there or were another; and, by their keys, those that went for them."""

    model: type[Model]
    columns: list[str]
    come: list[Row]
    went: dict[Any, Row]


class _Kept(NamedTuple):
    tables: list[_Table]
    value: bytes


@dataclass
class MadeOnce:
    """Calls a function that makes rows, and gives what it gives; from the second time on its rows are put back instead.

    Only rows are put back: no file, no index, no mail. The rows keep their numbers, which nobody else has: those of each
    function lie far from all others. The function rests on nothing that a test has made itself, and a row that it changed is
    the one that it found, or this is an `AssertionError`: whatever makes pages comes before all other pages.
    What the function gives is copied for each test (`pickle`).
    """

    _kept: dict[Callable[[], Any], _Kept] = field(default_factory=dict)

    def __call__(self, make: Callable[[], Made]) -> Made:
        kept = self._kept.get(make)
        if kept is not None:
            _put_back(kept.tables)
            again: Made = pickle.loads(kept.value)
            return again
        if connection.vendor == "sqlite":  # PostgreSQL gives no number twice, whatever became of its row
            go_on_from(FAR * (1 + len(self._kept)))
        before = {model: _rows(model)[1] for model in _models()}
        made = make()
        self._kept[make] = _Kept(list(_since(before)), pickle.dumps(made))
        return made


def _models() -> list[type[Model]]:
    """All but the tables of Wagtail's own search in a database, which nothing here writes."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and model._meta.app_label not in ("wagtailsearch", "modelsearch")
    ]


def _rows(model: type[Model]) -> tuple[list[str], dict[Any, Row]]:
    """The columns of its table, and all rows by their keys."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
        columns = [column[0] for column in cursor.description]
        place = columns.index(model._meta.pk.column)
        return columns, {row[place]: tuple(row) for row in cursor.fetchall()}


def _since(before: dict[type[Model], dict[Any, Row]]) -> Iterator[_Table]:
    for model, old in before.items():
        columns, new = _rows(model)
        come = {key: row for key, row in new.items() if old.get(key) != row}
        went = {key: row for key, row in old.items() if key in come or key not in new}
        if come or went:
            yield _Table(model, columns, list(come.values()), went)


def _put_back(tables: list[_Table]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for table in tables:
            if table.went:
                _take_out(cursor, table)
        for model, columns, come, _went in tables:
            if come:
                names = ", ".join(f'"{name}"' for name in columns)
                marks = ", ".join([f"({', '.join(['%s'] * len(columns))})"] * len(come))
                values = [value for row in come for value in row]
                cursor.execute(f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES {marks}', values)
        if connection.vendor == "postgresql":
            _go_on_behind(cursor, tables)


def _take_out(cursor: Any, table: _Table) -> None:
    keys = list(table.went)
    named = f'"{table.model._meta.db_table}" WHERE "{table.model._meta.pk.column}" IN ({", ".join(["%s"] * len(keys))})'
    cursor.execute(f"SELECT * FROM {named}", keys)
    place = table.columns.index(table.model._meta.pk.column)
    found = {row[place]: tuple(row) for row in cursor.fetchall()}
    assert found == table.went, f"{table.model._meta.label} was changed before what was made once"
    cursor.execute(f"DELETE FROM {named}", keys)


def _go_on_behind(cursor: Any, tables: list[_Table]) -> None:
    """PostgreSQL counts rows apart from them: what is made next has a number behind those that were put back."""
    highest = {
        f"pg_get_serial_sequence('\"{model._meta.db_table}\"', '{model._meta.pk.column}')": max(
            row[columns.index(model._meta.pk.column)] for row in come
        )
        for model, columns, come, _went in tables
        if come and model._meta.auto_field
    }
    if highest:
        behind = (
            f"setval({sequence}, GREATEST({key}, nextval({sequence})))" for sequence, key in highest.items()
        )
        cursor.execute(f"SELECT {', '.join(behind)}")
