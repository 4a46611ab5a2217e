"""Who makes and who writes an address: locks that end with the process, whatever became of it."""

from __future__ import annotations

import fcntl
import os
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

_LOCKS = 256
_BYTES = 8


class Turn(NamedTuple):
    """The right to write, for a moment; the file of the lock holds a number that is another one after each taking out."""

    descriptor: int

    @property
    def generation(self) -> int:
        """The number as it is now: whoever takes out does not wait for this turn to end."""
        return int.from_bytes(os.pread(self.descriptor, _BYTES, 0))


def begin_another(root: Path, kind: str, address: str) -> None:
    """Something was taken out: whoever writes the address just now learns of it. Waits for nobody."""
    begin_others(root, kind, [address])


def begin_others(root: Path, kind: str, addresses: Iterable[str]) -> None:
    """As `begin_another` for each."""
    for number in {_number_of_lock(each) for each in addresses}:
        descriptor = _opened(root, kind, number)
        try:
            os.pwrite(descriptor, os.urandom(_BYTES), 0)
        finally:
            os.close(descriptor)


def number_of(root: Path, kind: str, address: str) -> int:
    """As `Turn.generation`, for whoever waits for no turn."""
    descriptor = _opened(root, kind, _number_of_lock(address))
    try:
        return Turn(descriptor).generation
    finally:
        os.close(descriptor)


def lock_of(root: Path, kind: str, address: str) -> int:
    """The descriptor of the lock, when it is ours; to close it lets the next one in."""
    descriptor = _opened(root, kind, _number_of_lock(address))
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    return descriptor


def _number_of_lock(address: str) -> int:
    return zlib.crc32(address.encode()) % _LOCKS


def _opened(root: Path, kind: str, number: int) -> int:
    path = root / "locks" / f"{kind}-{number:03}"
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
    try:
        return os.open(path, flags, 0o600)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, flags, 0o600)
