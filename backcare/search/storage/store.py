"""The store of one index: many read and one writes, in whichever process and thread."""

import logging
import threading
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import tantivy

from backcare.search.errors import (
    IndexBusy,
    IndexUnavailable,
    IndexWriteFailed,
    SearchIndexError,
    engine_failures,
)

from .generations import IndexLayout, Reader, Snapshot, open_index
from .integrity_check import META, find_damage
from .locks import FileLock, HeldLock
from .pointer import Pointer, read_pointer, replace_pointer
from .replacement import Replacement, sweep
from .writer import Writer

logger = logging.getLogger(__name__)

# A save waits this long for another writer: a commit takes about 20 ms, a merge half a second.
SAVE_PATIENCE = 0.02
# A finished rebuild is worth waiting for the longest merge.
SWAP_PATIENCE = 120.0
# A look at whether somebody rebuilds takes the lock for a moment.
LOOK_PATIENCE = 0.5


class Store:
    """The files under `folder`: `<generation>/` beside one another, `current` names the one that answers."""

    def __init__(self, folder: Path, layout: IndexLayout) -> None:
        self.folder = folder
        self.layout = layout
        self._reader = Reader(folder, layout)
        self._write_lock = FileLock(
            folder / "write.lock", meaning="another process writes to the search index"
        )
        self._rebuild_lock = FileLock(folder / "rebuild.lock", meaning="the search index is being rebuilt")
        self._wanted = folder / "wanted"

    def snapshot(self) -> Snapshot:
        """The newest commit of any process; `IndexUnavailable` when it cannot be read."""
        return self._reader.snapshot()

    def generation(self) -> str:
        """The name of the generation that answers; `IndexUnavailable` when none does."""
        return self._reader.pointer().generation

    def is_being_replaced(self) -> bool:
        """Whether somebody builds a new generation just now, here or in another process."""
        return self._rebuild_lock.is_taken()

    def write(
        self,
        removals: Iterable[str],
        documents: Iterable[tantivy.Document],
        *,
        patience: float = SAVE_PATIENCE,
    ) -> str:
        """Take away the documents of the owners in `removals`, add `documents`, in one commit; the generation's name."""
        with self.writing(patience=patience) as (generation, writer):
            for owner in removals:
                writer.remove(owner)
            writer.add(documents)
        return generation

    @contextmanager
    def writing(
        self, *, patience: float = SAVE_PATIENCE, catch_up: Callable[[], None] | None = None
    ) -> Iterator[tuple[str, Writer]]:
        """The generation's name and a writer to it, which is committed at the end of the block.

        Nobody else writes meanwhile. `IndexBusy` after `patience` seconds: whoever writes then calls its own `catch_up`
        afterwards, in a thread of its own. `IndexUnavailable` without an index, `IndexWriteFailed` when the files
        cannot be written: the last commit stands.
        """
        lock = self._take_turn(patience)
        writer = None
        try:
            generation = self.generation()
            with self._telling_damage_from_full_disks(generation):
                writer = Writer(self._reader.index(generation))
                yield generation, writer
                if writer.changed:
                    writer.commit()
        except BaseException:
            if writer is not None:
                writer.close()
            lock.release()
            raise
        threading.Thread(target=self._finish, args=(writer, lock, catch_up), name="search-merge").start()

    def begin_replacement(self) -> Replacement:
        """A new generation, built beside the one that answers; `IndexBusy` when somebody else builds one."""
        lock = self._rebuild_lock.take(patience=LOOK_PATIENCE)
        try:
            sweep(self.folder, keep=self._current_name())
            name = uuid.uuid4().hex[:12]
            with engine_failures(IndexWriteFailed):
                (self.folder / name).mkdir()
                index = open_index(self.layout, self.folder / name)
            return Replacement(self.folder / name, index, lock, put_in_place=self._put_in_place)
        except BaseException:
            lock.release()
            raise

    def verify(self, *, patience: float) -> None:
        """Look at every byte of the files. Damage is told by `IndexUnavailable`, here and from now on to every process;
        `IndexBusy` when nobody could look, for others write."""
        with self._write_lock.take(patience=patience):
            generation = self.generation()
            try:
                if damage := find_damage(self.folder / generation):
                    raise IndexUnavailable(damage, cause=generation)
                self._open_anew(generation)
            except IndexUnavailable as unavailable:
                self._set_aside(generation, unavailable)
                raise

    def report_damage(self, error: BaseException, *, generation: str | None = None) -> None:
        """Set the generation aside, so that every process knows; the one that answers now unless it is named."""
        with suppress(IndexUnavailable), self._write_lock.take(patience=SWAP_PATIENCE):
            current = self.generation()
            if generation in (None, current):
                self._set_aside(current, error)

    def leave_word(self) -> None:
        """Ask whoever writes now to catch up afterwards."""
        with suppress(OSError):  # without it, the next writing or the nightly run catches up
            self._wanted.touch()

    def _take_turn(self, patience: float) -> HeldLock:
        try:
            return self._write_lock.take(patience=patience)
        except IndexBusy:
            self.leave_word()
            # Who had the lock may have looked for word just before there was some.
            return self._write_lock.take(patience=0)

    def _finish(self, writer: Writer, lock: HeldLock, catch_up: Callable[[], None] | None) -> None:
        """After a commit: let merges end, let the next one in, and do what others left word for."""
        try:
            writer.finish_merges()
        except SearchIndexError as error:
            logger.warning("Files of the search index could not be merged: %s.", error)
        finally:
            lock.release()
        if catch_up is None:
            return
        try:
            self._wanted.unlink()
        except OSError:
            return
        catch_up()

    @contextmanager
    def _telling_damage_from_full_disks(self, generation: str) -> Iterator[None]:
        """A writing that failed on files that cannot be opened any more found damage."""
        try:
            yield
        except (IndexUnavailable, IndexWriteFailed):
            try:
                self._open_anew(generation)
            except IndexUnavailable as unavailable:
                self._set_aside(generation, unavailable)
                raise
            raise

    def _open_anew(self, generation: str) -> None:
        """Fails on what those who have the files open already need not notice."""
        with engine_failures(partial(IndexUnavailable, cause=generation)):
            if not (self.folder / generation / META).exists():
                raise FileNotFoundError(f"{META} is missing")  # the layout would make an empty index
            open_index(self.layout, self.folder / generation).searcher()

    def _set_aside(self, generation: str, damage: BaseException) -> None:
        words = str(damage) or type(damage).__name__
        with engine_failures(IndexWriteFailed):
            replace_pointer(self.folder, Pointer(generation, self._reader.fingerprint, damage=words))

    def _put_in_place(self, name: str) -> None:
        with self._write_lock.take(patience=SWAP_PATIENCE), engine_failures(IndexWriteFailed):
            replace_pointer(self.folder, Pointer(name, self._reader.fingerprint))

    def _current_name(self) -> str:
        try:
            return read_pointer(self.folder).generation
        except IndexUnavailable:
            return ""
