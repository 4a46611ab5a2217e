"""Whole months added to a day by the database, as `database.months.add_months` adds them."""

from __future__ import annotations

from typing import Any

from django.db.models import DateField, Func


class AddMonths(Func):
    """The same day of the month, so many months later; the last day where that month is shorter."""

    arity = 2
    output_field = DateField()

    def as_postgresql(
        self, compiler: Any, connection: Any, **_context: object
    ) -> tuple[str, tuple[str | int, ...]]:
        """Django calls this on PostgreSQL: the statement and its values. An interval of months ends on the last day by
        itself."""
        (day, day_values), (months, months_values) = map(compiler.compile, self.source_expressions)
        sql = f"({day} + make_interval(months => ({months})::integer))::date"
        return sql, (*day_values, *months_values)

    def as_sqlite(
        self, compiler: Any, connection: Any, **_context: object
    ) -> tuple[str, tuple[str | int, ...]]:
        """SQLite goes on into the next month where a month is too short: then its last day is the earlier of the two."""
        (day, day_values), (months, months_values) = map(compiler.compile, self.source_expressions)
        sql = (
            f"MIN(DATE({day}, ({months}) || ' months'), "
            f"DATE({day}, 'start of month', (({months}) + 1) || ' months', '-1 day'))"
        )
        return sql, (*day_values, *months_values) * 2
