"""A cache in front of the site is told what to forget: in the background, with a limit of time, and again until it has heard."""

from __future__ import annotations

import logging
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from django.conf import settings

from .place import ledger
from .store import NOT_FOUND

logger = logging.getLogger(__name__)

#: For each address; a cache that does not answer is tried again later.
SECONDS = 5
_AT_ONCE = 200


class CacheNotPurged(Exception):
    """The cache did not take it in; the rest stays noted."""


def is_purged() -> bool:
    """Whether a cache is there that wants to be told: setting `CACHE_PURGE_URL`."""
    return bool(settings.CACHE_PURGE_URL)


def purge_some() -> bool:
    """Tell the cache about the oldest addresses that changed; whether there are more. Raises CacheNotPurged."""
    told: list[int] = []
    waiting = ledger().to_purge(_AT_ONCE)
    try:
        for address, number in waiting.items():
            if address != NOT_FOUND:
                _purge(address)
            told.append(number)
    finally:
        ledger().purged(told)
    return len(waiting) == _AT_ONCE


def _purge(address: str) -> None:
    # Wagtail's own way of purging sends the same, but waits for ever and hides what went wrong.
    address_there = f"{settings.CACHE_PURGE_URL}{address}"
    host = {"Host": urlsplit(settings.SITE_URL).netloc}
    request = Request(address_there, headers=host, method="PURGE")  # noqa: S310  the operator's own address
    try:
        with urlopen(request, timeout=SECONDS):  # noqa: S310  the operator's own address
            pass
    except (URLError, OSError) as error:
        if getattr(error, "code", None) == 404:
            return  # it kept nothing of it
        raise CacheNotPurged(f"The cache did not forget {address}: {error}.") from error
