"""Writing a generation: removals, documents, one commit, and the merges that follow it."""

from collections.abc import Iterable
from functools import partial

import tantivy

from backcare.search.errors import IndexWriteFailed, engine_failures

OWNER = "_owner"
SAVE_HEAP, REBUILD_HEAP = 15_000_000, 128_000_000

_failed = partial(engine_failures, IndexWriteFailed)


class Writer:
    """One writing of the engine. Nothing counts before `commit()`; whoever made it must `close()` it.

    The engine's writer is kept here alone: one that still hangs on a traceback would keep its lock on the files.
    """

    def __init__(self, index: tantivy.Index, *, heap: int = SAVE_HEAP) -> None:
        self.changed = False
        with _failed():
            self._writer: tantivy.IndexWriter | None = index.writer(heap_size=heap, num_threads=1)

    def remove(self, owner: str) -> None:
        """Take away all documents of `owner`, those of this writing included."""
        self.changed = True
        with _failed():
            self._open.delete_documents_by_term(OWNER, owner)

    def add(self, documents: Iterable[tantivy.Document]) -> None:
        """Add `documents`; those that they replace have to be removed first."""
        for document in documents:
            self.changed = True
            with _failed():
                self._open.add_document(document)

    def commit(self) -> None:
        """Make all of it count, on the disk; nothing of it when this raises `IndexWriteFailed`."""
        with _failed():
            self._open.commit()

    def finish_merges(self) -> None:
        """Wait until the engine has put small files together, so that the next writing need not begin that anew."""
        writer, self._writer = self._writer, None
        if writer is not None:
            with _failed():
                writer.wait_merging_threads()

    def close(self) -> None:
        """Give the files back; what was not committed is forgotten."""
        self._writer = None

    @property
    def _open(self) -> tantivy.IndexWriter:
        if self._writer is None:
            raise IndexWriteFailed("this writing has ended")
        return self._writer
