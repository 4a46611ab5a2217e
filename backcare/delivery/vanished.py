"""Files that are noted as made and are not there: deleted by hand, or out of service until they are made anew."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from .addresses import INDEX_NAMES, PAGE, RECORD
from .ledger_rows import NOTHING
from .place import ledger
from .store import FILES, GONE, META, MISSING, MOVED, NOT_FOUND

#: To look through ten thousand pages takes half a second, and whoever watches asks often.
_SECONDS = 60
_PACKED = (".br", ".gz")


def vanished(root: Path) -> list[str]:
    """The addresses that have a record in the ledger, and no file or no record beside the files."""
    noted = [address for address, made in ledger().made().items() if made.digest != NOTHING]
    there = set(_below(root / META, RECORD))
    bodies = {
        *_below(root / FILES, *INDEX_NAMES.values(), ""),
        *_below(root / GONE, PAGE),
        *_below(root / MOVED, PAGE),
    }
    if (root / MISSING / "404.html").is_file():
        bodies.add(NOT_FOUND)
    return [address for address in noted if address not in there or address not in bodies]


def vanished_a_moment_ago(root: Path) -> list[str]:
    """The same, as it was within the last minute."""
    return _known(root, int(time.monotonic() / _SECONDS))


@lru_cache(maxsize=1)
def _known(root: Path, _minute: int) -> list[str]:
    return vanished(root)


def _below(folder: Path, *endings: str) -> Iterator[str]:
    """The addresses of the files that end so; of a file with none of these endings, its own name."""
    for found, _, names in os.walk(folder):
        within = found[len(str(folder)) :].replace(os.sep, "/")
        for name in names:
            if not name.endswith(_PACKED):
                for ending in endings:
                    if name.endswith(ending):
                        yield f"{within}/{name.removesuffix(ending)}"
                        break
