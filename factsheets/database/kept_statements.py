"""Statements that Django makes once: for a question of every reader, making one takes longer than the database needs to answer it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cache, partial
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet

Record = TypeVar("Record", bound=Model)
#: Stands for the first value; no key and no word of ours is like it or the ones after it.
_FIRST_MARK = 2_000_011_000


def records_of(model: type[Record], sql: str, values: Sequence[Any]) -> list[Record]:
    """What `model.objects.raw` gives, at once: how the columns become a record is found out once for each statement."""
    connection = connections[DEFAULT_DB_ALIAS]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        columns = tuple(column[0] for column in cursor.description)
        rows = cursor.fetchall()
    return [_record(_layout(model, connection.vendor, columns), row) for row in rows]


class _Layout(NamedTuple):
    """Where the values of a record stand in a row, each with what the database and the field make of it; and what else the row says."""

    model: type[Model]
    names: list[str]
    values: list[tuple[int, list[Callable[[object], object]]]]
    more: list[tuple[int, str]]


@cache
def _layout(model: type[Model], vendor: str, columns: tuple[str, ...]) -> _Layout:
    fields = [field for field in model._meta.concrete_fields if field.column in columns]
    own = {field.column for field in fields}
    return _Layout(
        model,
        [field.attname for field in fields],
        [(columns.index(field.column), _converters(field)) for field in fields],
        [(place, column) for place, column in enumerate(columns) if column not in own],
    )


def _converters(field: Any) -> list[Callable[[Any], object]]:
    connection = connections[DEFAULT_DB_ALIAS]
    column = field.get_col(field.model._meta.db_table)
    known = connection.ops.get_db_converters(column) + column.get_db_converters(connection)
    return [partial(_converted, each, column) for each in known]


def _converted(converter: Callable[..., object], column: object, value: object) -> object:
    return converter(value, column, connections[DEFAULT_DB_ALIAS])


def _record(layout: _Layout, row: Sequence[object]) -> Any:
    values = [row[place] for place, _ in layout.values]
    for number, (_, converters) in enumerate(layout.values):
        for converter in converters:
            values[number] = converter(values[number])
    record: object = layout.model.from_db(DEFAULT_DB_ALIAS, layout.names, values)
    for place, name in layout.more:
        setattr(record, name, row[place])
    return record


class KeptStatement(Generic[Record]):
    """A query whose SQL is made when it is first asked, and asked again with other values.

    `query` takes as many whole numbers as there are values and gives the query set; whatever else it says is said once for all,
    so it may look at no clock and no setting. It joins no other model to what it reads (`select_related`).
    """

    def __init__(self, query: Callable[[Sequence[int]], QuerySet[Record]], values: int = 0) -> None:
        self._query = query
        self._values = values
        self._made: dict[str, tuple[type[Record], str, tuple[object, ...]]] = {}

    def records(self, values: Sequence[object] = ()) -> list[Record]:
        """What the database answers now. Fewer values than it has room for say the last one again; more are a `ValueError`."""
        if len(values) > self._values or (self._values and not values):
            raise ValueError(f"This statement takes 1 to {self._values} values, not {len(values)}.")
        model, sql, parameters = self._statement()
        filled = [*values, *[values[-1]] * (self._values - len(values))] if values else []
        given = tuple(filled[each.place] if isinstance(each, _Place) else each for each in parameters)
        return records_of(model, sql, given)

    def _statement(self) -> tuple[type[Record], str, tuple[object, ...]]:
        vendor = connections[DEFAULT_DB_ALIAS].vendor
        if vendor not in self._made:
            marks = range(_FIRST_MARK, _FIRST_MARK + self._values)
            query = self._query(marks)
            sql, parameters = query.query.sql_with_params()
            places = {str(mark): _Place(place) for place, mark in enumerate(marks)}
            self._made[vendor] = (query.model, sql, tuple(places.get(str(each), each) for each in parameters))
        return self._made[vendor]


class _Place:
    """Where one of the values belongs."""

    def __init__(self, place: int) -> None:
        self.place = place


class KeptByKeys(KeptStatement[Record]):
    """The same for records by the keys in one field of theirs, so many keys at a time; `query` is what they are chosen from."""

    def __init__(self, query: Callable[[], QuerySet[Record]], at_once: int, field: str = "pk") -> None:
        super().__init__(lambda marks: query().filter(**{f"{field}__in": marks}), values=at_once)
        self._at_once = at_once

    def of(self, keys: Collection[int]) -> list[Record]:
        """All records that have one of `keys` there, in the order of the query as far as they are asked for at once."""
        asked = list(dict.fromkeys(keys))
        parts = (asked[at : at + self._at_once] for at in range(0, len(asked), self._at_once))
        return [record for part in parts for record in self.records(part)]

    def in_bulk(self, keys: Collection[int]) -> dict[int, Record]:
        """Those that there are of these primary keys, each under its own."""
        return {record.pk: record for record in self.of(keys)}
