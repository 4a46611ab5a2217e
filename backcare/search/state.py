"""One commit of an index, to be asked: whatever the engine raises on damaged files becomes one error of ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import NamedTuple

from tantivy import DocAddress, Order, Query, Schema, Searcher

from .columns import Stored
from .errors import IndexUnavailable, engine_failures
from .index_documents import PK

Hits = Sequence[tuple[object, DocAddress]]
# What the number of all is called in an answer; no column has this name.
_ALL = "_all"


class Tally(NamedTuple):
    """How many documents were found, and how many of them hold each value of some columns."""

    total: int
    buckets: dict[str, list[tuple[Stored, int]]]


class IndexState:
    """Asks a searcher; raises IndexUnavailable when the files behind it cannot be read."""

    def __init__(self, schema: Schema, searcher: Searcher) -> None:
        self.schema = schema
        self._searcher = searcher

    def hits(
        self,
        query: Query,
        limit: int,
        *,
        offset: int = 0,
        column: str | None = None,
        descending: bool = False,
    ) -> Hits:
        """What a query finds: the best first, or by a column; each with its score, or its value in that column."""
        if limit <= 0:
            return []
        order = Order.Desc if descending or not column else Order.Asc
        with _reading():
            found = self._searcher.search(
                query, limit, count=False, offset=offset, order_by_field=column, order=order
            )
            return found.hits

    def count(self, query: Query) -> int:
        """How many documents a query finds."""
        # Nothing is weighed for a number: that is several times as quick.
        unweighed = Query.const_score_query(query, 1.0)
        with _reading():
            return self._searcher.search(unweighed, 1).count or 0  # type: ignore[attr-defined]  # its stubs forget it

    def stored(self, address: DocAddress, column: str) -> str:
        """The one value that a document holds in a stored column."""
        with _reading():
            value: str = self._searcher.doc(address)[column][0]
            return value

    def every(self, query: Query, column: str) -> list[str]:
        """The values in a stored column of all documents that a query finds, each once."""
        found = self.hits(query, self._documents)
        with _reading():
            documents = (self._searcher.doc(address) for _, address in found)
            return list(dict.fromkeys(document[column][0] for document in documents))

    def terms(self, column: str, beginning: str = "", *, limit: int | None = None) -> list[str]:
        """What stands in a column and begins so, in order of the alphabet."""
        with _reading():
            return [term for term, _ in self._searcher.terms_with_prefix(column, beginning, limit=limit)]

    def tally(self, query: Query, empty: dict[str, Stored], *, limit: int) -> Tally:
        """Counted in one look: how many documents a query finds, and in each column how many hold each value.

        `empty` names the columns, each with what stands for no value there and is never one itself.
        """
        asked = {
            column: {"terms": {"field": column, "size": limit, "segment_size": limit, "missing": none}}
            for column, none in empty.items()
        }
        with _reading():
            found = self._searcher.aggregate(query, asked | {_ALL: {"value_count": {"field": PK}}})
        buckets = {
            column: [(bucket["key"], bucket["doc_count"]) for bucket in found[column]["buckets"]]
            for column in empty
        }
        return Tally(int(found[_ALL]["value"]), buckets)

    @cached_property
    def _documents(self) -> int:
        return max(self._searcher.num_docs, 1)


@contextmanager
def _reading() -> Iterator[None]:
    with engine_failures(IndexUnavailable):
        yield
