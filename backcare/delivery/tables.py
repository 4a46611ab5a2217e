"""The tables that files are made from: kept beside the files, for every process that writes to a table."""

from __future__ import annotations

import fcntl
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from .place import published_folder
from .reads import Read, tables_in


class _Known:
    """As this process read it last. They only ever become more."""

    tables: frozenset[str] = frozenset()
    stamp: tuple[str, int, int] = ("", 0, 0)


def tables_of_files() -> frozenset[str]:
    """All of them; none before anything was published. While the folder cannot be read, those that were known last.

    Nobody's change fails for it: the status screen and `/-/ready` say what is wrong with the folder.
    """
    path = _path()
    try:
        found = path.stat()
        stamp = (str(path), found.st_ino, found.st_mtime_ns)
        if stamp != _Known.stamp:
            _Known.tables, _Known.stamp = frozenset(path.read_text().split()), stamp
    except FileNotFoundError:
        return frozenset()
    except OSError:
        pass
    return _Known.tables


def tables_read(reads: Iterable[Read]) -> frozenset[str]:
    """The tables that these name."""
    return frozenset().union(*(_tables_in(each.sql) for each in reads))


def tell_tables(reads: Iterable[Read]) -> bool:
    """A file is going to be made from these; whether one of the tables is new. Told before the file can be read."""
    read = tables_read(reads)
    if read <= tables_of_files():
        return False
    path = _path()
    with (path.parent / "tables.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        draft = path.with_suffix(".draft")
        draft.write_text("\n".join(sorted(tables_of_files() | read)))
        draft.replace(path)
    return True


_tables_in = lru_cache(maxsize=2_000)(tables_in)


def _path() -> Path:
    return published_folder() / "tables"
