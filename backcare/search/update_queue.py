"""The way from a save to the index: queued in the same transaction, indexed after it, kept until it is indexed."""

import logging
import threading
from collections.abc import Iterable, Iterator

import tantivy
from django.apps import apps
from django.db import DatabaseError, connections, models, router, transaction
from modelsearch.index import get_indexed_instance

from .errors import IndexBusy, IndexUnavailable, SearchIndexError
from .mapping import indexed_objects
from .models import QueuedUpdate
from .one_at_a_time import OneAtATime
from .repair import IndexRepair
from .storage import Store
from .storage.generations import IndexLayout
from .storage.store import SAVE_PATIENCE

logger = logging.getLogger(__name__)

_beside_requests = False

# So many changes are indexed in one commit.
CHUNK = 500


def index_beside_requests() -> None:
    """From now on in this process: a save waits for no index, a thread takes it in behind it.

    For a process that answers people. A command has nobody who waits, and ends when it has done all.
    """
    global _beside_requests
    _beside_requests = True


class UpdateQueue:
    """The queued changes of one index, and their way into its store. There is one in each process."""

    def __init__(self, name: str, store: Store, repair: IndexRepair, *, background: bool) -> None:
        self.name = name
        self.store = store
        self.repair = repair
        self._thread = (
            threading.local()
        )  # how much this thread has put, and how much of it was there at its last run
        self._catch_up = self._catch_up_in_background if background else None
        self._beside = OneAtATime(self._catch_up_in_background, name="search-update")

    def put(self, model: type[models.Model], pks: Iterable[object], *, is_removal: bool) -> None:
        """Remember that these objects changed; they are indexed once the transaction is through, and not if it is not."""
        QueuedUpdate.objects.bulk_create(
            QueuedUpdate(
                index=self.name, model=model._meta.label_lower, object_pk=str(pk), is_removal=is_removal
            )
            for pk in pks
        )
        self._thread.put = self._count("put") + 1
        transaction.on_commit(self.after_commit, using=router.db_for_write(QueuedUpdate), robust=True)

    def after_commit(self) -> None:
        """Index a first part of what is queued and never fail: whatever is wrong with the index, the save stands."""
        if self._count("seen") == self._count("put"):
            return  # this is called once for each save of the transaction, and the first call took in all of them
        self._thread.seen = self._count("put")
        if _beside_requests and self._catch_up:
            self._beside.ask()
        else:
            self._index_what_was_saved()

    def start(self) -> None:
        """Take in what a process left that ended before it could."""
        if _beside_requests and self._catch_up:
            self._beside.ask()

    def _index_what_was_saved(self) -> None:
        try:
            self._drain_chunk(patience=SAVE_PATIENCE, hand_on=True)
        except IndexBusy:
            logger.debug("%s: another process writes just now and will catch up.", self.name)
        except IndexUnavailable as unavailable:
            self.repair.start(unavailable)
        except (SearchIndexError, DatabaseError) as error:
            logger.error("%s could not be brought up to date: %s. The change stays queued.", self.name, error)

    def drain(self, *, patience: float) -> None:
        """Index all that is queued; raises what keeps it from that, and then the rest stays queued."""
        after: int | None = 0
        while after is not None:
            after = self._drain_chunk(patience=patience, after=after)

    def forget_told(self) -> None:
        """Delete what was kept for a rebuild that never ended."""
        rows = QueuedUpdate.objects.told(self.name, generation=self.store.generation())
        pks = list(rows.values_list("pk", flat=True))
        if pks and not self.store.is_being_replaced():
            for start in range(0, len(pks), CHUNK):
                QueuedUpdate.objects.filter(pk__in=pks[start : start + CHUNK]).delete()

    def clear(self) -> None:
        """Forget all that is queued."""
        QueuedUpdate.objects.filter(index=self.name).delete()

    def _catch_up_in_background(self) -> None:
        """In a thread of its own: index what other processes and long queues left."""
        try:
            self.drain(patience=SAVE_PATIENCE)
        except IndexBusy:
            logger.debug("%s: whoever writes now will catch up.", self.name)
        except IndexUnavailable as unavailable:
            self.repair.start(unavailable)
        except (SearchIndexError, DatabaseError) as error:
            logger.error("%s could not be brought up to date: %s. The changes stay queued.", self.name, error)
        finally:
            connections.close_all()

    def _drain_chunk(self, *, patience: float, after: int = 0, hand_on: bool = False) -> int | None:
        """Index the oldest changes `after` a row in one commit; the last row of them if there may be more, which `hand_on`
        leaves to the background. Objects that cannot be read out stay queued, and their rows are gone past.

        Rows and objects are read while nobody else writes, so that an older reading never overwrites a newer one.
        """
        if not self._waiting(self.store.generation(), after).exists():
            return None
        with self.store.writing(patience=patience, catch_up=self._catch_up) as (generation, writer):
            rows = list(self._waiting(generation, after)[:CHUNK])
            if hand_on and len(rows) == CHUNK:
                self.store.leave_word()
            failed = set()
            for model, changes in _by_model(rows):
                found = _fresh(model, [pk for pk, row in changes.items() if not row.is_removal])
                for pk in changes:
                    documents = _documents(self.store.layout, found[pk]) if pk in found else []
                    if documents is None:  # it stays findable as it was
                        failed.add((model._meta.label_lower, str(pk)))
                        continue
                    writer.remove(self.store.layout.owner_id(model, pk))
                    writer.add(documents)
        told = [row.pk for row in rows if (row.model, row.object_pk) not in failed]
        self._settle(told, generation)
        if told and self.store.generation() != generation:
            return 0
        return rows[-1].pk if len(rows) == CHUNK else None

    def _waiting(self, generation: str, after: int) -> models.QuerySet[QueuedUpdate]:
        return QueuedUpdate.objects.waiting(self.name, generation=generation).filter(pk__gt=after)

    def _count(self, name: str) -> int:
        return getattr(self._thread, name, 0)

    def _settle(self, pks: list[int], generation: str) -> None:
        """Delete these rows, unless a generation in the making may have missed them: that one is told when it answers."""
        rows = QueuedUpdate.objects.filter(pk__in=pks)
        if self.store.is_being_replaced() or self.store.generation() != generation:
            rows.update(generation=generation)
        else:
            rows.delete()


def _by_model(rows: list[QueuedUpdate]) -> Iterator[tuple[type[models.Model], dict[object, QueuedUpdate]]]:
    """For each model the newest row of each object, by its primary key."""
    found: dict[str, dict[str, QueuedUpdate]] = {}
    for row in rows:
        found.setdefault(row.model, {})[row.object_pk] = row
    for label, changes in found.items():
        try:
            model = apps.get_model(label)
        except LookupError:
            continue  # the model is gone from the code, and its objects go with the next rebuild
        yield model, {model._meta.pk.to_python(pk): row for pk, row in changes.items()}


def _fresh(model: type[models.Model], pks: list[object]) -> dict[object, models.Model]:
    """The objects as the database has them now, in their most specific class; none that is not to be indexed."""
    found = {}
    for obj in indexed_objects(model).filter(pk__in=pks):
        specific = obj.get_indexed_instance()  # type: ignore[attr-defined]  # modelsearch.index.Indexed has it
        if specific is not None and type(specific) is not type(obj):
            specific = get_indexed_instance(specific)
        if specific is not None:
            found[obj.pk] = specific
    return found


def _documents(layout: IndexLayout, obj: models.Model) -> list[tantivy.Document] | None:
    """What the index is told about `obj`; None when the object cannot be read out, which keeps no other from its place."""
    try:
        return layout.documents(obj)
    except DatabaseError:
        raise
    except Exception:
        logger.exception("%r could not be prepared for the search index; it stays queued.", obj)
        return None
