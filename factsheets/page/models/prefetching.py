"""A public factsheet with all that its page shows, in five queries, however many rows it has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Model, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.db.models.query import ModelIterable

from factsheets.database.json_moments import moment_from
from factsheets.governed.models.governed_text import Disclaimer, SafetyAdvice
from factsheets.governed.models.shared_words import SharedWords
from factsheets.language.vocabulary import PUBLIC_HEADINGS
from factsheets.versions.models.version import Version

from .citation import Citation
from .factsheet_association import FactsheetAssociation
from .factsheet_page import FactsheetPage
from .factsheet_query import FactsheetQuerySet
from .library_page import LibraryPage
from .prefetched import Prefetched
from .related_item import RelatedItem
from .review_dates import with_review_dates
from .suitability import Suitability
from .versioned import ShownVersion
from .view_restrictions import behind_a_rule


def factsheets_for_reading() -> FactsheetQuerySet:
    """Factsheets with rows and records, and each with its `prefetched`."""
    versions = Version.objects.filter(factsheet=OuterRef("pk")).order_by("-number")
    factsheets = (
        with_review_dates(FactsheetPage.objects.select_related("therapy_kind"))
        .annotate(
            is_private=behind_a_rule(),
            latest_version=_first(versions, Version, "number", "code", "published_at"),
            library_words=_first(LibraryPage.objects.all(), LibraryPage),
            safety_advice_words=_first(SafetyAdvice.objects.in_force(), SafetyAdvice),
            disclaimer_words=_first(Disclaimer.objects.in_force(), Disclaimer),
        )
        .prefetch_related(
            Prefetch("suitabilities", Suitability.objects.select_related("condition", "pattern")),
            Prefetch("citations", Citation.objects.select_related("source")),
            Prefetch("associations", FactsheetAssociation.objects.with_checks()),
            Prefetch("related_items", RelatedItem.objects.select_related("resource__supplier")),
        )
    )
    factsheets._iterable_class = _EachWithPrefetched
    return factsheets


class _EachWithPrefetched(ModelIterable[FactsheetPage]):
    """Takes the place of the plain way to read rows, as Wagtail's `specific()` does, and stays with every later filter."""

    def __iter__(self) -> Iterator[FactsheetPage]:
        for factsheet in super().__iter__():
            factsheet.prefetched = _prefetched(factsheet)
            yield factsheet


def _prefetched(row: Any) -> Prefetched:
    version, library = row.latest_version, row.library_words
    advice, disclaimer = row.safety_advice_words, row.disclaimer_words
    return Prefetched(
        is_private=row.is_private,
        version=ShownVersion(**version | {"published_at": moment_from(version["published_at"])})
        if version
        else None,
        shared_words=SharedWords(
            headings={part: library[f"heading_{part}"] for part in PUBLIC_HEADINGS},
            safety_advice=SafetyAdvice(**advice) if advice else None,
            disclaimer=Disclaimer(**disclaimer) if disclaimer else None,
        ),
        last_reviewed_on=row.last_reviewed_on,
        next_due_on=row.next_due_on,
    )


def _first(rows: QuerySet[Any], model: type[Model], *names: str) -> Subquery:
    """The first row as a JSON object: of `names`, or of all fields that the model itself declares with words."""
    fields = names or [
        field.name
        for field in model._meta.local_concrete_fields
        if field.get_internal_type() in {"CharField", "TextField", "BooleanField"}
        and not field.name.startswith("lock")
    ]
    return Subquery(rows.values(found=JSONObject(**{name: name for name in fields}))[:1])
