"""Locks between processes and threads: a file each, held until released or until the process is gone."""

import fcntl
import os
import time
from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import Self

from backcare.search.errors import IndexBusy, IndexWriteFailed

FIRST_PAUSE, LONGEST_PAUSE = 0.001, 0.005


class HeldLock:
    """A lock that is ours; one that is forgotten is released with the object."""

    def __init__(self, file: FileIO) -> None:
        self._file = file

    def release(self) -> None:
        """Let the next one in; harmless when repeated. Unlocked in words: a child process may share the file."""
        if not self._file.closed:
            fcntl.flock(self._file, fcntl.LOCK_UN)
            self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def __del__(self) -> None:
        self.release()


class FileLock:
    """The lock at `path`. Each taking opens the file anew, so that threads of one process keep each other out, too."""

    def __init__(self, path: Path, *, meaning: str) -> None:
        self.path = path
        self.meaning = meaning  # what it means that somebody else has it, as a sentence

    def take(self, *, patience: float, shared: bool = False) -> HeldLock:
        """The lock, after at most `patience` seconds; `IndexBusy` when others keep it, `IndexWriteFailed` without a file."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            file = FileIO(os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600), "r+")
        except OSError as error:
            raise IndexWriteFailed(f"{self.path} cannot be opened: {error.strerror}") from error
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        until, pause = time.monotonic() + patience, FIRST_PAUSE
        while True:
            try:
                fcntl.flock(file, kind | fcntl.LOCK_NB)
                return HeldLock(file)
            except BlockingIOError:
                if time.monotonic() >= until:
                    file.close()
                    raise IndexBusy(self.meaning) from None
            time.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    def is_taken(self) -> bool:
        """Whether somebody has it for themselves."""
        try:
            self.take(patience=0, shared=True).release()
        except IndexBusy:
            return True
        return False
