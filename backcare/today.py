"""The day on which readers are. Whoever keeps an answer can learn whether it was made of that."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta

from django.utils import timezone

_asked: ContextVar[list[date] | None] = ContextVar("asked", default=None)


def readers_day() -> date:
    """Today in the time zone of the site, whatever zone a member of staff has chosen for their own screens."""
    day = timezone.localdate(timezone=timezone.get_default_timezone())
    asked = _asked.get()
    if asked is not None:
        asked.append(day)
    return day


@contextmanager
def noting_the_day() -> Iterator[list[date]]:
    """Each day that `readers_day` gives within it: none where nothing was made of the day."""
    asked: list[date] = []
    token = _asked.set(asked)
    try:
        yield asked
    finally:
        _asked.reset(token)


def end_of(day: date) -> datetime:
    """The midnight that ends a day of readers."""
    following = day + timedelta(days=1)
    return datetime(following.year, following.month, following.day, tzinfo=timezone.get_default_timezone())
