"""Rows that come along with another row, as one JSON value: a page with all that it shows is then one question to the database."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.functions import Coalesce, JSONObject
from django.db.models.sql.compiler import SQLCompiler

from .json_moments import moment_from

Row = TypeVar("Row", bound=models.Model)


class Gathered(models.Aggregate):
    """The rows of a group as one JSON array."""

    function = "JSON_GROUP_ARRAY"
    output_field = models.JSONField()

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, Sequence[Any]]:
        """The same by its name on PostgreSQL; Django asks for it by the vendor of the database."""
        return self.as_sql(compiler, connection, function="JSONB_AGG", **context)


def gathered(rows: models.QuerySet[Any], belonging_to: str, **more: Any) -> Coalesce:
    """For a query of other rows: those of `rows` as a JSON array, for `known_row`. The array is in no order.

    `rows` are filtered by an `OuterRef` already, all of them have the same `belonging_to`, the name of a field. Each
    comes with all of its stored fields; `more` are further values by name, such as those of a record that it names.
    """
    of_one = rows.order_by().values(belonging_to)
    as_array = of_one.annotate(gathered_rows=Gathered(stored_fields(rows.model, **more)))
    return Coalesce(models.Subquery(as_array.values("gathered_rows")), models.Value([], models.JSONField()))


def stored_fields(model: type[models.Model], path: str = "", **more: Any) -> JSONObject:
    """All that is stored of one row of `model`, found along `path` (such as `source__`), as a JSON object."""
    names = [field.attname for field in model._meta.concrete_fields]
    return JSONObject(**{name: f"{path}{name}" for name in names}, **more)


def known_row(model: type[Row], values: Mapping[str, Any]) -> Row:
    """The row that `stored_fields` read, as if the database had given it."""
    fields = model._meta.concrete_fields
    return model.from_db(
        DEFAULT_DB_ALIAS, [field.attname for field in fields], [_known(field, values) for field in fields]
    )


def rows_in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows that people have put in order, in that order; those that have no place in it yet come last."""
    return sorted(rows, key=lambda row: (row["sort_order"] is None, row["sort_order"] or 0, row["id"]))


def json_value(value: Any) -> Any:
    """A JSON value of a query, whether or not the query had a field that read it already."""
    return json.loads(value) if isinstance(value, str) else value


def _known(field: models.Field[Any, Any], values: Mapping[str, Any]) -> Any:
    value = values[field.attname]
    if value is not None and isinstance(field, models.DateTimeField):
        return moment_from(value)
    return field.to_python(value)
