"""What the search reads of a Django query, in Django's own inner parts (`django.db.models.sql`): here and nowhere else."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, QuerySet, Subquery
from django.db.models.expressions import Col
from django.db.models.lookups import Lookup
from django.db.models.sql import Query
from django.db.models.sql.constants import LOUTER, MULTI
from django.db.models.sql.where import XOR, WhereNode
from modelsearch.backends.base import get_model_root
from modelsearch.index import class_is_indexed
from typing_extensions import TypeIs


def objects_chosen(value: object, model: type[Model], database: str) -> QuerySet[Model] | None:
    """The queryset of the subquery in `pk IN (…)`, if the index of `model` holds its objects; None for any other."""
    if not isinstance(value, Query) or not value.model or not class_is_indexed(value.model):
        return None
    is_cut = value.is_sliced or value.distinct_fields or value.combinator
    is_plain = not (is_cut or value.annotation_select or value.extra)
    if get_model_root(value.model) is not get_model_root(model) or not is_plain:
        return None
    selected = list(value.select)
    if value.has_select_fields and not (len(selected) == 1 and is_own_key(value, selected[0])):
        return None
    return QuerySet(value.model, query=value, using=database)


def is_own_key(query: Query, column: object) -> bool:
    """Whether a column of a query is the primary key of its own objects, be it under the name of a parent model."""
    if not isinstance(column, Col) or not column.target.primary_key:
        return False
    joins: dict[str, Any] = query.alias_map
    alias = column.alias
    while (join := joins[alias]).parent_alias is not None:
        if not getattr(join.join_field.remote_field, "parent_link", False):
            return False
        alias = join.parent_alias
    return True


def is_subquery(value: object) -> TypeIs[Query | Subquery]:
    """Whether a lookup compares with what another query selects, for which `rows_of` asks the database."""
    return isinstance(value, Query | Subquery)


def rows_of(subquery: Query | Subquery, database: str) -> list[object]:
    """What a subquery selects, asked of the database."""
    query = subquery.query if isinstance(subquery, Subquery) else subquery
    chunks = query.get_compiler(database).execute_sql(result_type=MULTI)
    return [row[0] for chunk in chunks or () for row in chunk]


def is_pointer(query: Query, lookup: Lookup) -> bool:
    """Whether a lookup compares the primary key, by the name that it has in a model that inherits, with a value."""
    is_value = lookup.rhs_is_direct_value() or isinstance(lookup.rhs, Query)
    return is_value and is_own_key(query, lookup.lhs) and lookup.lhs.target.is_relation


def is_xor(node: object) -> bool:
    """Whether conditions are joined by XOR, which no filter of a search can do."""
    return isinstance(node, WhereNode) and node.connector == XOR


def without_repetition(node: object) -> object:
    """The same conditions, each once: who may do something in three roles is asked for three times."""
    if not isinstance(node, WhereNode):
        return node
    children = [child for at, child in enumerate(node.children) if child not in node.children[:at]]
    return WhereNode(children, node.connector, node.negated)


def order_of(query: Query) -> tuple[object, ...]:
    """What a query is ordered by: as it was asked for, or as its model has it."""
    return tuple(query.order_by or (query.default_ordering and query.get_meta().ordering) or ())


def rows_join(query: Query, column: Col) -> str:
    """The name of the join that brings several rows to an object, on the way to the table of a column."""
    joins = _joins(query, column)
    many = (join for join in joins if join.join_field.one_to_many or join.join_field.many_to_many)
    name: str = (next(many, None) or joins[0]).table_alias
    return name


def is_outer_join(query: Query, column: Col) -> bool:
    """Whether objects without any row in the table of a column are let through (LEFT OUTER JOIN), as for “is empty”."""
    return any(join.join_type == LOUTER for join in _joins(query, column))


def _joins(query: Query, column: Col) -> list[Any]:
    """The joins from the model of a query to the table of a column, in this order."""
    found: list[object] = []
    alias = column.alias
    while (join := query.alias_map[alias]).parent_alias is not None:
        found.insert(0, join)
        alias = join.parent_alias
    return found
