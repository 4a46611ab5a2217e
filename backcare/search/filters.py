"""The filters of a queryset as one query of the engine, also those on the rows of relations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, product, takewhile
from operator import ge, gt, le, lt
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from modelsearch.backends.base import FilterError
from tantivy import Query

from .columns import Column, Kind, Stored
from .django_queries import is_subquery, rows_of
from .index_documents import OWNER, ROWS
from .state import IndexState
from .word_queries import all_of, any_of, everything_but

# A filter on rows that mixes so many conditions with "and" and "or" is a mistake, not a question.
_MOST_COMBINATIONS = 2_000


@dataclass(frozen=True)
class RelatedRows:
    """The rows of one relation that one join of the queryset speaks of."""

    name: str
    join: str


@dataclass(frozen=True)
class FilterCondition:
    """One comparison, of the object itself or of a row of a relation."""

    query: Query = field(compare=False)
    rows: RelatedRows | None = None
    # Whether it is true for an object without any row: only "is empty" is, in an outer join.
    without_row: bool = False
    negated: bool = False
    # Where its column has a value: nowhere else a database calls a comparison true or false. "Is empty" always is one.
    filled: Query | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Combination:
    """Conditions joined by AND or OR, perhaps negated as a whole."""

    parts: tuple[FilterCondition | Combination, ...]
    every: bool
    negated: bool = False


Filter = FilterCondition | Combination


def filter_query(wanted: Filter, state: IndexState) -> Query:
    """The query for all objects that a filter lets through; FilterError if it combines too much on related rows."""
    if not _speaks_of_rows(wanted):
        return _plain(wanted)
    return any_of([_conjunction(each, state) for each in _alternatives(wanted)])


def _plain(wanted: Filter, *, negated: bool = False) -> Query:
    negated ^= wanted.negated
    if isinstance(wanted, FilterCondition):
        return _signed(replace(wanted, negated=negated))
    # What is neither true nor false stays so in a NOT, so each comparison is negated by itself.
    parts = [_plain(part, negated=negated) for part in wanted.parts]
    return all_of(parts) if wanted.every != negated else any_of(parts)


def _speaks_of_rows(wanted: Filter) -> bool:
    if isinstance(wanted, FilterCondition):
        return wanted.rows is not None
    return any(_speaks_of_rows(part) for part in wanted.parts)


def _alternatives(wanted: Filter, *, negated: bool = False) -> list[tuple[FilterCondition, ...]]:
    """The filter as alternatives, each a number of conditions that must all hold (its disjunctive normal form)."""
    negated ^= wanted.negated
    if isinstance(wanted, FilterCondition):
        return [(replace(wanted, negated=negated),)]
    if not _speaks_of_rows(wanted):
        return [(FilterCondition(_plain(replace(wanted, negated=negated))),)]
    parts = [_alternatives(part, negated=negated) for part in wanted.parts]
    if wanted.every == negated:
        found = [alternative for part in parts for alternative in part]
    else:
        found = [sum(chosen, ()) for chosen in product(*parts)]
    if len(found) > _MOST_COMBINATIONS:
        raise FilterError(
            "Cannot apply filter on search results: it combines too many conditions on related rows."
        )
    return found


def _conjunction(conditions: tuple[FilterCondition, ...], state: IndexState) -> Query:
    """The objects for which all conditions hold, those of one join for one and the same row."""
    own = [_signed(each) for each in conditions if each.rows is None]
    of_rows = sorted((each for each in conditions if each.rows), key=_row_key)
    for _, same in groupby(of_rows, key=_row_key):
        own.append(_with_row(list(same), state))
    return all_of(own)


def _with_row(conditions: list[FilterCondition], state: IndexState) -> Query:
    if len(conditions) == 1 and conditions[0].filled and not conditions[0].negated:
        # The object has the values of all its rows as well: which of them it was does not matter here.
        return conditions[0].query
    rows = conditions[0].rows
    any_row = Query.term_query(state.schema, ROWS, rows.name if rows else "")
    found = all_of([any_row, *(_signed(each) for each in conditions)])
    query = _owned_by(found, state)
    if all(each.without_row != each.negated and not each.filled for each in conditions):
        return any_of([query, everything_but(_owned_by(any_row, state))])
    return query


def _owned_by(rows: Query, state: IndexState) -> Query:
    owners = state.every(rows, OWNER)
    return Query.term_set_query(state.schema, OWNER, owners) if owners else Query.empty_query()


def _signed(condition: FilterCondition) -> Query:
    if not condition.negated:
        return condition.query
    others = everything_but(condition.query)
    return all_of([condition.filled, others]) if condition.filled else others


def _row_key(condition: FilterCondition) -> tuple[str, str]:
    return (condition.rows.name, condition.rows.join) if condition.rows else ("", "")


@dataclass(frozen=True)
class LookupQueries:
    """Lookups of Django as queries for one state of an index; `database` is where subqueries are asked."""

    state: IndexState
    database: str = DEFAULT_DB_ALIAS

    def comparison(self, column: Column, lookup: str, value: Any) -> Query | None:
        """One lookup on a column, None if a search cannot do it; FilterError if `value` is none of this field."""
        if lookup == "isnull":
            filled = Query.exists_query(column.name)
            return everything_but(filled) if value else filled
        if is_subquery(value):
            rows = rows_of(value, self.database)
            value = rows if lookup == "in" else next(iter(rows), None)
        if value is None:
            return Query.empty_query()
        if lookup == "exact":
            return Query.term_query(self.state.schema, column.name, _encoded(column, value), "basic")
        if lookup == "in":
            return self._one_of(column, [_encoded(column, each) for each in value if each is not None])
        if lookup in ("startswith", "prefix") and column.kind is Kind.KEYWORD:
            beginning = str(_encoded(column, value))
            if column.step and beginning and len(beginning) % column.step == 0:
                return Query.term_query(self.state.schema, column.name_of_above, beginning, "basic")
            return Query.fuzzy_term_query(self.state.schema, column.name, beginning, 0, prefix=True)
        if lookup in _BOUNDS:
            return self._between(column, {lookup: _encoded(column, value)})
        if lookup == "range":
            lower, upper = value
            return self._between(column, {"gte": _encoded(column, lower), "lte": _encoded(column, upper)})
        return None

    def _one_of(self, column: Column, encoded: Sequence[Stored]) -> Query:
        return (
            Query.term_set_query(self.state.schema, column.name, encoded) if encoded else Query.empty_query()
        )

    def _between(self, column: Column, bounds: dict[str, Stored]) -> Query:
        if column.kind is Kind.KEYWORD:
            words = {bound: str(limit) for bound, limit in bounds.items()}
            return self._one_of(column, self._words_between(column, words))
        return Query.range_query(
            self.state.schema,
            column.name,
            column.engine_type,
            bounds.get("gt", bounds.get("gte")),
            bounds.get("lt", bounds.get("lte")),
            include_lower="gt" not in bounds,
            include_upper="lt" not in bounds,
        )

    def _words_between(self, column: Column, bounds: dict[str, str]) -> list[str]:
        # The engine has no ranges of text, but it lists what stands in a column, in order of the alphabet.
        lower, upper = bounds.get("gt", bounds.get("gte", "")), bounds.get("lt", bounds.get("lte", ""))
        both = takewhile(lambda pair: pair[0] == pair[1], zip(lower, upper, strict=False))
        same = "".join(letter for letter, _ in both)
        found = self.state.terms(column.name, same)
        return [
            word
            for word in found
            if all(_COMPARE[bound](word.encode(), limit.encode()) for bound, limit in bounds.items())
        ]


_COMPARE = {"gt": gt, "gte": ge, "lt": lt, "lte": le}
_BOUNDS = _COMPARE.keys()


def _encoded(column: Column, value: object) -> Stored:
    try:
        return column.encode(value)
    except (TypeError, ValueError, ArithmeticError, AttributeError) as problem:
        message = f"Cannot apply filter on search results: {value!r} is no value of this field."
        raise FilterError(message) from problem
