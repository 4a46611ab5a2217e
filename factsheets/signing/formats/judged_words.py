"""The words that a step of the workflow judges: all of a draft's content but its housekeeping, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from django.db.models import Field, Model
from modelcluster.models import get_all_child_relations
from wagtail.fields import RichTextField

from factsheets.language.rich_text import normalise

#: What a draft carries beside its words: where it stands, who holds it, when it is shown, what colleagues said of it.
#: Everything else is judged, so that a new field is, too.
_HOUSEKEEPING = frozenset(
    {
        *(
            "id",
            "pk",
            "page_ptr",
            "path",
            "depth",
            "numchild",
            "url_path",
            "translation_key",
            "locale",
            "alias_of",
        ),
        *("content_type", "owner", "draft_title", "latest_revision", "latest_revision_created_at"),
        *("live", "live_revision", "has_unpublished_changes", "first_published_at", "last_published_at"),
        *("go_live_at", "expire_at", "expired", "locked", "locked_at", "locked_by"),
        *("is_starter_example", "only_one", "wagtail_admin_comments", "import_notes"),
    }
)

#: Field or kind of rows → what stands in it; empty ones are left out.
Judged = dict[str, object]


def judged_words(model: type[Model], content: Mapping[str, Any]) -> Judged:
    """What a step judges in the stored `content` of a revision of `model`.

    Two contents with the same words give the same answer, whatever keys, numbers and line ends they were saved with.
    A record counts by its key: what it is called is no part of a draft.
    """
    found = {field.name: _value(field, content.get(field.name)) for field in _judged_fields(model)}
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        if name not in _HOUSEKEEPING:
            found[name] = _rows(relation, content.get(name) or [])
    return {name: value for name, value in found.items() if value}


def same_words(model: type[Model], one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    """Whether two contents of revisions are the same to whoever judges them."""
    return judged_words(model, one) == judged_words(model, other)


def changed_words(model: type[Model], before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    """The labels of what differs, in the order of the fields, then the rows."""
    old, new = judged_words(model, before), judged_words(model, after)
    names = [field.name for field in _judged_fields(model)]
    names += [relation.get_accessor_name() for relation in get_all_child_relations(model)]
    return [_label(model, name) for name in names if old.get(name) != new.get(name)]


def _judged_fields(model: type[Model]) -> list[Field[object, object]]:
    return [field for field in model._meta.fields if field.name not in _HOUSEKEEPING]


def _rows(relation: Any, stored: list[dict[str, Any]]) -> list[Judged]:
    """The rows in their order, by what stands in them: a row that is saved anew is the same row."""
    fields = [
        field
        for field in _judged_fields(relation.related_model)
        if field.name not in (relation.field.name, "sort_order")
    ]
    in_order = sorted(stored, key=lambda row: row.get("sort_order") or 0)
    return [{field.name: _value(field, row.get(field.name)) for field in fields} for row in in_order]


def _value(field: Field[Any, Any], stored: object) -> object:
    if isinstance(field, RichTextField):
        return normalise(str(stored or ""), _address)
    if hasattr(stored, "isoformat"):  # not stored yet
        return stored.isoformat()
    if isinstance(stored, str):
        return "\n".join(line.strip() for line in stored.strip().splitlines())
    return stored or ""


def _address(attributes: dict[str, str]) -> str:
    """Where a link leads, in a shape that `normalise` keeps: an address of the web, or the kind and number of a record."""
    if "linktype" in attributes:
        return f"page:/{attributes['linktype']}/{attributes.get('id', '')}/"
    return f"page:/{quote(attributes.get('href', '').strip())}"


def _label(model: type[Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    words = str(field.related_model._meta.verbose_name_plural if field.one_to_many else field.verbose_name)
    return words[:1].upper() + words[1:]
