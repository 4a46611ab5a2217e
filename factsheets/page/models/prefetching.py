"""A public factsheet with all that its page shows, in one query, however many rows it has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.db.models.query import ModelIterable

from factsheets.database.json_moments import moment_from
from factsheets.database.kept_statements import records_of
from factsheets.database.rows_as_json import gathered, json_value, known_row, rows_in_order, stored_fields
from factsheets.governed.models.governed_text import Disclaimer, SafetyAdvice
from factsheets.governed.models.shared_words import SharedWords
from factsheets.language.vocabulary import PUBLIC_HEADINGS
from factsheets.versions.models.version import Version

from .citation import Citation
from .factsheet_association import FactsheetAssociation
from .factsheet_page import FactsheetPage
from .factsheet_query import FactsheetQuerySet
from .known_name import KnownName, name_key
from .library_page import LibraryPage
from .prefetched import Prefetched
from .related_item import RelatedItem
from .review_dates import with_review_dates
from .suitability import Suitability
from .versioned import ShownVersion
from .view_restrictions import behind_a_rule

#: The rows of a factsheet, and the records that each of them names; with a record, those that it names itself.
_ROWS: dict[str, tuple[type[Model], dict[str, tuple[str, ...]]]] = {
    "suitabilities": (Suitability, {"condition": (), "pattern": ()}),
    "citations": (Citation, {"source": ()}),
    "associations": (FactsheetAssociation, {"association": ()}),
    "related_items": (RelatedItem, {"resource": ("supplier",)}),
}


def factsheets_for_reading() -> FactsheetQuerySet:
    """Factsheets with rows and records, and each with its `prefetched`."""
    versions = Version.objects.filter(factsheet=OuterRef("pk")).order_by("-number")
    factsheets = with_review_dates(FactsheetPage.objects.all()).annotate(
        is_private=behind_a_rule(),
        latest_version=_first(versions, Version, "number", "code", "published_at"),
        library_words=_first(LibraryPage.objects.all(), LibraryPage),
        safety_advice_words=_first(SafetyAdvice.objects.in_force(), SafetyAdvice),
        disclaimer_words=_first(Disclaimer.objects.in_force(), Disclaimer),
        kind_of_therapy=_fields(FactsheetPage, "therapy_kind"),
        **{f"{name}_rows": _rows(name) for name in _ROWS},
    )
    factsheets._iterable_class = _EachWithPrefetched
    return factsheets


def factsheet_at(url_path: str) -> FactsheetPage | None:
    """The factsheet of that path in the tree of pages, live or not, with its `prefetched`.

    None also where the table of names does not know it: Wagtail finds it then, page by page.
    """
    slug = name_key(url_path.rstrip("/").rpartition("/")[2])
    sql, values = _question(connection.vendor)
    asked = [{_ANY_PATH: url_path, _ANY_SLUG: slug}.get(value, value) for value in values]
    return next(map(_with_prefetched, records_of(FactsheetPage, sql, asked)), None)


#: Stands in the question for the path that is asked for. No path of a page has a space.
_ANY_PATH = "any path"
#: And for the end of that path, by which the database finds the page without reading through all paths.
_ANY_SLUG = "any slug"


@cache
def _question(_vendor: str) -> tuple[str, tuple[Any, ...]]:
    """The words of the question, and its values: written once for each kind of database, as they are long and always the same."""
    at = KnownName.objects.filter(key=_ANY_SLUG, kind=KnownName.Kind.SLUG).values("page")
    sql, values = factsheets_for_reading().filter(url_path=_ANY_PATH, pk__in=at).query.sql_with_params()
    return sql, tuple(values)


class _EachWithPrefetched(ModelIterable[FactsheetPage]):
    """Takes the place of the plain way to read rows, as Wagtail's `specific()` does, and stays with every later filter."""

    def __iter__(self) -> Iterator[FactsheetPage]:
        return map(_with_prefetched, super().__iter__())


def _with_prefetched(factsheet: Any) -> FactsheetPage:
    version, library = json_value(factsheet.latest_version), json_value(factsheet.library_words)
    advice, disclaimer = json_value(factsheet.safety_advice_words), json_value(factsheet.disclaimer_words)
    factsheet.prefetched = Prefetched(
        is_private=bool(factsheet.is_private),
        version=ShownVersion(**version | {"published_at": moment_from(version["published_at"])})
        if version
        else None,
        shared_words=SharedWords(
            headings={part: library[f"heading_{part}"] for part in PUBLIC_HEADINGS},
            safety_advice=SafetyAdvice(**advice) if advice else None,
            disclaimer=Disclaimer(**disclaimer) if disclaimer else None,
        ),
        last_reviewed_on=_day(factsheet.last_reviewed_on),
        next_due_on=_day(factsheet.next_due_on),
    )
    factsheet.therapy_kind = _record(FactsheetPage, "therapy_kind", json_value(factsheet.kind_of_therapy))
    factsheet._prefetched_objects_cache = {name: _known_rows(factsheet, name) for name in _ROWS}
    factsheet.rows_for_reading = {}
    found: FactsheetPage = factsheet
    return found


def _known_rows(factsheet: Any, name: str) -> QuerySet[Any]:
    stored = rows_in_order(json_value(getattr(factsheet, f"{name}_rows")))
    return as_prefetched(_ROWS[name][0], [_row(factsheet, name, values) for values in stored])


def as_prefetched(model: type[Model], found: list[object]) -> QuerySet[Any]:
    """Rows as Django keeps those that a `Prefetch` brought, so that nobody has to know where they came from."""
    rows: Any = model._default_manager.all()
    rows._result_cache = found
    rows._prefetch_done = True
    known: QuerySet[Any] = rows
    return known


def _row(factsheet: FactsheetPage, name: str, values: dict[str, Any]) -> object:
    model, named = _ROWS[name]
    row: Any = known_row(model, values)
    row._state.fields_cache["page"] = factsheet
    for field, further in named.items():
        record = _record(model, field, values[field])
        row._state.fields_cache[field] = record
        for one in further if record else ():
            record._state.fields_cache[one] = _record(type(record), one, values[field][one])
    if "checks" in values:
        row.check_rows = json_value(values["checks"])
    return row


def _record(model: type[Model], field: str, values: dict[str, Any]) -> Any:
    """The record that `field` of a row of `model` names, None where it names none."""
    return known_row(_named_by(model, field), values) if values["id"] is not None else None


def _named_by(model: type[Model], field: str) -> Any:
    return model._meta.get_field(field).related_model


def _rows(name: str) -> Any:
    """The rows of one kind, each with the records that it names."""
    model, named = _ROWS[name]
    rows: QuerySet[Any] = model._default_manager.filter(page=OuterRef("pk"))
    more: dict[str, object] = {field: _fields(model, field, *further) for field, further in named.items()}
    if model is FactsheetAssociation:
        more["checks"] = _named_by(model, "association").checks_as_json(OuterRef("association"))
    return gathered(rows, "page", **more)


def _fields(model: type[Model], field: str, *further: str) -> JSONObject:
    record = _named_by(model, field)
    return stored_fields(
        record,
        f"{field}__",
        **{one: stored_fields(_named_by(record, one), f"{field}__{one}__") for one in further},
    )


def _day(value: date | str | None) -> date | None:
    """A day, whether or not the query had a field that read it already."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def _first(rows: QuerySet[Any], model: type[Model], *names: str) -> Subquery:
    """The first row as a JSON object: of `names`, or of all fields that the model itself declares with words."""
    fields = names or [
        field.name
        for field in model._meta.local_concrete_fields
        if field.get_internal_type() in {"CharField", "TextField", "BooleanField"}
        and not field.name.startswith("lock")
    ]
    return Subquery(rows.values(found=JSONObject(**{name: name for name in fields}))[:1])
