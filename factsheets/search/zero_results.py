"""Counts what readers searched for and did not find, so that staff can write it or name it better."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.db import Error, connection, transaction
from django.utils import timezone

from factsheets.language.search_terms import keepable
from factsheets.search.models.unanswered_search import UnansweredSearch

logger = logging.getLogger(__name__)

#: More different terms than readers of one charity think of in a day; programs that make up words get no further.
MOST_NEW_TERMS_A_DAY = 300
#: So long a reader's page waits for somebody else's write.
_PATIENCE_MS = 250


def note(q: str, now: datetime) -> None:
    """Count a search that found nothing. What is long or personal is not kept; a failure is logged, never raised."""
    term = keepable(q)
    if not term:
        return
    try:
        with _without_waiting_long(), transaction.atomic():
            UnansweredSearch.objects.count_one(
                term, day=timezone.localdate(now), most_new=MOST_NEW_TERMS_A_DAY
            )
    except Error as error:
        # Neither the term nor the database's words about it: the log is no place for what readers typed.
        logger.warning("A search that found nothing could not be counted (%s).", type(error).__name__)


def forget_old(*, today: date) -> int:
    """Delete what nobody searched for lately (see `UnansweredSearchQuerySet.forget`). For the daily job."""
    return UnansweredSearch.objects.forget(today=today)


@contextmanager
def _without_waiting_long() -> Iterator[None]:
    """Whoever holds what we want to write makes us give up soon."""
    name, set_to = _LOCK_WAITS[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(name)
        before = cursor.fetchone()[0]
        cursor.execute(set_to.format(_PATIENCE_MS))
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(set_to.format(before))


#: How each database says and takes how long it waits for a lock.
_LOCK_WAITS = {
    "sqlite": ("PRAGMA busy_timeout", "PRAGMA busy_timeout = {}"),
    "postgresql": ("SHOW lock_timeout", "SET lock_timeout = '{}'"),
}
