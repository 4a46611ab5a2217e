"""What a process is called in lists of processes, where the system has a place for that."""

from contextlib import suppress
from pathlib import Path


def call_this_process(name: str) -> None:
    """Up to 15 letters; elsewhere than on Linux it keeps the name that it has."""
    with suppress(OSError):
        Path("/proc/self/comm").write_text(name, encoding="ascii")
