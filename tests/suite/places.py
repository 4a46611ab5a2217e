"""How many workers may be at work at the same time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Places:
    """So many places for workers. Who wants more than are free waits, and is served before those who come later."""

    def __init__(self, number: int) -> None:
        self._free = number
        self._changed = threading.Condition()
        self._waiting: list[object] = []

    @property
    def waiting(self) -> int:
        """How many wait for places at this moment."""
        return len(self._waiting)

    @contextmanager
    def taken(self, number: int) -> Iterator[None]:
        """Have `number` places inside the block; waits until they are free."""
        turn = object()
        with self._changed:
            self._waiting.append(turn)
            self._changed.wait_for(lambda: self._waiting[0] is turn and self._free >= number)
            self._waiting.remove(turn)
            self._free -= number
            self._changed.notify_all()
        try:
            yield
        finally:
            with self._changed:
                self._free += number
                self._changed.notify_all()
