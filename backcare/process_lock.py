"""A lock on a file: whoever holds it knows that no other process of this machine does."""

import fcntl
import os
from pathlib import Path


class ProcessLock:
    """Held from `take()` to `end()`, or until the process is gone. It passes on to child processes, and either may end it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    @property
    def is_held(self) -> bool:
        """Whether this object took the lock and has not ended it; says nothing of other processes."""
        return self._descriptor is not None

    def take(self, *, wait: bool) -> bool:
        """Whether it is ours now: without `wait`, not if another process has it."""
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def end(self) -> None:
        """Let the next one in; harmless when it is not ours."""
        if self._descriptor is not None:
            # In words: a child process may hold the same lock.
            fcntl.flock(self._descriptor, fcntl.LOCK_UN)
            os.close(self._descriptor)
            self._descriptor = None
