"""A public factsheet with all that its page shows, in five queries, however many rows it has."""

from __future__ import annotations

from django.db.models import Model, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import JSONObject

from factsheets.governed.models.governed_text import Disclaimer, SafetyAdvice
from factsheets.versions.models.version import Version

from .citation import Citation
from .factsheet_association import FactsheetAssociation
from .factsheet_page import FactsheetPage, FactsheetQuerySet
from .library_page import LibraryPage
from .related_item import RelatedItem
from .review_dates import with_review_dates
from .suitability import Suitability
from .view_restrictions import behind_a_rule


def factsheets_for_reading() -> FactsheetQuerySet:
    """Factsheets with rows, records and the words that all factsheets share (see `FactsheetPage.shared_words`)."""
    versions = Version.objects.filter(factsheet=OuterRef("pk")).order_by("-number")
    return (
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


def _first(rows: QuerySet, model: type[Model], *names: str) -> Subquery:
    """The first row as a JSON object: of `names`, or of all fields that the model itself declares with words."""
    fields = names or [
        field.name
        for field in model._meta.local_concrete_fields
        if field.get_internal_type() in {"CharField", "TextField", "BooleanField"}
        and not field.name.startswith("lock")
    ]
    return Subquery(rows.values(found=JSONObject(**{name: name for name in fields}))[:1])
