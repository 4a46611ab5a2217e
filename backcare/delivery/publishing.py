"""The files become what the database says: what is untrue leaves, what is missing is made, what is public no more vanishes."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice

from django.utils import timezone

from backcare.process_lock import ProcessLock

from .declared import Address, public_addresses
from .ledger_rows import NOTHING
from .makers import Makers
from .moved_map import write_moved_map
from .pace import Pace
from .place import clear_what_was_set_aside, ledger, published_folder, store
from .reads import recording
from .release import release
from .rendering import Outcome, make_file, make_files, take_out
from .sweeping import untrue_files
from .tables import tables_of_files, tell_tables

logger = logging.getLogger(__name__)

#: So few untrue files are made anew in their places; of more, all leave service first.
_QUICK = 20
#: So many addresses are rendered before they are written.
_CHUNK = 50
#: Of so many and more, more than one process makes them in the background.
_MANY = 400
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
        known, untrue = tables_of_files(), _take_out_untrue()
        slow = _publish(result, untrue, anew=anew, jobs=jobs, progress=progress)
        # The first files are made of tables in which nobody listens to changes yet: these are made once more.
        while known != tables_of_files():
            known = tables_of_files()
            slow = _publish(result, set(), anew=False, jobs=jobs, progress=progress)
    write_moved_map(store())
    store().clear_drafts()
    clear_what_was_set_aside()
    ledger().tidy()
    ledger().write_down(LAST_SWEEP, began)
    # One at a time is drawn on a machine, whoever asks, and nobody waits for them.
    for done, each in enumerate(slow if with_slow else [], start=1):
        _count(result, each.address, _in_the_end(each))
        progress(done, len(slow))
    return result


def _publish(
    result: Published, untrue: set[str], *, anew: bool, jobs: int, progress: Progress
) -> list[Address]:
    """All but what is slow, which is given back."""
    declared = _declared()
    result.removed += take_out_undeclared(declared)
    wanted = list(declared.values()) if anew else list(_unmade(declared, untrue))
    quick = [each for each in wanted if not each.is_slow]
    for done, (address, outcome) in enumerate(_made(quick, jobs), start=1):
        _count(result, address, outcome)
        progress(done, len(quick))
    return [each for each in wanted if each.is_slow]


def make_missing(
    *,
    seconds: float,
    is_awaited: Callable[[], bool] = lambda: False,
    pace: Pace | None = None,
    jobs: int = 1,
) -> float | None:
    """Remove what is too many and make what is missing, for about so long, or until somebody waits for the end of this.
    None when all is there; else after how many seconds to go on. Many are made by `jobs` processes, at that pace."""
    with _lock(wait=False) as is_ours:
        if not is_ours:
            return _SECONDS_UNTIL_ASKED_AGAIN
        ends = time.monotonic() + seconds
        declared = _declared()
        take_out_undeclared(declared)
        wanted = list(_unmade(declared, set()))
        take_out_of_another_day()
        pause = None
        with Makers(jobs if len(wanted) >= _MANY else 1) as makers:
            for done in _quick_then_slow(makers, wanted, pace):
                if any(outcome is Outcome.LATE for _, outcome in done):
                    pause = _SECONDS_UNTIL_ASKED_AGAIN
                if time.monotonic() > ends or is_awaited():
                    return 0
        if wanted:
            write_moved_map(store())
    return pause


def _quick_then_slow(
    makers: Makers, addresses: list[Address], pace: Pace | None
) -> Iterator[list[tuple[str, Outcome]]]:
    """What is quick many at a time, and then what is slow one after the other."""
    for some in makers.in_rounds(_make_files, _in_parts(addresses), pace):
        yield [each for part in some for each in part]
    for each in addresses:
        if each.is_slow:
            yield _make_files([each])
            if pace:
                pace.rest()


def _in_parts(addresses: Iterable[Address]) -> Iterator[list[Address]]:
    """Those that are quick, many at a time."""
    quick = (each for each in addresses if not each.is_slow)
    return iter(lambda: list(islice(quick, _CHUNK)), [])


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
    with Makers(jobs if len(addresses) >= _CHUNK else 1) as makers:
        for done in makers.each(_make_files, _in_parts(addresses)):
            yield from done


def _make_files(addresses: list[Address]) -> list[tuple[str, Outcome]]:
    """All of them in one go; each that a change has overtaken once more, by itself."""
    return [
        (each.address, make_file(each) if outcome is Outcome.LATE else outcome)
        for each, outcome in make_files(addresses)
    ]


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
