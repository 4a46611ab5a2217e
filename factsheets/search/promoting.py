"""The factsheets that staff want to stand first for a search, as they picked them in Wagtail's screen."""

from __future__ import annotations

from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.search.utils import normalise_query_string

from factsheets.database.kept_statements import KeptStatement
from factsheets.page.models.factsheet_page import FactsheetPage

_PICKS: KeptStatement[SearchPromotion] = KeptStatement(
    lambda words: SearchPromotion.objects.filter(query__query_string=words[0]).order_by("sort_order", "pk"),
    values=1,
)


def promoted_factsheets(q: str) -> list[FactsheetPage]:
    """Staff's picks for exactly this search, public factsheets only, in staff's order; nothing is written."""
    query = normalise_query_string(q.replace("\x00", ""))
    if not query:
        return []
    in_order = [pick.page_id for pick in _PICKS.records([query])]
    # Most searches have none, and then the factsheets are not asked for.
    public = FactsheetPage.objects.for_readers().in_bulk(in_order) if in_order else {}
    return list({pk: public[pk] for pk in in_order if pk in public}.values())
