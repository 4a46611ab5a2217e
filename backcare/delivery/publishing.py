"""The files become what the database says: what is untrue leaves, what is missing is made, what is public no more vanishes."""

from __future__ import annotations

import logging
import multiprocessing
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice

from django.db import connections
from django.utils import timezone

from backcare.process_lock import ProcessLock

from .declared import Address, public_addresses
from .ledger import NOTHING
from .moved_map import write_moved_map
from .place import ledger, published_folder, store
from .reads import recording
from .release import release
from .rendering import Outcome, make_file, take_out
from .sweeping import untrue_files
from .tables import tables_of_files, tell_tables

logger = logging.getLogger(__name__)

#: So few untrue files are made anew in their places; of more, all leave service first.
_QUICK = 20
_CHUNK = 20
#: A PDF that is not ready is asked for again after so many seconds, so many times.
_SECONDS_UNTIL_ASKED_AGAIN = 2.0
_TIMES = 30
#: The name of the last whole sweep in the ledger.
LAST_SWEEP = "last sweep"
#: Tells how far it is: of so many addresses, so many are done.
Progress = Callable[[int, int], None]


@dataclass
class Published:
    """What became of all addresses."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    removed: int = 0
    #: Addresses that should have a file and have none.
    without: dict[str, Outcome] = field(default_factory=dict)

    @property
    def writes(self) -> int:
        """How many files are others than before."""
        return self.outcomes[Outcome.WRITTEN] + self.removed


def publish(
    *,
    anew: bool = False,
    jobs: int = 1,
    with_slow: bool = True,
    progress: Progress = lambda _done, _of: None,
) -> Published:
    """Bring every file up to date. One process at a time does this; another one waits, and then finds little to do.

    Every question that files were made from is asked again; `anew` asks for every address, whatever is known.
    """
    began, result = timezone.now(), Published()
    with _lock(wait=True):
        # The first files may be made of a table in which nobody listens to changes yet: they are proved once more.
        known: frozenset[str] | None = None
        while known != tables_of_files():
            known = tables_of_files()
            slow = _publish(result, anew and not result.outcomes, jobs, progress)
    write_moved_map(store())
    ledger().tidy()
    ledger().write_down(LAST_SWEEP, began)
    # One at a time is drawn on a machine, whoever asks, and nobody waits for them.
    for done, each in enumerate(slow if with_slow else [], start=1):
        _count(result, each.address, _in_the_end(each))
        progress(done, len(slow))
    return result


def _publish(result: Published, anew: bool, jobs: int, progress: Progress) -> list[Address]:
    """All but what is slow, which is given back."""
    untrue = _take_out_untrue()
    declared = _declared()
    result.removed += take_out_undeclared(declared)
    wanted = list(declared.values()) if anew else list(_unmade(declared, untrue))
    quick = [each for each in wanted if not each.is_slow]
    for done, (address, outcome) in enumerate(_made(quick, jobs), start=1):
        _count(result, address, outcome)
        progress(done, len(quick))
    return [each for each in wanted if each.is_slow]


def make_missing(*, seconds: float) -> float | None:
    """Remove what is too many and make what is missing, for about so long. None when all is there; else after how many
    seconds to go on."""
    with _lock(wait=False) as is_ours:
        if not is_ours:
            return _SECONDS_UNTIL_ASKED_AGAIN
        ends = time.monotonic() + seconds
        declared = _declared()
        take_out_undeclared(declared)
        wanted = sorted(_unmade(declared, set()), key=lambda each: each.is_slow)
        take_out_of_another_day()
        pause = None
        for each in wanted:
            if time.monotonic() > ends:
                return 0
            if make_file(each) is Outcome.LATE:
                pause = _SECONDS_UNTIL_ASKED_AGAIN
        if wanted:
            write_moved_map(store())
    return pause


def _declared() -> dict[str, Address]:
    """Every public address. Whoever writes to what they are made of is heard, also before there is a file of it."""
    with recording() as reads:
        found = public_addresses()
    tell_tables(reads)
    return found


def take_out_of_another_day() -> None:
    """What was made of a day that is over leaves service, all of it, before the first is made anew."""
    now = time.time()
    take_out(
        [address for address, made in ledger().made().items() if made.until is not None and made.until <= now]
    )


@contextmanager
def _lock(*, wait: bool) -> Iterator[bool]:
    published_folder().mkdir(parents=True, exist_ok=True)
    lock = ProcessLock(published_folder() / "publishing.lock")
    is_ours = lock.take(wait=wait)
    try:
        yield is_ours
    finally:
        lock.end()


def _take_out_untrue() -> set[str]:
    """What was made of other rows than there are now. A few are named, and left for the moment in which they are made anew."""
    few: list[str] = []
    for found in untrue_files():
        few += found
        if len(few) > _QUICK:
            take_out(few)
            few = []
    return set(few)


def take_out_undeclared(declared: Collection[str]) -> int:
    """Take out of service whatever has a file and is no public address any more; how many."""
    gone = [address for address in store().addresses() if address not in declared]
    take_out(gone)
    known = ledger()
    if forgotten := [
        address
        for address in {*known.made(), *(each.address for each in known.failures())}
        if address not in declared
    ]:
        known.forget(forgotten)
    return len(gone)


def _unmade(declared: dict[str, Address], untrue: set[str]) -> Iterator[Address]:
    """What has no file, or one of another release, of another day, or of which nobody knows what it was made from."""
    made, release_now, now = ledger().made(), release(), time.time()
    for each in declared.values():
        known = made.get(each.address)
        stored = store().look_up(each.address)
        if (
            known is None
            or each.address in untrue
            or known.digest != (stored.digest if stored else NOTHING)
            or known.release != release_now
            or (known.until is not None and known.until <= now)
        ):
            yield each


def _made(addresses: list[Address], jobs: int) -> Iterator[tuple[str, Outcome]]:
    if jobs == 1 or len(addresses) < _CHUNK:
        for each in addresses:
            yield each.address, make_file(each)
        return
    connections.close_all()
    coming = iter(addresses)
    chunks = iter(lambda: list(islice(coming, _CHUNK)), [])
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("fork")) as pool:
        for done in pool.map(_make_files, chunks):
            yield from done


def _make_files(addresses: list[Address]) -> list[tuple[str, Outcome]]:
    return [(each.address, make_file(each)) for each in addresses]


def _in_the_end(address: Address) -> Outcome:
    """As `make_file`; what is not ready yet is asked for again for a while."""
    for _ in range(_TIMES):
        outcome = make_file(address)
        if outcome is not Outcome.LATE:
            return outcome
        time.sleep(_SECONDS_UNTIL_ASKED_AGAIN)
    return Outcome.LATE


def _count(result: Published, address: str, outcome: Outcome) -> None:
    result.outcomes[outcome] += 1
    if outcome in (Outcome.LATE, Outcome.REFUSED):
        result.without[address] = outcome
    else:
        result.without.pop(address, None)
