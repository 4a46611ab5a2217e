"""Rows that stand below a record and are typed in its form: the steps of a workflow, the pages that a search promotes, what a group may do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Field, ManyToOneRel, Model
from django.http import QueryDict

#: Of each kind of record: its relations that a form changes, and how the names of the rows begin in that form.
_ROWS: dict[str, dict[str, tuple[str, ...]]] = {
    "wagtailcore.workflow": {
        "workflow_tasks": ("workflow_tasks",),
        "workflow_pages": ("pages",),
        "workflow_content_types": (),
    },
    "wagtailsearchpromotions.query": {"editors_picks": ("editors_picks",)},
    "auth.group": {
        "page_permissions": ("page_permissions",),
        "collection_permissions": ("image_permissions", "document_permissions", "collection_permissions"),
    },
}
#: A workflow's form ticks the kinds of text in one field.
_TICKED = {"workflow_content_types": ("content_types", "content_type")}


def names_of_rows(record: Model) -> tuple[str, ...]:
    """The relations whose rows the form of `record` changes."""
    return tuple(_ROWS.get(record._meta.label_lower, ()))


def rows_as_stored(record: Model, relation: str) -> list[list[object]]:
    """What the rows hold, to be compared."""
    rows = getattr(record, relation).all()
    fields = _told(record, relation)
    return sorted([[str(field.value_from_object(row)) for field in fields] for row in rows])


def label_of_rows(record: Model, relation: str) -> str:
    """What they are called."""
    return str(_link(record, relation).related_model._meta.verbose_name_plural).capitalize()


def stored_row_words(record: Model, relation: str) -> list[str]:
    """Each row in words."""
    fields = _told(record, relation)
    rows = getattr(record, relation).all()
    return [_joined(str(getattr(row, field.name) or "") for field in fields) for row in rows]


def typed_row_words(record: Model, relation: str, posted: QueryDict) -> list[str]:
    """The same of what was typed."""
    fields = {field.name: field for field in _told(record, relation)}
    if relation in _TICKED:
        name, one = _TICKED[relation]
        return [_one(fields[one], key) for key in posted.getlist(name)]
    return [
        words
        for prefix in _ROWS[record._meta.label_lower][relation]
        for number in range(_total(posted, prefix))
        if f"{prefix}-{number}-DELETE" not in posted
        if (words := _joined(_cells(posted, f"{prefix}-{number}-", fields)))
    ]


def _cells(posted: QueryDict, begin: str, fields: dict[str, Field[object, object]]) -> Iterator[str]:
    for name, field in fields.items():
        for typed in (f"{begin}{name}", f"{begin}{name}s"):  # a group's row ticks several permissions
            yield from (_one(field, value) for value in posted.getlist(typed))


def _total(posted: QueryDict, prefix: str) -> int:
    total = posted.get(f"{prefix}-TOTAL_FORMS", "")
    return min(int(total), 1000) if total.isdecimal() else 0


def _one(field: Field[object, object], value: str) -> str:
    if not field.is_relation:
        return value
    found = field.related_model._default_manager.filter(pk=value).first() if value.isdecimal() else None  # type: ignore[union-attr]
    return "" if found is None else str(found)


def _told(record: Model, relation: str) -> list[Field[object, object]]:
    link = _link(record, relation)
    return [
        field
        for field in link.related_model._meta.concrete_fields
        if field != link.field and not field.name.endswith(("id", "sort_order"))
    ]


def _link(record: Model, relation: str) -> ManyToOneRel:
    link = record._meta.get_field(relation)
    assert isinstance(link, ManyToOneRel)  # noqa: S101 - as the table above says
    return link


def _joined(words: Any) -> str:
    return " – ".join(filter(None, words))
