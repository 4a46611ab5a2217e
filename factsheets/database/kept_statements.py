"""Statements that Django makes once: for a question of every reader, making one takes longer than the database needs to answer it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet

Record = TypeVar("Record", bound=Model)
#: Stands for the first value; no key and no word of ours is like it or the ones after it.
_FIRST_MARK = 2_000_011_000


class KeptStatement(Generic[Record]):
    """A query whose SQL is made when it is first asked, and asked again with other values.

    `query` takes as many whole numbers as there are values and gives the query set; whatever else it says is said once for all,
    so it may look at no clock and no setting. It joins no other model to what it reads (`select_related`).
    """

    def __init__(self, query: Callable[[Sequence[int]], QuerySet[Record]], values: int = 0) -> None:
        self._query = query
        self._values = values
        self._made: dict[str, tuple[type[Record], str, tuple[Any, ...]]] = {}

    def records(self, values: Sequence[object] = ()) -> list[Record]:
        """What the database answers now. Fewer values than it has room for say the last one again; more are a `ValueError`."""
        if len(values) > self._values or (self._values and not values):
            raise ValueError(f"This statement takes 1 to {self._values} values, not {len(values)}.")
        model, sql, parameters = self._statement()
        filled = [*values, *[values[-1]] * (self._values - len(values))] if values else []
        given = tuple(filled[each.place] if isinstance(each, _Place) else each for each in parameters)
        return list(model._default_manager.raw(sql, given))

    def _statement(self) -> tuple[type[Record], str, tuple[Any, ...]]:
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
