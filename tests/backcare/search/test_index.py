"""From a save to the index: after the commit, and never at the cost of the save."""

import logging
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import transaction
from wagtail.documents.models import Document

from backcare.search import update_queue
from backcare.search.index import Index
from backcare.search.models import QueuedUpdate

from .backends import PlainBackend
from .layouts import owners

Commit = Callable[..., AbstractContextManager[list[Any]]]


def test_nothing_is_indexed_before_the_commit_and_all_of_it_after(
    index: Index, django_capture_on_commit_callbacks: Commit
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        index.add_item(document("Pain"))
        assert titles(index) == []
    assert titles(index) == ["Pain"]
    assert queued() == 0


def test_many_saves_in_one_transaction_are_one_run(
    index: Index, django_capture_on_commit_callbacks: Commit, django_assert_num_queries: Any
) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        for number in range(5):
            index.add_item(document(f"Pain {number}"))
        index.delete_item(Document.objects.get(title="Pain 3"))
    first, *others = (callback for callback in callbacks if callback == index.parts.queue.after_commit)
    first()
    before = index.snapshot()
    with django_assert_num_queries(0):
        for other in others:
            other()
    assert index.snapshot().stamp == before.stamp
    assert titles(index) == ["Pain 0", "Pain 1", "Pain 2", "Pain 4"]


def test_what_is_rolled_back_is_not_indexed(index: Index, django_capture_on_commit_callbacks: Commit) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        index.add_item(document("Kept"))
        with transaction.atomic():
            index.add_item(document("Undone"))
            transaction.set_rollback(True)
    assert titles(index) == ["Kept"]


@pytest.mark.django_db(transaction=True)
def test_without_a_transaction_it_is_indexed_at_once(index: Index) -> None:
    index.add_item(document("Pain"))
    assert titles(index) == ["Pain"]


def test_refresh_indexes_what_is_queued(index: Index) -> None:
    index.add_items(Document, [document("Back"), document("Neck")])
    index.refresh()
    assert titles(index) == ["Back", "Neck"]


def test_an_object_is_read_again_when_it_is_indexed(index: Index) -> None:
    stale = document("Draft")
    index.add_item(stale)
    Document.objects.filter(pk=stale.pk).update(title="Final")
    gone = document("Gone")
    index.add_item(gone)
    Document.objects.filter(pk=gone.pk)._raw_delete("default")
    index.refresh()
    assert titles(index) == ["Final"]


def test_a_removal_holds_while_the_object_is_still_there_and_the_last_word_counts(index: Index) -> None:
    removed, restored = document("Removed"), document("Restored")
    index.add_items(Document, [removed, restored])
    index.refresh()
    index.delete_item(removed)
    index.delete_item(restored)
    index.add_item(restored)
    index.refresh()
    assert titles(index) == ["Restored"]


def test_a_model_that_is_not_indexed_is_left_alone(index: Index) -> None:
    index.add_items(QueuedUpdate, [QueuedUpdate(pk=1)])
    index.delete_item(QueuedUpdate(pk=1))
    assert queued() == 0


def test_a_busy_index_keeps_the_change_queued(
    index: Index, django_capture_on_commit_callbacks: Commit
) -> None:
    with index.store.writing(), django_capture_on_commit_callbacks(execute=True):
        index.add_item(document("Pain"))
    assert titles(index) == []
    index.refresh()
    assert titles(index) == ["Pain"]


def test_an_index_that_cannot_be_written_keeps_the_change_queued_and_the_save_stands(
    index: Index, django_capture_on_commit_callbacks: Commit, caplog: pytest.LogCaptureFixture
) -> None:
    lock = index.store.folder / "write.lock"
    lock.unlink()
    lock.mkdir()
    with django_capture_on_commit_callbacks(execute=True):
        index.add_item(document("Pain"))
    assert "could not be brought up to date" in caplog.text
    assert Document.objects.filter(title="Pain").exists()
    lock.rmdir()
    index.refresh()
    assert titles(index) == ["Pain"]


@pytest.mark.django_db(transaction=True)
def test_who_writes_takes_over_what_others_had_to_leave(backend: PlainBackend) -> None:
    backend.background = True
    index = Index(backend, Document)
    index.rebuild()
    with index.store.writing(catch_up=index.parts.queue._catch_up):
        index.add_item(document("Left"))
        assert queued() == 1
    wait_for_threads()
    assert titles(index) == ["Left"]
    assert queued() == 0


@pytest.mark.django_db(transaction=True)
def test_the_rest_of_a_long_queue_is_indexed_in_the_background(backend: PlainBackend) -> None:
    backend.background = True
    index = Index(backend, Document)
    index.rebuild()
    made = Document.objects.bulk_create(Document(title=f"{number:04}", file="x") for number in range(1234))
    index.add_items(Document, made)
    assert len(titles(index)) < 1234
    wait_for_threads()
    assert len(titles(index)) == 1234


@pytest.mark.django_db(transaction=True)
def test_beside_requests_a_save_waits_for_no_index(
    backend: PlainBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend.background = True
    index = Index(backend, Document)
    index.rebuild()
    monkeypatch.setattr(update_queue, "_beside_requests", True)
    here, taken_in_by = threading.current_thread(), set()
    drain = index.parts.queue._drain_chunk

    def noticed(**how: Any) -> Any:
        taken_in_by.add(threading.current_thread())
        return drain(**how)

    monkeypatch.setattr(index.parts.queue, "_drain_chunk", noticed)
    for number in range(3):
        index.add_item(document(f"Pain {number}"))
    wait_for_threads()
    assert here not in taken_in_by
    assert titles(index) == ["Pain 0", "Pain 1", "Pain 2"]
    assert queued() == 0


@pytest.mark.django_db(transaction=True)
def test_what_a_process_left_that_died_is_taken_in_by_the_next(
    backend: PlainBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend.background = True
    index = Index(backend, Document)
    index.rebuild()
    left = document("Left")
    QueuedUpdate.objects.create(
        index=index.parts.queue.name, model="wagtaildocs.document", object_pk=left.pk, is_removal=False
    )
    index.parts.queue.start()
    assert titles(index) == []  # a command does not
    monkeypatch.setattr(update_queue, "_beside_requests", True)
    index.parts.queue.start()
    wait_for_threads()
    assert titles(index) == ["Left"]
    assert queued() == 0


def test_a_missing_index_keeps_the_change_queued_and_is_told_once(
    index: Index, django_capture_on_commit_callbacks: Commit, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "backcare.search")
    index.store.report_damage(ValueError("a segment is gone"))
    for title in ("Back", "Neck"):
        with django_capture_on_commit_callbacks(execute=True):
            index.add_item(document(title))
    assert caplog.text.count("a segment is gone") == 1
    index.refresh()
    assert titles(index) == ["Back", "Neck"]


def test_an_object_that_cannot_be_read_out_keeps_no_other_from_its_place(
    index: Index, caplog: pytest.LogCaptureFixture
) -> None:
    def documents(obj: Document) -> list[Any]:
        return [1 / 0] if obj.title == "Broken" else plain(obj)

    changed = document("Earlier")
    index.add_item(changed)
    index.refresh()
    plain, index.store.layout.documents = index.store.layout.documents, documents
    Document.objects.filter(pk=changed.pk).update(title="Broken")
    index.add_items(Document, [changed, document("Whole")])
    index.refresh()
    assert titles(index) == ["Earlier", "Whole"]
    assert "could not be prepared" in caplog.text
    index.store.layout.documents = plain
    index.refresh()
    assert titles(index) == ["Broken", "Whole"]


def test_many_objects_that_cannot_be_read_out_do_not_stand_in_the_way_of_later_ones(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(update_queue, "CHUNK", 2)
    plain = index.store.layout.documents
    monkeypatch.setattr(
        index.store.layout,
        "documents",
        lambda obj: [1 / 0] if obj.title.startswith("Broken") else plain(obj),
        raising=False,
    )
    index.add_items(Document, [document(f"Broken {number}") for number in range(5)])
    index.add_item(document("Whole"))
    index.refresh()
    assert titles(index) == ["Whole"]


def queued() -> int:
    """What waits for the index of these tests; that of the site hears of every save, too."""
    return QueuedUpdate.objects.filter(index="test").count()


def titles(index: Index) -> list[str]:
    return sorted(owners(index.snapshot().searcher).values())


def document(title: str) -> Document:
    return Document.objects.create(title=title, file="leaflet.txt")


def wait_for_threads() -> None:
    while ours := [thread for thread in threading.enumerate() if thread.name.startswith("search-")]:
        ours[0].join(30)
