"""Who makes and who writes an address: locks that end with the process, whatever became of it."""

from __future__ import annotations

import fcntl
import os
import zlib
from pathlib import Path
from typing import NamedTuple

_LOCKS = 256


class Turn(NamedTuple):
    """The right to write, for a moment; the file of the lock holds how often something was taken out."""

    descriptor: int

    @property
    def generation(self) -> int:
        """How often that was."""
        return int(os.pread(self.descriptor, 20, 0) or b"0")

    def begin_another(self) -> None:
        """It was taken out once more."""
        os.pwrite(self.descriptor, f"{self.generation + 1:020}".encode(), 0)


def lock_of(root: Path, kind: str, address: str) -> int:
    """The descriptor of the lock, when it is ours; to close it lets the next one in."""
    path = root / "locks" / f"{kind}-{zlib.crc32(address.encode()) % _LOCKS:03}"
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
    try:
        descriptor = os.open(path, flags, 0o600)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, flags, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    return descriptor
