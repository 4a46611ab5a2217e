"""The public addresses of what readers walk through."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db.models import Count
from django.urls import reverse

from factsheets.library.first_of_many import SHOWN_OF_EACH
from factsheets.library.sitemap import addresses_of_sitemaps
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.library_list import addresses_of_parts
from factsheets.page.models.library_page import LibraryPage
from factsheets.page.models.suitability import Suitability
from factsheets.records.models.condition import Condition


def library_addresses(pages: Collection[int] | None) -> Iterator[tuple[str, int | None, str]]:
    """The library itself with the parts of its list, the conditions and the sitemap."""
    library = (
        LibraryPage.objects.filter(pk__in=pages).first() if pages is not None else LibraryPage.for_readers()
    )
    address = LibraryPage.public_url() if library else None
    if library and address:
        yield address, library.pk, ""
    if pages is not None:
        return
    if library and address:
        for part in addresses_of_parts(library.counts_by_letter(), address):
            yield part, library.pk, ""
        yield from ((each, None, "") for each in _of_conditions())
    for each in (*addresses_of_sitemaps(), reverse("factsheets:feed"), reverse("factsheets:conditions")):
        yield each, None, ""


def _of_conditions() -> Iterator[str]:
    for slug in Condition.objects.for_readers().order_by("slug").values_list("slug", flat=True):
        yield reverse("factsheets:condition", args=[slug])
    for slug in _with_many_therapies():
        yield reverse("factsheets:whole_condition", args=[slug])


def _with_many_therapies() -> list[str]:
    """The conditions whose page shows the first of their therapies only."""
    rows = Suitability.objects.filter(page__in=FactsheetPage.objects.for_readers())
    counted = (
        rows.order_by().values("condition__slug", "verdict").annotate(count=Count("page", distinct=True))
    )
    many = counted.filter(count__gt=SHOWN_OF_EACH).values_list("condition__slug", flat=True)
    return sorted(set(many))
