"""Results in the order of some columns, by the engine: only what is shown is ever looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from tantivy import DocAddress, Query

from .columns import Column
from .state import Hits, IndexState
from .word_queries import all_of, everything_but


@dataclass(frozen=True)
class Key:
    """One column to order by; objects without a value come last unless `nulls_first`."""

    column: Column
    descending: bool = False
    nulls_first: bool = False


@dataclass(frozen=True)
class Ordering:
    """Finds the objects of a query by several keys: the engine knows one at a time, so equal ones are asked again."""

    state: IndexState

    def addresses(self, query: Query, keys: Sequence[Key], start: int, stop: int) -> list[DocAddress]:
        """The objects from place `start` to before `stop`."""
        return list(self._places(query, keys, start, stop))

    def _places(self, query: Query, keys: Sequence[Key], start: int, stop: int) -> Iterator[DocAddress]:
        key, rest = keys[0], keys[1:]
        filled = all_of([query, Query.exists_query(key.column.name)])
        empty = all_of([query, everything_but(Query.exists_query(key.column.name))])
        parts = [(empty, None), (filled, key)] if key.nulls_first else [(filled, key), (empty, None)]
        for part, ordered_by in parts:
            if stop <= 0:
                return
            here = self.state.count(part)
            if start < here:
                yield from self._part(part, ordered_by, rest, max(start, 0), min(stop, here))
            start, stop = start - here, stop - here

    def _part(
        self, query: Query, key: Key | None, rest: Sequence[Key], start: int, stop: int
    ) -> Iterator[DocAddress]:
        if key is None:
            if rest:
                yield from self._places(query, rest, start, stop)
            else:
                yield from _addresses(self.state.hits(query, stop - start, offset=start))
            return
        ordered = partial(self.state.hits, query, column=key.column.name, descending=key.descending)
        if not rest:
            yield from _addresses(ordered(stop - start, offset=start))
            return
        hits = ordered(stop)
        at = 0
        for value, group in groupby(hits, key=lambda hit: hit[0]):
            addresses = [address for _, address in group]
            end = at + len(addresses)
            if len(addresses) == 1 and end < len(hits):
                yield from addresses[max(start - at, 0) :]
            elif end > start:
                # Equals of the last one may stand beyond what was asked.
                same = all_of([query, Query.term_query(self.state.schema, key.column.name, value, "basic")])
                yield from self._places(same, rest, max(start - at, 0), end - at)
            at = end


def _addresses(hits: Hits) -> Iterator[DocAddress]:
    return (address for _, address in hits)
