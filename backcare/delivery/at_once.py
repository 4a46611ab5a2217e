"""What somebody changed is out of service before their request answers, so that the application answers, and a file soon after."""

from __future__ import annotations

import logging
import threading
from contextvars import ContextVar
from functools import cache

from django.core.signals import request_finished, request_started
from django.db import connections
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Page, ReferenceIndex

from .declared import Address, public_addresses
from .heard import Heard
from .place import ledger, store
from .rendering import make_file, remove_all, take_out
from .sweeping import untrue_among, untrue_files

logger = logging.getLogger(__name__)

#: Of more pages at once nobody is asked whether they are untrue: all of them leave service.
_MOST_PAGES = 50
#: What is not known to be true after so long leaves service as well.
_SECONDS_OF_PROOF = 0.3
#: Of so many pages that have to leave without a question, some do so behind the answer.
_SECONDS = 0.9
_SECONDS_FOR_SHARED = 2.0
#: What the request that is being answered has changed; None outside of one.
_changed: ContextVar[Heard | None] = ContextVar("changed", default=None)


def make_after_each_request() -> None:
    """From now on: what a request changed is made anew as soon as it was answered. All else is left to the worker."""
    request_started.connect(_begin, dispatch_uid="backcare.delivery.began")
    request_finished.connect(_end, dispatch_uid="backcare.delivery.ended")


def refresh_at_once(heard: Heard) -> None:
    """After the commit, and never fails: what it does not come to is done in the background, of which a row tells."""
    try:
        _take_out_own(heard)
    except (
        Exception
    ):  # whoever changed something is not told of files; the row in the database asks for all of it
        logger.exception("Files could not be taken out at once. The background worker tries again.")
    if (changed := _changed.get()) is not None:
        changed.add(heard)


def _take_out_own(heard: Heard) -> None:
    """The files of the changed pages and records. Nothing is waited for: no lock, and nothing is written but this."""
    try:
        own = [*ledger().of_pages(heard.pages), *(each for each in heard.addresses if each)]
        if heard.tables & _tables_of_documents():
            own += ledger().below(_top_of_documents())
        store().begin_sweep()
    except OSError:  # no room for what has to be noted: to unlink takes none
        logger.exception(
            "It is not known what was made of the changed pages. All that belongs to them leaves service."
        )
        remove_all(_declared_of(heard))
        return
    if len(heard.pages) <= _MOST_PAGES:
        # What they were made from stays noted: by that the worker knows that they are out of service, or have to be.
        remove_all(untrue_among(own, seconds=_SECONDS_OF_PROOF))
        return
    removing = threading.Thread(target=remove_all, args=(own,), name="removing", daemon=True)
    removing.start()
    removing.join(_SECONDS)


def _declared_of(heard: Heard) -> list[str]:
    named = {each for each in heard.addresses if each}
    beginnings = tuple({each.address for each in public_addresses(heard.pages).values()} | named)
    # Of what is public no more nothing is declared, but its old address is that of its files.
    found = Page.objects.filter(pk__in=heard.pages)
    beginnings += tuple(each for page in found if (each := page.relative_url(None)))
    beginnings += (_top_of_documents(),) if heard.tables & _tables_of_documents() else ()
    return [each for each in store().addresses() if each.startswith(beginnings)]


@cache
def _tables_of_documents() -> frozenset[str]:
    """What says of a document whether it is there and who may have it: no page, and often told of without a signal."""
    rule = CollectionViewRestriction
    models = (get_document_model(), Collection, rule, rule.groups.through)
    return frozenset(model._meta.db_table for model in models)


def _top_of_documents() -> str:
    """How the addresses of all documents begin."""
    return reverse("wagtaildocs_serve", args=[0, "-"]).removesuffix("0/-")


def _begin(**_kwargs: object) -> None:
    _changed.set(Heard())


def _end(**_kwargs: object) -> None:
    changed = _changed.get()
    _changed.set(None)
    if changed and changed.tables:
        threading.Thread(target=_refresh, args=(changed,), name="publishing", daemon=True).start()


def _refresh(changed: Heard) -> None:
    try:
        if len(changed.pages) <= _MOST_PAGES:
            _make(changed)
            take_out(untrue_among(ledger().of_pages(_naming(changed))))
        for found in untrue_files(changed.tables, only_shared=True, seconds=_SECONDS_FOR_SHARED):
            take_out(found)
    except Exception:  # of a thread that nobody looks after; the row in the database still asks for all of it
        logger.exception("Files could not be made at once. The background worker tries again.")
    finally:
        connections.close_all()


def _naming(changed: Heard) -> set[int]:
    """The pages that name a changed one."""
    found: set[int] = set()
    for page in Page.objects.filter(pk__in=changed.pages):
        references = ReferenceIndex.get_references_to(page).values_list("object_id", flat=True)
        found |= {int(number) for number in references[:_MOST_PAGES] if str(number).isdigit()}
    return found


def _make(changed: Heard) -> None:
    own = public_addresses(changed.pages) if changed.pages else {}
    own |= {each: Address(each) for each in changed.addresses if each and each not in own}
    for each in own.values():
        if not each.is_slow and store().look_up(each.address) is None:
            make_file(each)
