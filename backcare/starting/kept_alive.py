"""A process that is started again whenever it ends, until it is told to stop."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Protocol

logger = logging.getLogger(__name__)

#: A process that lasted so many seconds was in order, and the next pause is the first again.
LASTED = 300


class Running(Protocol):
    """A process that somebody started, whichever way."""

    def ended_with(self) -> int | None:
        """Its exit code; None while it runs."""

    def terminate(self) -> None:
        """Ask it to end."""

    def kill(self) -> None:
        """End it."""


class KeptAlive:
    """Somebody has to `look()` at it again and again: no thread does, so that the process that looks can be copied safely.

    `pauses` are seconds before it is started again: the last of them counts for all later deaths in a row, so that a broken one
    fills no log.
    """

    def __init__(self, name: str, start: Callable[[], Running], *, pauses: tuple[float, ...]) -> None:
        self.process: Running | None = None
        self._name, self._start, self._pauses = name, start, pauses
        self._deaths = 0
        self._started_at = self._due_at = 0.0

    def look(self) -> None:
        """Start it if it is not there and its pause is over; returns at once."""
        if self.process is not None:
            code = self.process.ended_with()
            if code is None:
                return
            self._note_its_death(code)
        if time.monotonic() >= self._due_at:
            self._started_at = time.monotonic()
            self.process = self._start()

    def tell_to_stop(self) -> None:
        """Ask it to end, and do not wait for it."""
        if self.process is not None:
            self.process.terminate()

    def stop(self, seconds: float) -> None:
        """Let it finish what is under way, for so many seconds, then end it."""
        if self.process is None:
            return
        self.tell_to_stop()
        deadline = time.monotonic() + seconds
        while self.process.ended_with() is None and time.monotonic() < deadline:
            time.sleep(0.02)
        if self.process.ended_with() is None:
            self.process.kill()

    def _note_its_death(self, code: int) -> None:
        self.process = None
        self._deaths = 1 if time.monotonic() - self._started_at > LASTED else self._deaths + 1
        pause = self._pauses[min(self._deaths, len(self._pauses)) - 1]
        self._due_at = time.monotonic() + pause
        logger.error("%s ended (%s) and is started again in %s s.", self._name, code, pause)
