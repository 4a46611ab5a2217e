"""The names that a factsheet once had in its address: where there is no page of the tree, they lead on as well."""

from __future__ import annotations

from django.http import Http404
from wagtail.contrib.redirects.models import Redirect

from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.factsheet_query import FactsheetQuerySet


def factsheet_for_readers(slug: str) -> FactsheetPage:
    """The public factsheet that has this slug, or had it last; raises Http404.

    A slug belongs to the factsheet that was public under it last, even if readers may not see that any more.
    """
    if page := _that_had(slug, FactsheetPage.objects.for_readers()):
        return page
    raise Http404


def _that_had(slug: str, among: FactsheetQuerySet) -> FactsheetPage | None:
    page: FactsheetPage | None = among.filter(slug=slug).first()
    if page:
        return page
    if not FactsheetPage.objects.filter(slug=slug, first_published_at__isnull=False).exists():
        notes = Redirect.objects.filter(old_path__endswith=f"/{slug}", redirect_page__in=among)
        if note := notes.order_by("-pk").first():
            renamed: FactsheetPage = among.get(pk=note.redirect_page_id)
            return renamed
    return None
