"""How work that nobody waits for keeps out of the way: where somebody else wanted the processor meanwhile, it rests twice as long
as it worked."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

#: Shorter pieces of work are taken together, in seconds.
_STRETCH = 0.05
#: Of the time of a stretch, so much spent in the queue for a processor says that others want it.
_CROWDED = 0.003
#: The same where several processes work for this one: they are in each other's way as well.
_CROWDED_AMONG_SEVERAL = 0.1
#: So many times as long as it worked.
_REST = 2.0
#: But never longer than this, in seconds: what somebody changes meanwhile has to be followed.
_LONGEST = 1.0
_OF_THIS_THREAD = Path("/proc/thread-self/schedstat")


class Pace:
    """Asked after each small piece of work. `clock` and `waited` count seconds, `sleep` passes them."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        waited: Callable[[], float | None] | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._clock, self._waited, self._sleep = clock, waited or seconds_in_the_queue, sleep
        self._began, self._before = self._clock(), self._waited()
        #: Seconds that processes which work for this one stood in the queue; None where the system does not tell.
        self._elsewhere: float | None = 0.0
        self._limit = _CROWDED
        self.is_crowded = False

    def count(self, waited: Iterable[float | None]) -> None:
        """So many seconds each of the processes that work for this one stood in the queue for a processor."""
        waited = list(waited)
        self._limit = _CROWDED_AMONG_SEVERAL if len(waited) > 1 else _CROWDED
        for seconds in waited:
            self._elsewhere = (
                None if seconds is None or self._elsewhere is None else self._elsewhere + seconds
            )

    def rest(self) -> bool:
        """Rest if it is time to. Whether a stretch has ended, after which it is looked whether something else has come."""
        worked = self._clock() - self._began
        if worked < _STRETCH:
            return False
        self.is_crowded = self._has_waited_for(worked * self._limit)
        if self.is_crowded:
            self._sleep(min(worked * _REST, _LONGEST))
        self._began, self._before, self._elsewhere = self._clock(), self._waited(), 0.0
        return True

    def _has_waited_for(self, seconds: float) -> bool:
        """Longer than so, since the stretch began; also where nobody knows."""
        waited = self._waited()
        if waited is None or self._before is None or self._elsewhere is None:
            return True
        return waited - self._before + self._elsewhere > seconds


def seconds_in_the_queue() -> float | None:
    """How long this thread was ready and had no processor, since it began; None where the system does not tell."""
    try:
        return int(_OF_THIS_THREAD.read_text(encoding="ascii").split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return None
