"""A question of modelsearch's API, with the filters and the order of its queryset, as queries of the engine."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import DEFAULT_DB_ALIAS
from django.db.models import F, OrderBy
from django.db.models.expressions import Col
from django.db.models.lookups import Lookup
from modelsearch.backends.base import (
    BaseSearchQueryCompiler,
    FilterError,
    FilterFieldError,
    OrderByFieldError,
    get_model_root,
)
from modelsearch.index import AutocompleteField, BaseField, RelatedFields, SearchField
from modelsearch.query import MATCH_ALL
from tantivy import Query

from .columns import Column, Kind
from .django_queries import (
    is_outer_join,
    is_own_key,
    is_pointer,
    is_xor,
    objects_chosen,
    order_of,
    rows_join,
    without_repetition,
)
from .filters import Combination, Filter, FilterCondition, LookupQueries, RelatedRows, filter_query
from .index_documents import PK, PK_NUMBER, TYPES, rows_name
from .mapping import column_of, is_many, label, related_model, searched_columns
from .ordering import Key
from .state import IndexState
from .word_queries import all_of

# What the base class hands on for "no row at all".
_NOTHING = Combination((), every=False)


class QueryCompiler(BaseSearchQueryCompiler):
    """A search by words; the queryset says what is searched, by what it is filtered and how it is ordered."""

    DEFAULT_OPERATOR = "and"
    HANDLES_ORDER_BY_EXPRESSIONS = True
    field_type: type[BaseField] = SearchField

    def weights(self) -> dict[Column, float]:
        """The columns that the words are looked for in."""
        return searched_columns(self.queryset.model, self.field_type, self.fields).weights

    def filters(self, state: IndexState) -> Query:
        """The query for all objects that the queryset lets through, of its model and the models that inherit from it.

        FilterError for a filter that a search cannot do, FilterFieldError for a field that is no FilterField.
        """
        self._comparing = LookupQueries(state, self.queryset.db or DEFAULT_DB_ALIAS)
        own_kind = Query.term_query(state.schema, TYPES, label(self.queryset.model), "basic")
        wanted = self._get_filters_from_queryset()
        if wanted is None:
            return own_kind
        return all_of([own_kind, filter_query(wanted, state)])

    def keys(self) -> list[Key]:
        """What the results are ordered by; nothing means by relevance. The primary key settles what is equal.

        OrderByFieldError for a field that is no FilterField, and for random order.
        """
        if self.order_by_relevance:
            return []
        keys = list(self._get_order_by())
        return [*keys, Key(self._pk_column, descending=not keys)]

    @property
    def _pk_column(self) -> Column:
        numbers = (
            get_model_root(self.queryset.model)
            ._meta.pk.get_internal_type()
            .endswith(("AutoField", "IntegerField"))
        )
        return Column(PK_NUMBER, Kind.INTEGER) if numbers else Column(PK, Kind.KEYWORD)

    def _get_order_by(self) -> Iterator[Key]:
        if self.order_by_relevance:
            return
        for entry in order_of(self.queryset.query):
            yield self._key(entry)

    def _key(self, entry: object) -> Key:
        descending = nulls_first = False
        name = entry
        if isinstance(entry, OrderBy):
            descending, nulls_first = entry.descending, bool(entry.nulls_first)
            name = entry.expression
        if isinstance(name, F):
            name = name.name  # type: ignore[attr-defined]  # the stubs of Django forget it
        if not isinstance(name, str) or name == "?":
            raise OrderByFieldError(
                f'Sorting search results with "{entry}" is not supported by this search backend.',
                field_name=str(entry),
            )
        if name.startswith("-"):
            descending, name = True, name[1:]
        if name == "pk":
            return Key(self._pk_column, descending, nulls_first)
        field = self._get_filterable_field(name)
        if field is None:
            raise OrderByFieldError(
                f'Cannot sort search results with field "{name}". Please add index.FilterField("{name}") to '
                f"{self.queryset.model.__name__}.search_fields.",
                field_name=name,
            )
        return Key(column_of(self.queryset.model, (field,)), descending, nulls_first)

    def _get_filters_from_where_node(self, where_node: object, check_only: bool = False) -> Filter | None:
        if isinstance(where_node, Lookup):
            inner = getattr(where_node.lhs, "lhs", where_node.lhs)
            if not isinstance(where_node.lhs if isinstance(where_node.lhs, Col) else inner, Col):
                raise FilterError(f"Cannot apply filter on search results: {where_node} is not supported.")
            if is_pointer(self.queryset.query, where_node):
                return None if check_only else self._pointed(where_node)
        if is_xor(where_node):
            raise FilterError("Cannot apply filter on search results: XOR is not supported.")
        plain = without_repetition(where_node)
        wanted: Filter | None = super()._get_filters_from_where_node(plain, check_only=check_only)
        return wanted

    def _process_filter(
        self, column: Col, lookup: str, value: object, check_only: bool = False
    ) -> FilterCondition | None:
        path = self._get_filter_field_path_for_column(column)
        if check_only:
            return None
        target = column_of(self.queryset.model, path)
        query = self._compared(target, lookup, value, is_key=is_own_key(self.queryset.query, column))
        many = self._path_to_rows(path)
        # The database takes a list of nothing for false, also of an empty column.
        certain = lookup == "isnull" or (lookup == "in" and isinstance(value, list) and not value)
        filled = None if certain else Query.exists_query(target.name)
        if not many:
            return FilterCondition(query, filled=filled)
        without_row = lookup == "isnull" and bool(value) and is_outer_join(self.queryset.query, column)
        return FilterCondition(
            query,
            RelatedRows(rows_name(self.queryset.model, many), rows_join(self.queryset.query, column)),
            without_row,
            filled=filled,
        )

    def _pointed(self, lookup: Lookup) -> FilterCondition:
        name = str(lookup.lookup_name)
        return FilterCondition(self._compared(self._pk_column, name, lookup.rhs, is_key=True))

    def _compared(self, column: Column, lookup: str, value: object, *, is_key: bool) -> Query:
        query = self._chosen(value) if is_key and lookup == "in" else None
        query = query or self._comparing.comparison(column, lookup, value)
        if query is None:
            raise FilterError(
                f'Could not apply filter on search results: "{column.name}__{lookup} = {value}". '
                f'Lookup "{lookup}" not recognised.'
            )
        return query

    def _chosen(self, value: object) -> Query | None:
        """The objects whose keys a subquery selects, if the index knows them by its filters; else the database is asked."""
        objects = objects_chosen(value, self.queryset.model, self.queryset.db)
        if objects is None:
            return None
        try:
            return QueryCompiler(objects, MATCH_ALL).filters(self._comparing.state)
        except (FilterError, FilterFieldError):
            return None

    def _path_to_rows(self, path: list[RelatedFields | BaseField]) -> list[RelatedFields]:
        """The relations on a path up to the first that can lead to several rows; none if there is no such one."""
        model = self.queryset.model
        for number, entry in enumerate(path[:-1], start=1):
            if is_many(model, entry):
                return path[:number]
            model = related_model(model, [entry])
        return []

    def _process_match_none(self) -> Filter:
        return _NOTHING

    def _connect_filters(self, filters: list[Filter], connector: str, negated: bool) -> Filter | None:
        if not filters:
            return None
        return Combination(tuple(filters), every=connector == "AND", negated=negated)


class AutocompleteQueryCompiler(QueryCompiler):
    """A search by the beginnings of words, in any order."""

    field_type = AutocompleteField
