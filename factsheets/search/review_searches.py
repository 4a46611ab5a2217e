"""Searches that found nothing, as a review of a factsheet meets them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import islice

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from wagtail.log_actions import log

from factsheets.language.fuzzy_names import is_one_of, means_one_of
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.records.models.condition import Condition
from factsheets.search.models.unanswered_search import UnansweredSearch

#: The most wanted are asked about first; what is left waits for the next review.
_MOST_AT_ONCE = 10
_MOST_LOOKED_AT = 300
_SETTLING = ["settled_count", "settled_at", "settled_by", "settled_as", "settled_note"]


def searches_about(page: FactsheetPage) -> list[UnansweredSearch]:
    """Terms that wait and may have meant `page`: by its names in spite of typing errors, or by one of its conditions."""
    waiting = UnansweredSearch.objects.waiting()[:_MOST_LOOKED_AT]
    conditions = [
        name
        for condition in Condition.objects.filter(suitabilities__page=page).distinct()
        for name in (condition.name, condition.plain_name, *condition.other_names_list)
    ]
    about = (
        search
        for search in waiting
        if means_one_of(search.term, page.names) or is_one_of(search.term, conditions)
    )
    return list(islice(about, _MOST_AT_ONCE))


@transaction.atomic
def settle_searches(
    searches: Iterable[UnansweredSearch],
    user: AbstractBaseUser,
    *,
    now: datetime,
    settled_as: str,
    note: str = "",
) -> None:
    """Keep what a review did with terms; each waits again once it was searched for often enough after that."""
    for search in searches:
        search.settled_count = search.count
        search.settled_at, search.settled_by_id = now, user.pk
        search.settled_as, search.settled_note = settled_as, note
        search.save(update_fields=_SETTLING)
        # Without the term: it may be deleted because it should not be kept.
        log(instance=search, action="wagtail.edit", user=user, title="A search that found nothing")
