"""A factsheet whose source no longer stands as it did."""

from __future__ import annotations

from factsheets.models import Citation, FactsheetPage, Source


def cites_a_changed_source(page: FactsheetPage) -> None:
    source = Source.objects.create(kind="guideline", title=f"Guideline on {page.title}")
    Citation.objects.create(page=page, source=source, section="evidence")
    source.status = "superseded"
    source.save()
