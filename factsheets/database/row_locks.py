"""Rows that are held until the end of a transaction: of two acts on one text, the second sees what the first did."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import QuerySet

Rows = TypeVar("Rows", bound=QuerySet[Any])


def held(rows: Rows) -> Rows:
    """`rows`, locked when they are read, each with its row in the table of every parent model.

    Where the row of the parent is not locked, PostgreSQL gives its columns as they were before the wait: a page that
    has been taken down meanwhile would still look live.
    """
    parents = [link.name for link in rows.model._meta.parents.values() if link]
    return rows.select_for_update(of=("self", *parents))
