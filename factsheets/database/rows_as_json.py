"""Rows that come along with another row, as one JSON value: a page with all that it shows is then one question to the database."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.base import ModelState
from django.db.models.functions import Coalesce, JSONObject
from django.db.models.signals import post_init, pre_init
from django.db.models.sql.compiler import SQLCompiler

from .json_moments import moment_from

Row = TypeVar("Row", bound=models.Model)


class Gathered(models.Aggregate):
    """The rows of a group as one JSON array, by their keys where the database could give them in any order.

    Takes a row as JSON, and its key. The same rows are the same array then, whatever PostgreSQL has planned.
    """

    function = "JSON_GROUP_ARRAY"
    output_field = models.JSONField()
    arity = 2

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: object
    ) -> tuple[str, Sequence[object]]:
        """The same by its name on PostgreSQL; Django asks for it by the vendor of the database."""
        return self.as_sql(compiler, connection, function="JSONB_AGG", arg_joiner=" ORDER BY ", **context)

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: object
    ) -> tuple[str, tuple[str | int, ...]]:
        """Without the key: versions before 3.44 know no order within, and read a group by its index."""
        without = self.copy()
        without.source_expressions = self.source_expressions[:1]
        sql, values = without.as_sql(compiler, connection, **context)
        return sql, tuple(values)


def gathered(rows: models.QuerySet[Any], belonging_to: str, **more: Any) -> Coalesce:
    """For a query of other rows: those of `rows` as a JSON array, for `known_row`. The array is in no order that
    people gave it.

    `rows` are filtered by an `OuterRef` already, all of them have the same `belonging_to`, the name of a field. Each
    comes with all of its stored fields; `more` are further values by name, such as those of a record that it names.
    """
    of_one = rows.order_by().values(belonging_to)
    as_array = of_one.annotate(gathered_rows=Gathered(stored_fields(rows.model, **more), "pk"))
    return Coalesce(models.Subquery(as_array.values("gathered_rows")), models.Value([], models.JSONField()))


def stored_fields(model: type[models.Model], path: str = "", **more: Any) -> JSONObject:
    """All that is stored of one row of `model`, found along `path` (such as `source__`), as a JSON object."""
    names = [field.attname for field in model._meta.concrete_fields]
    return JSONObject(**{name: f"{path}{name}" for name in names}, **more)


def known_row(model: type[Row], values: Mapping[str, Any]) -> Row:
    """The row that `stored_fields` read, as if the database had given it."""
    fields, is_plain = _layout(model)
    read = {name: values[name] if known is None else known(values[name]) for name, known in fields}
    if not is_plain:
        return model.from_db(DEFAULT_DB_ALIAS, list(read), list(read.values()))
    # As Django does, but without asking each field how it would like to be set: a page has forty of these rows.
    row = model.__new__(model)
    row._state = ModelState()
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    row.__dict__.update(read)
    return row


#: The name under which the value of a field stands in a row, and what makes the value of JSON; None where it is the same.
_Field = tuple[str, Callable[[object], object] | None]


@cache
def _layout(model: type[models.Model]) -> tuple[list[_Field], bool]:
    """The fields of `model`, and whether nothing of its own is done where a row of it is made."""
    fields = model._meta.concrete_fields
    is_plain = (
        model.__init__ is models.Model.__init__
        and getattr(model.from_db, "__func__", None) is models.Model.from_db.__func__  # type: ignore[attr-defined]
        and not any(signal.has_listeners(model) for signal in (pre_init, post_init))
    )
    return [(field.attname, _reader(field)) for field in fields], is_plain


def _reader(field: models.Field[object, object]) -> Callable[[Any], object] | None:
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    if isinstance(field, models.DateTimeField):
        return lambda value: None if value is None else moment_from(value)
    own = type(field).to_python
    same = (models.CharField.to_python, models.TextField.to_python, models.IntegerField.to_python)
    return None if own in same else field.to_python


def rows_in_order(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Rows that people have put in order, in that order; a row that has no place yet stands first."""
    return sorted(rows, key=lambda row: (row["sort_order"] or 0, row["id"]))


def json_value(value: object) -> Any:
    """A JSON value of a query, whether or not the query had a field that read it already."""
    return json.loads(value) if isinstance(value, str) else value
