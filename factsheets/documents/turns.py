"""Turns to look into a document: a few at once in the whole site, whichever process asks, and one for each account."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import monotonic, sleep

from django.conf import settings
from django.core.files import locks

#: Who reads pages needs the other processors and threads.
MOST_AT_ONCE = 2
#: Whoever waits holds a thread that a page needs: so few wait, each of another account, and not for long.
MOST_WAITING = 2
LONGEST_WAIT = 5
_BETWEEN_TWO_LOOKS = 0.05


@contextmanager
def a_turn(account: int | None) -> Iterator[bool]:
    """Whether there is a turn for this account (its key; None: nobody's) until the end.

    An account that has a turn, or waits for one, is told at once that there is no other for it: the rest is for the others.
    """
    folder = Path(settings.TURNS_FOLDER)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with ExitStack() as held:
        yield _is_taken(held, [folder / f"looking-for-{account}.lock"]) and _is_given(held, folder)


def _is_given(held: ExitStack, folder: Path) -> bool:
    turns = [folder / f"looking-{number}.lock" for number in range(MOST_AT_ONCE)]
    if _is_taken(held, turns):
        return True
    with ExitStack() as queue:
        if not _is_taken(queue, [folder / f"waiting-{number}.lock" for number in range(MOST_WAITING)]):
            return False
        ends = monotonic() + LONGEST_WAIT
        while monotonic() < ends:
            sleep(_BETWEEN_TWO_LOOKS)
            if _is_taken(held, turns):
                return True
    return False


def _is_taken(held: ExitStack, places: list[Path]) -> bool:
    """Whether one of these files could be locked, until `held` ends."""
    for place in places:
        with ExitStack() as opened:
            lock = opened.enter_context(place.open("w"))
            if locks.lock(lock, locks.LOCK_EX | locks.LOCK_NB):
                opened.callback(locks.unlock, lock)
                held.push(opened.pop_all())
                return True
    return False
