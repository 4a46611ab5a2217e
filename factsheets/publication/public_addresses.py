"""The public addresses of factsheets besides their pages: history, PDFs, copies' codes, and what is withdrawn."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db.models import F, Max, Q
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from factsheets.outputs.page_as_pdf import EDITIONS
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.factsheet_query import FactsheetQuerySet
from factsheets.page.models.library_page import LibraryPage
from factsheets.page.models.view_restrictions import behind_a_rule
from factsheets.versions.formats.version_code import for_people
from factsheets.versions.models.version import Version

#: An address, the page that it belongs to, and “slow” for what takes seconds to make.
Declared = tuple[str, int | None, str]


def factsheet_addresses(pages: Collection[int] | None) -> Iterator[Declared]:
    """Of every factsheet that readers may see or are told of, or of `pages` alone."""
    library = LibraryPage.public_url()
    if library:
        shown = _shown(pages)
        for number, slug in shown.values_list("pk", "slug").order_by("pk").iterator():
            yield from _below(f"{library}{slug}/", number)
        for number, old_path in _noted(shown):
            yield from _below(f"{old_path}/", number)
    versions = (
        Version.objects.order_by("pk") if pages is None else Version.objects.filter(factsheet__in=pages)
    )
    for code, number in versions.values_list("code", "factsheet_id").iterator():
        yield reverse("factsheets:copy", args=[for_people(code)]), number, ""
    if pages is None:
        yield reverse("factsheets:copies"), None, ""


def _below(address: str, number: int) -> Iterator[Declared]:
    yield address, number, ""
    yield f"{address}history/", number, ""
    for name in EDITIONS:
        yield f"{address}{name}", number, "slow"


def _shown(pages: Collection[int] | None) -> FactsheetQuerySet:
    """Public ones, and those whose address says that they are withdrawn, as `page.models.history.told_withdrawal` has it."""
    found = FactsheetPage.objects.filter(~Q(behind_a_rule())).annotate(
        withdrawn_at=Max("withdrawals__withdrawn_at")
    )
    is_told = Q(withdrawn_at__isnull=False) & ~Q(last_published_at__gt=F("withdrawn_at"))
    found = found.filter(Q(live=True) | is_told)
    return found if pages is None else found.filter(pk__in=pages)


def _noted(shown: FactsheetQuerySet) -> Iterator[tuple[int, str]]:
    noted = Redirect.objects.filter(redirect_page__in=shown.values("pk")).order_by("pk")
    yield from noted.values_list("redirect_page_id", "old_path").iterator()
