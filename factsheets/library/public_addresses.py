"""The public addresses of what readers walk through."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.urls import reverse

from factsheets.page.models.library_page import LibraryPage
from factsheets.records.models.condition import Condition


def library_addresses(pages: Collection[int] | None) -> Iterator[tuple[str, int | None, str]]:
    """The library itself, whose answer depends on the query, the conditions and the sitemap."""
    library = (
        LibraryPage.objects.filter(pk__in=pages).first() if pages is not None else LibraryPage.for_readers()
    )
    if library and (address := LibraryPage.public_url()):
        yield address, library.pk, "asks"
    if pages is not None:
        return
    yield reverse("factsheets:sitemap"), None, ""
    yield reverse("factsheets:conditions"), None, ""
    if LibraryPage.public_url():
        for slug in Condition.objects.for_readers().order_by("slug").values_list("slug", flat=True):
            yield reverse("factsheets:condition", args=[slug]), None, ""
