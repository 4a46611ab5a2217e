"""The factsheets that staff want to stand first for a search, as they picked them in Wagtail's screen."""

from __future__ import annotations

from wagtail.search.utils import normalise_query_string

from factsheets.models import FactsheetPage


def promoted_factsheets(q: str) -> list[FactsheetPage]:
    """Staff's picks for exactly this search, public factsheets only, in staff's order. One query, and nothing is written."""
    query = normalise_query_string(q.replace("\x00", ""))
    if not query:
        return []
    picked = FactsheetPage.objects.for_readers().filter(searchpromotion__query__query_string=query)
    in_order = picked.order_by("searchpromotion__sort_order", "searchpromotion__pk")
    return list({page.pk: page for page in in_order}.values())
