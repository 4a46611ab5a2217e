"""Addresses become files: asked for as readers ask, written, and noted with all that they were made from."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from backcare.today import end_of, noting_the_day

from .asking import NoFile, NothingThere, asked_as_a_reader
from .declared import Address
from .front_door import FrontDoor
from .ledger_rows import MADE_ONCE_MORE, NOTHING, Made, Noted
from .place import ledger, set_all_files_aside, store
from .purging import is_purged
from .reads import Read, recording
from .release import release
from .store import FinishedAnswer, digest_of_answer
from .sweeping import untrue_among
from .tables import tables_of_files, tables_read, tell_tables

logger = logging.getLogger(__name__)

#: What is taken out of service while it is made is made once more, so many times.
_TIMES = 5
#: So many addresses, and so great a part of all, leave service together with the others.
_MANY, _NEARLY_ALL = 2000, 0.75


class Outcome(Enum):
    """What became of an address."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    #: No reader can have it as a file; the ledger says why.
    REFUSED = "refused"
    #: There is no answer now, but there may be one soon.
    LATE = "late"


class _Asked(NamedTuple):
    """An answer, None where nothing is, and what it was made from."""

    address: Address
    generation: int
    answer: FinishedAnswer | None
    reads: list[Read]
    until: float | None


def make_file(address: Address) -> Outcome:
    """Ask for it, and put the answer in the place of what stood there. Whoever writes last has read last."""
    with store().making(address.address):
        for _ in range(_TIMES):
            ((_, outcome),) = make_files([address])
            if outcome is not Outcome.LATE or ledger().has_failed(address.address):
                return outcome
    return Outcome.LATE


def make_files(addresses: Sequence[Address]) -> list[tuple[Address, Outcome]]:
    """As `make_file` for each, all of them in one go; what was overtaken by a change is late."""
    sweep, heard, outcomes = store().sweep(), tables_of_files(), dict.fromkeys(addresses, Outcome.LATE)
    asked, door = [], FrontDoor()
    for each in addresses:
        try:
            asked.append(_ask(each, door))
        except NoFile as reason:
            outcomes[each] = _refuse(each.address, reason)
    tell_tables(read for each in asked for read in each.reads)
    written = {one.address: is_other for one, is_other in zip(asked, _write(asked), strict=True)}
    kept = [one for one in asked if written[one.address] is not None]
    _note(kept, heard)
    if others := [one.address.address for one in kept if written[one.address]]:
        _tell_the_cache(others)
    overtaken = _overtaken(kept, sweep)
    for one in kept:
        if one.address.address not in overtaken:
            outcomes[one.address] = Outcome.WRITTEN if written[one.address] else Outcome.UNCHANGED
    return list(outcomes.items())


def _ask(address: Address, door: FrontDoor) -> _Asked:
    generation = store().generation(address.address)
    of_each = door.noted()
    with recording() as reads, noting_the_day() as days:
        try:
            answer = asked_as_a_reader(address.address, door)
        except NothingThere:
            answer = None
    return _Asked(
        address, generation, answer, [*of_each, *reads], end_of(min(days)).timestamp() if days else None
    )


def _write(asked: list[_Asked]) -> Iterator[bool | None]:
    there = [(each.answer, each.generation) for each in asked if each.answer]
    written = iter(store().write_all(there))
    for each in asked:
        yield next(written) if each.answer else store().remove(each.address.address)


def _note(asked: list[_Asked], heard: frozenset[str]) -> None:
    release_now = release()
    ledger().note(
        Noted(
            each.address.address,
            each.address.page,
            Made(
                digest_of_answer(each.answer) if each.answer else NOTHING,
                # A change of a table in which nobody listened, while this was read, is told of by nobody.
                release_now if tables_read(each.reads) <= heard else MADE_ONCE_MORE,
                each.until,
            ),
            each.reads,
        )
        for each in asked
    )


def _overtaken(asked: list[_Asked], sweep: int) -> set[str]:
    """What is untrue already, and out of service. A sweep that began after these were noted finds that by itself."""
    if store().sweep() == sweep:
        return set()
    found = untrue_among([each.address.address for each in asked])
    take_out(found)
    return set(found)


def _refuse(address: str, reason: NoFile) -> Outcome:
    store().remove(address)
    ledger().forget([address], reason=str(reason))
    logger.log(logging.INFO if reason.is_late else logging.WARNING, "No file of %s: %s", address, reason)
    return Outcome.LATE if reason.is_late else Outcome.REFUSED


def take_out(addresses: Collection[str]) -> None:
    """Out of service at once: from now on readers get what the application says. Of very many, all files leave it: a file
    after the other would take too long."""
    if len(addresses) >= max(_MANY, _NEARLY_ALL * ledger().count()):
        set_all_files_aside()
    else:
        remove_all(addresses)
    if addresses:
        ledger().forget(addresses)
        _tell_the_cache(addresses)


def remove_all(addresses: Collection[str]) -> None:
    """As `take_out`, and what they were made from stays noted. Where one of them cannot be taken away, all files are."""
    try:
        store().remove_all(addresses)
    except OSError:
        logger.exception("A file cannot be taken out of service. All of them leave it, and are made anew.")
        set_all_files_aside()


def _tell_the_cache(addresses: Collection[str]) -> None:
    if is_purged():
        ledger().note_to_purge(addresses)
