"""Subqueries that choose objects of the index itself: it answers them, and no key has to be fetched from the database."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, QuerySet
from django.db.models.expressions import Col
from django.db.models.sql import Query
from modelsearch.backends.base import get_model_root
from modelsearch.index import class_is_indexed


def objects_chosen(value: Any, model: type[Model], database: str) -> QuerySet | None:
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


def is_own_key(query: Query, column: Any) -> bool:
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
