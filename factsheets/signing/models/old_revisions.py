"""Revisions of any age, read with the models of today: what is gone is named, what does not fit any more is left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations, model_from_serializable_data

from factsheets.keeping.models.kept_name import stand_in_for
from factsheets.keeping.models.protection import ProtectedWhileUsed

from .mixed_into import WithRows

Content = dict[str, Any]
#: What modelcluster can read although the other end is gone.
_READ_BY_MODELCLUSTER = (models.CASCADE, models.SET_NULL, models.DO_NOTHING)


class ReadsAnyRevision(WithRows):
    """Can a revision of this text be read, however old it is?

    It takes `from_serializable_data` of modelcluster's `ClusterableModel` and Wagtail's `RevisionMixin`, and stands before
    both: after them, modelcluster would read alone, and it cannot read a key that protects the record it names.
    """

    @classmethod
    def from_serializable_data(cls, data: Content, check_fks: bool = True, strict_fks: bool = False) -> Any:
        """Without `check_fks` the records are left to `give_records`, which asks once for many texts."""
        fields, keys = _readable(cls, data)
        for name in _rows_of(cls):
            # A revision from before there were such rows has none; without an answer the rows of today were read.
            fields[name] = [row for row in fields.get(name) or [] if isinstance(row, dict)]
        text = _with(super().from_serializable_data(fields, check_fks, strict_fks), keys)
        if text and check_fks:
            give_records([text])
        return text


class RowOfAnyRevision:
    """The same for a row of such a text.

    modelcluster asks a row for `from_serializable_data` if it has one. No class of Django or Wagtail that a row is made of
    has one, so its place among the bases says nothing.
    """

    @classmethod
    def from_serializable_data(
        cls, data: Content, check_fks: bool = True, strict_fks: bool = False
    ) -> object:
        """Without `check_fks` the records are left to `give_records`, as with the text."""
        fields, keys = _readable(cls, data)
        for name in _texts_of(cls):
            # It gets the text that reads it; modelcluster would look for that in the database.
            fields.pop(name, None)
        row = model_from_serializable_data(cls, fields, check_fks=check_fks, strict_fks=strict_fks)
        return _with(row, keys)


def give_records(texts: Iterable[object]) -> None:
    """Each text and row gets the records that it names, or what stands in for those that are gone."""
    named = [use for text in texts for use in _named(text)]
    wanted: dict[Any, set[object]] = defaultdict(set)
    for _, field, key in named:
        wanted[field.related_model].add(key)
    found = {model: model._default_manager.in_bulk(keys) for model, keys in wanted.items()}
    for instance, field, key in named:
        records = found[field.related_model]
        if key not in records:
            kind: Any = field.related_model
            records[key] = stand_in_for(kind, key)
        setattr(instance, field.name, records[key])


def _named(text: object) -> Iterator[tuple[object, models.ForeignKey[object, object], Any]]:
    for instance in (text, *(row for name in _rows_of(type(text)) for row in getattr(text, name).all())):
        for field in instance._meta.concrete_fields:
            key = getattr(instance, field.attname) if _names_a_record(field) else None
            if key is not None:
                yield instance, field, key


def _rows_of(model: object) -> list[str]:
    return [
        relation.get_accessor_name()
        for relation in get_all_child_relations(model)
        if issubclass(relation.related_model, RowOfAnyRevision)
    ]


def _texts_of(row: Any) -> list[str]:
    return [field.name for field in row._meta.concrete_fields if isinstance(field, ParentalKey)]


def _with(instance: Any, keys: Content) -> object:
    for attribute, key in keys.items() if instance else ():
        setattr(instance, attribute, key)
    return instance


def _readable(model: Any, data: Content) -> tuple[Content, Content]:
    """`data` without what the fields of today cannot take; apart from it the protecting keys, by their attributes."""
    fields: Content = {"pk": data.get("pk")}
    keys: Content = {}
    for name, value in data.items():
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if isinstance(field, models.Field) and not _fits(field, value):
            continue
        if _is_protecting(field):
            keys[field.attname] = None if value is None else field.target_field.to_python(value)
        else:
            fields[name] = value
    return fields, keys


def _is_protecting(field: object) -> bool:
    return isinstance(field, models.ForeignKey) and field.remote_field.on_delete not in _READ_BY_MODELCLUSTER


def _names_a_record(field: Any) -> bool:
    return _is_protecting(field) and issubclass(field.related_model, ProtectedWhileUsed)


def _fits(field: models.Field[object, object], value: object) -> bool:
    if isinstance(field, models.ForeignKey):
        if value is None:
            return True
        field = field.target_field
    elif field.is_relation:
        return True
    if value is None:
        return field.null
    try:
        field.to_python(value)
    except (ValidationError, TypeError, ValueError):
        return False
    return True
