"""One address becomes a file: asked for as readers ask, written, and noted with all that it was made from."""

from __future__ import annotations

import logging
from collections.abc import Collection
from enum import Enum

from wagtail.models import Site

from backcare.today import end_of, noting_the_day

from .asking import NoFile, NothingThere, asked_as_a_reader
from .declared import Address
from .ledger import NOTHING, Made
from .place import ledger, store
from .purging import is_purged
from .reads import recording
from .release import release
from .store import Overtaken, digest_of_answer
from .tables import tell_tables

logger = logging.getLogger(__name__)

#: What is taken out of service while it is made is made once more, so many times.
_TIMES = 5


class Outcome(Enum):
    """What became of an address."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    #: No reader can have it as a file; the ledger says why.
    REFUSED = "refused"
    #: There is no answer now, but there may be one soon.
    LATE = "late"


def make_file(address: Address) -> Outcome:
    """Ask for it, and put the answer in the place of what stood there. Whoever writes last has read last."""
    with store().making(address.address):
        for _ in range(_TIMES):
            try:
                return _make(address, store().generation(address.address))
            except Overtaken:
                continue
    return Outcome.LATE


def _make(address: Address, generation: int) -> Outcome:
    release_now = release()
    # Wagtail remembers for an hour where sites begin; another process may have moved them.
    Site.clear_site_root_paths_cache()
    with recording() as reads, noting_the_day() as days:
        try:
            answer = asked_as_a_reader(address.address)
        except NothingThere:
            answer = None
        except NoFile as reason:
            return _refuse(address.address, reason)
    tell_tables(reads)
    is_other = store().remove(address.address) if answer is None else store().write(answer, since=generation)
    until = end_of(min(days)).timestamp() if days else None
    made = Made(digest_of_answer(answer) if answer else NOTHING, release_now, until)
    ledger().note(address.address, address.page, made, reads)
    if is_other:
        _tell_the_cache([address.address])
    return Outcome.WRITTEN if is_other else Outcome.UNCHANGED


def _refuse(address: str, reason: NoFile) -> Outcome:
    store().remove(address)
    ledger().forget([address], reason=str(reason))
    logger.log(logging.INFO if reason.is_late else logging.WARNING, "No file of %s: %s", address, reason)
    return Outcome.LATE if reason.is_late else Outcome.REFUSED


def take_out(addresses: Collection[str]) -> None:
    """Out of service at once: from now on readers get what the application says."""
    for address in addresses:
        store().remove(address)
    if addresses:
        ledger().forget(addresses)
        _tell_the_cache(addresses)


def _tell_the_cache(addresses: Collection[str]) -> None:
    if is_purged():
        ledger().note_to_purge(addresses)
