"""Reading a generation of the index: always its newest commit, whichever process made it."""

import threading
from collections.abc import Hashable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

import tantivy
from django.db.models import Model

from backcare.search.errors import IndexUnavailable, engine_failures

from .integrity_check import META
from .pointer import Pointer, read_pointer


class IndexLayout(Protocol):
    """What the files of one index hold."""

    @property
    def fingerprint(self) -> str:
        """Names the columns and how they are filled; files with another one cannot be read."""
        ...

    def open(self, folder: Path) -> tantivy.Index:
        """The engine's index in `folder`; in an empty one it is made."""
        ...

    def owner_id(self, model: type[Model], pk: object) -> str:
        """What all documents of one object are marked with, and no others."""
        ...

    def documents(self, obj: Model) -> list[tantivy.Document]:
        """All documents of one object; they come and go together."""
        ...


@dataclass(frozen=True)
class Snapshot:
    """One commit of the index; it stays as it is while others write."""

    index: tantivy.Index
    searcher: tantivy.Searcher
    stamp: Hashable


class Reader:
    """The way to the newest commit; one for each process, used by all its threads."""

    def __init__(self, folder: Path, layout: IndexLayout) -> None:
        self.folder = folder
        self.layout = layout
        self.fingerprint = layout.fingerprint
        self._mutex = threading.Lock()
        self._index: tantivy.Index | None = None
        self._opened = ""
        self._snapshot: Snapshot | None = None

    def pointer(self) -> Pointer:
        """The generation that may be read; `IndexUnavailable` when there is none."""
        pointer = read_pointer(self.folder)
        if pointer.damage:
            raise IndexUnavailable(f"its files are damaged ({pointer.damage})", cause=pointer.generation)
        if pointer.fingerprint != self.fingerprint:
            raise IndexUnavailable("it was built for other fields", cause=pointer.fingerprint)
        return pointer

    def snapshot(self) -> Snapshot:
        """The newest commit; `IndexUnavailable` when there is none to read."""
        pointer = self.pointer()
        with self._mutex:
            try:
                return self._newest(pointer)
            except IndexUnavailable:
                self._snapshot = None
                if (newer := self.pointer()) == pointer:
                    raise
                return self._newest(newer)  # the old generation was swept away while we opened it

    def index(self, generation: str) -> tantivy.Index:
        """The open index of `generation`, read and written by all threads of this process."""
        with self._mutex:
            return self._open(generation)

    def _newest(self, pointer: Pointer) -> Snapshot:
        known, stamp = self._snapshot, self._stamp(pointer.generation)
        if known is None or known.stamp != stamp:
            with engine_failures(partial(IndexUnavailable, cause=pointer.generation)):
                index = self._open(pointer.generation)
                index.reload()
                known = self._snapshot = Snapshot(index, index.searcher(), stamp)
        return known

    def _open(self, generation: str) -> tantivy.Index:
        if self._index is None or self._opened != generation:
            self._stamp(generation)  # the layout would make an empty index where there is none
            with engine_failures(partial(IndexUnavailable, cause=generation)):
                self._index = open_index(self.layout, self.folder / generation)
            self._opened = generation
        return self._index

    def _stamp(self, generation: str) -> Hashable:
        """Changes with each commit: the engine puts a new file in place each time."""
        try:
            meta = (self.folder / generation / META).stat()
        except OSError as error:
            raise IndexUnavailable(
                f"its file {META} is missing ({error.strerror})", cause=generation
            ) from error
        return generation, meta.st_ino, meta.st_mtime_ns, meta.st_size


def open_index(layout: IndexLayout, folder: Path) -> tantivy.Index:
    """The index in `folder`; nobody but `Reader` reloads it, so the engine need not watch the files."""
    index = layout.open(folder)
    index.config_reader("manual")
    return index
