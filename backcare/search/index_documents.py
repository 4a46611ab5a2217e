"""An object as documents of the engine: one for itself, and one for each row of a relation that filters speak of."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Manager, Model, QuerySet
from modelsearch.backends.base import get_model_root
from modelsearch.index import BaseField, FilterField, RelatedFields
from tantivy import Document

from .columns import Kind, Stored, texts, values
from .mapping import (
    Path,
    column_of,
    is_many,
    label,
    owner_id,
    related_model,
    relation_names,
    search_fields,
    types_of,
)

# Columns that documents have beside those of fields; none can be mistaken for one, because those start with a letter.
OWNER, TYPES, ROWS, PK, PK_NUMBER, SPELLED = "_owner", "_types", "_rows", "_pk", "_pk_number", "_spelled"

Values = dict[str, list[Stored]]


def documents_of(obj: Model) -> list[Document]:
    """All documents of an object; they come and go together."""
    reading = _Reading(obj)
    reading.read(obj, search_fields(type(obj)), ())
    return [Document(**each) for each in (reading.own, *reading.rows)]


def rows_name(model: type[Model], relations: Iterable[RelatedFields]) -> str:
    """What the documents for the rows of a relation are marked with."""
    return "__".join([label(get_model_root(model)), *relation_names(model, list(relations))])


class _Reading:
    """Walks through the `search_fields` of an object, and of what it is related to."""

    def __init__(self, obj: Model) -> None:
        self.model = type(obj)
        self.owner = owner_id(self.model, obj.pk)
        self.own: Values = {OWNER: [self.owner], TYPES: [*types_of(self.model)], PK: [str(obj.pk)]}
        if isinstance(obj.pk, int):
            self.own[PK_NUMBER] = [obj.pk]
        self.rows: list[Values] = []

    def read(
        self,
        obj: Model,
        entries: Iterable[RelatedFields | BaseField],
        path: Path,
        *,
        within_rows: bool = False,
    ) -> None:
        """Reads `entries` of an object at the end of `path`; rows within rows are part of those."""
        for entry in entries:
            here = (*path, entry)
            if not isinstance(entry, RelatedFields):
                self._add(self.own, here, entry, obj)
                continue
            many = is_many(related_model(self.model, path), entry)
            related = _related(entry, obj)
            for each in related:
                self.read(each, entry.fields, here, within_rows=within_rows or many)
            if many and not within_rows and _has_filters(entry):
                name = rows_name(self.model, here)
                rows = [row for each in related for row in self._rows(each, here)]
                self.rows += [{OWNER: [self.owner], ROWS: [name], **row} for row in rows]

    def _rows(self, obj: Model, path: Path) -> list[Values]:
        """The values to filter by of one related object; with relations of its own, one for each combination."""
        rows: list[Values] = [{}]
        for entry in path[-1].fields:
            here = (*path, entry)
            if isinstance(entry, FilterField):
                for row in rows:
                    self._add(row, here, entry, obj)
            elif isinstance(entry, RelatedFields) and _has_filters(entry):
                inner = [row for each in _related(entry, obj) for row in self._rows(each, here)] or [{}]
                rows = [outer | row for outer in rows for row in inner]
        return rows

    def _add(self, document: Values, path: Path, entry: BaseField, obj: Model) -> None:
        column = column_of(self.model, path)
        value = entry.get_value(obj)
        if isinstance(entry, FilterField):
            found = [column.encode(each) for each in values(value)]
        else:
            found = list(texts(value))
        if found:
            document.setdefault(column.name, []).extend(found)
        if column.step:
            above = (place for each in found for place in column.above(str(each)))
            document.setdefault(column.name_of_above, []).extend(above)
        if column.kind is Kind.WORDS:
            document.setdefault(SPELLED, []).extend(found)


def _related(entry: RelatedFields, obj: Model) -> list[Model]:
    """The objects to which a relation leads, none, one or many."""
    try:
        value = entry.get_value(obj)
    except ObjectDoesNotExist:
        return []
    if isinstance(value, Manager | QuerySet):
        return list(value.all())
    return [] if value is None else [value]


def _has_filters(entry: RelatedFields) -> bool:
    return any(
        _has_filters(inner) if isinstance(inner, RelatedFields) else isinstance(inner, FilterField)
        for inner in entry.fields
    )
