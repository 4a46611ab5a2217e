"""Finds the factsheet that a document is about, by its title or another name."""

from __future__ import annotations

from django.db.models.fields.json import KT
from wagtail.models import Revision

from factsheets.page.models.factsheet_page import FactsheetPage


def find_called(title: str) -> FactsheetPage | None:
    """The factsheet of that title or other name, upper and lower case alike, live or in its latest draft."""
    wanted = folded(title)
    pages = FactsheetPage.objects.order_by("pk")
    drafts = Revision.objects.filter(pk__in=pages.values("latest_revision")).annotate(
        names=KT("content__also_called")
    )
    names_in_drafts = dict(drafts.values_list("pk", "names"))
    by_other_name = None
    for pk, live_title, draft_title, names, revision in pages.values_list(
        "pk", "title", "draft_title", "also_called", "latest_revision"
    ):
        if wanted in (folded(live_title), folded(draft_title)):
            return pages.get(pk=pk)
        others = f"{names}\n{names_in_drafts.get(revision) or ''}".splitlines()
        if by_other_name is None and wanted in map(folded, others):
            by_other_name = pk
    return pages.get(pk=by_other_name) if by_other_name else None


def folded(name: str) -> str:
    """A title as two of them are compared."""
    return " ".join(name.split()).casefold()
