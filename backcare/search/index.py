"""One index, as modelsearch sees it: changes go through the queue, a rebuild writes beside."""

import logging
import threading
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Protocol

from django.db import models
from modelsearch.backends.base import BaseIndex, get_model_root
from modelsearch.index import class_is_indexed, get_indexed_models

from .errors import IndexUnavailable, RebuildStopped
from .mapping import indexed_objects
from .repair import IndexRepair
from .storage import Replacement, Snapshot, Store
from .storage.generations import IndexLayout
from .storage.store import SWAP_PATIENCE
from .update_queue import UpdateQueue

logger = logging.getLogger(__name__)

# So many objects are read from the database at once.
BATCH = 500


class Parts:
    """What an index consists of in this process; modelsearch makes new `Index` objects all the time."""

    def __init__(
        self, name: str, folder: Path, layout: IndexLayout, root: type[models.Model], *, background: bool
    ) -> None:
        self.root = root
        self.store = Store(folder, layout)
        self.repair = IndexRepair(
            name,
            check=partial(self.store.verify, patience=SWAP_PATIENCE),
            rebuild=self.rebuild,
            enabled=background,
        )
        self.queue = UpdateQueue(name, self.store, self.repair, background=background)

    def rebuild(self) -> None:
        """Build the index anew from the database beside the old one, swap, and tell it what was saved meanwhile.

        `IndexBusy` when another does that. `RebuildStopped` when the process ends before: a thread that the interpreter
        had to kill in the engine would take the exit code with it.
        """
        target = ReplacementIndex(self.store.begin_replacement(), self)
        try:
            for model in self.models():
                for batch in _batches(model):
                    if not threading.main_thread().is_alive():
                        raise RebuildStopped("the process ended")
                    target.add_items(model, batch)
            target.swap()
        except BaseException:
            target.abandon()
            raise
        self.queue.drain(patience=SWAP_PATIENCE)

    def models(self) -> list[type[models.Model]]:
        """The models whose objects are in this index."""
        return [model for model in get_indexed_models() if get_model_root(model) is self.root]


class IndexBackend(Protocol):
    """What an index asks of its back end."""

    lock_seconds: float

    def parts(self, root: type[models.Model]) -> Parts:
        """What the index of a root model consists of; the same object at each call within one process."""
        ...


class Index(BaseIndex):
    """The index of one root model and all that inherit from it."""

    def __init__(self, backend: IndexBackend, root_model: type[models.Model]) -> None:
        super().__init__(backend)
        self.root_model = root_model
        self.parts = backend.parts(root_model)

    def get_key(self) -> str:
        """The name of the index, and of the folder of its files."""
        return key_of(self.root_model)

    def __str__(self) -> str:
        return self.get_key()

    @property
    def store(self) -> Store:
        """The files of the index; only the queue and rebuilds write to them."""
        return self.parts.store

    def add_item(self, obj: models.Model) -> None:
        """Queue `obj`; it is indexed when the transaction is through."""
        self.add_items(type(obj), [obj])

    def add_items(self, model: type[models.Model], items: Iterable[models.Model]) -> None:
        """Queue `items`; each is read again when it is indexed."""
        if class_is_indexed(model):
            self.parts.queue.put(model, [item.pk for item in items], is_removal=False)

    def delete_item(self, item: models.Model) -> None:
        """Queue the removal of `item`."""
        if class_is_indexed(type(item)):
            self.parts.queue.put(type(item), [item.pk], is_removal=True)

    def refresh(self) -> None:
        """Index all that is queued, and look at the files; build the index anew when it is missing or damaged.

        `IndexBusy` when others do not end their writing within the back end's LOCK_SECONDS.
        """
        try:
            self._bring_up_to_date()
        except IndexUnavailable as unavailable:
            logger.warning("The search index %s is built anew: %s.", self, unavailable.reason)
            self.parts.rebuild()
            self._bring_up_to_date()

    def rebuild(self) -> None:
        """Build the index anew from the database, beside the one that answers."""
        self.parts.rebuild()

    def reset(self) -> None:
        """Empty the index, and forget what is queued for it."""
        replacement = self.store.begin_replacement()
        try:
            self.parts.queue.clear()
        except BaseException:
            replacement.abandon()
            raise
        replacement.swap()

    def snapshot(self) -> Snapshot:
        """The newest commit, for reading; `IndexUnavailable` when there is none."""
        return self.store.snapshot()

    def repair(self, reason: IndexUnavailable | str) -> None:
        """Warn, and have the files looked at and rebuilt in the background, once a minute for each trouble at most."""
        self.parts.repair.start(reason if isinstance(reason, IndexUnavailable) else IndexUnavailable(reason))

    def _bring_up_to_date(self) -> None:
        self.parts.queue.drain(patience=self.backend.lock_seconds)
        self.parts.queue.forget_told()
        self.store.verify(patience=self.backend.lock_seconds)
        self.parts.queue.drain(patience=self.backend.lock_seconds)  # saves do not wait until all is looked at


class ReplacementIndex(BaseIndex):
    """An index in the making: what is added is written at once, and counts with `swap()`."""

    def __init__(self, replacement: Replacement, parts: Parts) -> None:
        super().__init__(None)
        self._replacement = replacement
        self._layout = parts.store.layout
        self._seen: set[str] = set()

    def add_items(self, model: type[models.Model], items: Iterable[models.Model]) -> None:
        """Write `items`; of two with one primary key, as of a parent and its child, the last counts."""
        if not class_is_indexed(model):
            return
        for item in items:
            owner = self._layout.owner_id(model, item.pk)
            again = [owner] if owner in self._seen else []
            self._replacement.write(self._layout.documents(item), removals=again)
            self._seen.add(owner)

    def swap(self) -> None:
        """Let what was written answer from now on, in every process.

        `IndexBusy` when others do not end their writing, `IndexWriteFailed` when the files cannot be written; either
        way the old index goes on answering.
        """
        self._replacement.swap()

    def abandon(self) -> None:
        """Delete what was written; the index that answers stays as it is."""
        self._replacement.abandon()


class Rebuilder:
    """A rebuild, as the command update_index drives it."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def start(self) -> ReplacementIndex:
        """The index to fill; `IndexBusy` when another process rebuilds it."""
        self._target = ReplacementIndex(self.index.store.begin_replacement(), self.index.parts)
        return self._target

    def finish(self) -> None:
        """Let it answer, and tell it what was saved meanwhile."""
        self._target.swap()
        self.index.refresh()


def key_of(root: type[models.Model]) -> str:
    """The name of the index, and of its folder: `wagtailcore_page`."""
    return f"{root._meta.app_label}_{root._meta.model_name}"


def _batches(model: type[models.Model]) -> Iterator[list[models.Model]]:
    """The objects of `model` that are to be indexed, by primary key; no transaction is held, for that would keep
    everybody else from saving."""
    objects = indexed_objects(model).order_by("pk")
    batch = list(objects[:BATCH])
    while batch:
        yield batch
        batch = list(objects.filter(pk__gt=batch[-1].pk)[:BATCH])
