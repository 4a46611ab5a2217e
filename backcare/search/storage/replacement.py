"""A generation in the making: built beside the one that answers, then swapped for it."""

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import tantivy

from .locks import HeldLock
from .writer import REBUILD_HEAP, Writer


class Replacement:
    """Ends with `swap()` or `abandon()`; one that is forgotten leaves its folder to the next rebuild to sweep."""

    def __init__(
        self, folder: Path, index: tantivy.Index, lock: HeldLock, *, put_in_place: Callable[[str], None]
    ) -> None:
        self.folder = folder
        self._lock = lock
        self._put_in_place = put_in_place
        self._writer = Writer(index, heap=REBUILD_HEAP)

    def write(self, documents: Iterable[tantivy.Document], *, removals: Iterable[str] = ()) -> None:
        """Add `documents`, after those of the owners in `removals` are taken away."""
        for owner in removals:
            self._writer.remove(owner)
        self._writer.add(documents)

    def swap(self) -> None:
        """Let the new generation answer, from one moment to the next, and sweep the old one away."""
        try:
            if self._writer.changed:
                self._writer.commit()
            self._writer.finish_merges()
            self._put_in_place(self.folder.name)
        except BaseException:
            self.abandon()
            raise
        sweep(self.folder.parent, keep=self.folder.name)
        self._lock.release()

    def abandon(self) -> None:
        """Leave everything as it was."""
        self._writer.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        self._lock.release()


def sweep(folder: Path, *, keep: str) -> None:
    """Remove every generation but `keep`. Who still reads one keeps its files open, and what resists is left to the next."""
    for generation in folder.iterdir():
        if generation.is_dir() and generation.name != keep:
            shutil.rmtree(generation, ignore_errors=True)
