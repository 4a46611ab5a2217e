"""Reads what has to be said with factsheets that were found: their lists, and the day and code of what readers hold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import OuterRef, Prefetch, Subquery, prefetch_related_objects

from factsheets.page.models.citation import Citation
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.review_dates import with_review_dates
from factsheets.page.models.suitability import Suitability
from factsheets.versions.models.version import Version


class Standing(NamedTuple):
    """When a factsheet was last reviewed and is due again, and the code of its latest version."""

    reviewed_on: date | None
    review_due_on: date | None
    version_code: str


def read_lists(factsheets: Iterable[FactsheetPage], *, with_rows: bool = True) -> None:
    """All that `outputs.caveats` asks for, in a query for the citations, and one for the rows where a verdict is named."""
    pages = list(factsheets)
    citations: Prefetch[Any, Any, Any] = Prefetch("citations", Citation.objects.select_related("source"))
    rows: Prefetch[Any, Any, Any] = Prefetch(
        "suitabilities", Suitability.objects.select_related("condition", "pattern")
    )
    prefetch_related_objects(pages, *([citations, rows] if with_rows else [citations]))


def standing_of_each(factsheets: Iterable[FactsheetPage]) -> dict[int, Standing]:
    """The standing of each by its key, in one query; a marked example claims no review."""
    latest = Version.objects.filter(factsheet=OuterRef("pk")).order_by("-number")
    dated = with_review_dates(FactsheetPage.objects.filter(pk__in=[page.pk for page in factsheets]))
    rows = dated.annotate(version_code=Subquery(latest.values("code")[:1])).values_list(
        "pk", "last_reviewed_on", "next_due_on", "version_code"
    )
    return {pk: Standing(reviewed_on, due_on, code or "") for pk, reviewed_on, due_on, code in rows}
