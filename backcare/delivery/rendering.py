"""One address becomes a file: asked for as readers ask, written, and noted with all that it was made from."""

from __future__ import annotations

import logging
from collections.abc import Collection
from enum import Enum

from wagtail.models import Site

from backcare.today import end_of, noting_the_day

from .asking import Refused, answer_at
from .declared import Address
from .ledger import Made
from .place import ledger, store
from .reads import recording
from .release import release
from .store import UnfitAddress, digest_of
from .tables import tell_tables

logger = logging.getLogger(__name__)


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
    release_now = release()
    with store().locked(address.address):
        # Wagtail remembers for an hour where sites begin; another process may have moved them.
        Site.clear_site_root_paths_cache()
        try:
            with recording() as reads, noting_the_day() as days:
                answer = answer_at(address.address)._replace(knows_queries=address.kind == "asks")
            tell_tables(reads)
            is_new = store().write(answer)
        except (Refused, UnfitAddress) as reason:
            store().remove(address.address)
            ledger().forget([address.address], reason=str(reason))
            is_late = isinstance(reason, Refused) and reason.is_late
            logger.log(
                logging.INFO if is_late else logging.WARNING, "No file of %s: %s", address.address, reason
            )
            return Outcome.LATE if is_late else Outcome.REFUSED
        until = end_of(min(days)).timestamp() if days else None
        ledger().note(address.address, address.page, Made(digest_of(answer), release_now, until), reads)
    return Outcome.WRITTEN if is_new else Outcome.UNCHANGED


def take_out(addresses: Collection[str]) -> None:
    """Out of service at once: from now on readers get what the application says."""
    for address in addresses:
        with store().locked(address):
            store().remove(address)
    if addresses:
        ledger().forget(addresses)
