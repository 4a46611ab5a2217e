"""Before the person's request answers: what they changed is fresh, or out of service, so that the application answers."""

from __future__ import annotations

import logging
import threading

from django.db import connections
from wagtail.models import Page, ReferenceIndex

from .declared import Address, public_addresses
from .heard import Heard
from .place import ledger, store
from .rendering import make_file, take_out
from .sweeping import untrue_among, untrue_files

logger = logging.getLogger(__name__)

#: Of more pages at once nobody is asked whether they are untrue: all of them leave service.
_MOST_PAGES = 50
#: The person waits no longer for the new files; they are made all the same.
_SECONDS = 0.9
_SECONDS_FOR_SHARED = 0.3


def refresh_at_once(heard: Heard) -> None:
    """After the commit, and never fails: what it does not come to is done in the background, of which a row tells."""
    refreshing = threading.Thread(target=_refresh, args=(heard,), name="publishing", daemon=True)
    refreshing.start()
    refreshing.join(_SECONDS)


def _refresh(heard: Heard) -> None:
    try:
        own = _own_addresses(heard)
        many = len(heard.pages) > _MOST_PAGES
        take_out(own if many else untrue_among(own))
        if not many:
            _make(heard)
        for found in untrue_files(heard.tables, only_shared=True, seconds=_SECONDS_FOR_SHARED):
            take_out(found)
    except Exception:  # of a thread that nobody looks after; the row in the database still asks for all of it
        logger.exception("Files could not be refreshed at once. The background worker tries again.")
    finally:
        connections.close_all()


def _own_addresses(heard: Heard) -> list[str]:
    shown = set(heard.pages)
    if 0 < len(shown) <= _MOST_PAGES:
        # Pages that name the changed one.
        for page in Page.objects.filter(pk__in=heard.pages):
            references = ReferenceIndex.get_references_to(page).values_list("object_id", flat=True)
            shown |= {int(number) for number in references[:_MOST_PAGES] if str(number).isdigit()}
    return [*ledger().of_pages(shown), *(address for address in heard.addresses if address)]


def _make(heard: Heard) -> None:
    own = public_addresses(heard.pages) if heard.pages else {}
    own |= {each: Address(each) for each in heard.addresses if each and each not in own}
    for each in own.values():
        if not each.is_slow and store().look_up(each.address) is None:
            make_file(each)
