"""The numbers of rows, as in a library of some age: what holds for small ones by chance does not hold there."""

from __future__ import annotations

from django.apps import apps
from django.db import connection


def go_on_from(number: int) -> None:
    """Every row that is made from now on has a higher number, and rows of two kinds that are made together have two."""
    tables = sorted({model._meta.db_table for model in apps.get_models(include_auto_created=True)})
    with connection.cursor() as cursor:
        for place, table in enumerate(tables):
            first = number + 7 * place
            if connection.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, first])
                continue
            for sequence in connection.introspection.get_sequences(cursor, table):
                name = f'"{table}"'
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [name, sequence["column"], first]
                )
