"""An index emptied and built anew: beside the one that answers, and without losing what changes meanwhile."""

from __future__ import annotations

import pytest
from wagtail.documents.models import Document

from backcare.search.errors import IndexBusy, IndexUnavailable
from backcare.search.index import Index, Rebuilder

from .test_index import Commit, document, queued, titles, wait_for_threads

pytestmark = pytest.mark.django_db


def test_reset_empties_the_index_and_the_queue(index: Index) -> None:
    index.add_item(document("Indexed"))
    index.refresh()
    index.add_item(document("Queued"))
    index.reset()
    index.refresh()
    assert titles(index) == []


def test_a_rebuild_has_all_objects_and_those_that_changed_meanwhile(
    index: Index, django_capture_on_commit_callbacks: Commit
) -> None:
    early, late = document("Early"), document("Late")
    rebuilder = Rebuilder(index)
    target = rebuilder.start()
    target.add_items(Document, [early, late])
    Document.objects.filter(pk=early.pk).update(title="Changed")
    with django_capture_on_commit_callbacks(execute=True):
        index.add_item(early)
        index.delete_item(late)
        index.add_item(document("New"))
    assert titles(index) == ["Changed", "New"]  # the old one goes on answering, and is told
    rebuilder.finish()
    assert titles(index) == ["Changed", "New"]
    assert queued() == 0


def test_what_was_kept_for_a_rebuild_that_died_is_forgotten(
    index: Index, django_capture_on_commit_callbacks: Commit
) -> None:
    target = Rebuilder(index).start()
    with django_capture_on_commit_callbacks(execute=True):
        index.add_item(document("Pain"))
    assert queued() == 1
    target.abandon()
    index.refresh()
    assert queued() == 0
    assert titles(index) == ["Pain"]


def test_of_two_with_one_primary_key_a_rebuild_keeps_the_last(index: Index) -> None:
    obj = document("Parent")
    rebuilder = Rebuilder(index)
    target = rebuilder.start()
    target.add_items(Document, [obj])
    obj.title = "Child"
    target.add_items(Document, [obj])
    rebuilder.finish()
    assert titles(index) == ["Child"]


def test_two_rebuilds_at_once_are_refused(index: Index) -> None:
    target = Rebuilder(index).start()
    with pytest.raises(IndexBusy, match="being rebuilt"):
        index.rebuild()
    target.abandon()


def test_refresh_builds_an_index_where_there_is_none(index: Index) -> None:
    document("Pain")
    (index.store.folder / "current").unlink()
    with pytest.raises(IndexUnavailable):
        index.snapshot()
    index.refresh()
    assert titles(index) == ["Pain"]


def test_a_rebuild_reads_more_than_one_batch(index: Index) -> None:
    Document.objects.bulk_create(Document(title=f"{number:04}", file="x") for number in range(1234))
    index.rebuild()
    assert len(titles(index)) == 1234


def test_a_long_queue_is_indexed_whole_and_the_save_waits_for_a_part_only(
    index: Index, django_capture_on_commit_callbacks: Commit
) -> None:
    made = Document.objects.bulk_create(Document(title=f"{number:04}", file="x") for number in range(1234))
    with django_capture_on_commit_callbacks(execute=True):
        index.add_items(Document, made)
    assert 0 < len(titles(index)) < 1234
    index.refresh()
    assert len(titles(index)) == 1234


@pytest.mark.django_db(transaction=True)
def test_an_index_that_cannot_be_read_is_rebuilt_in_the_background(index: Index) -> None:
    document("Pain")
    index.parts.repair.enabled = True
    index.store.report_damage(ValueError("a segment is gone"))
    with pytest.raises(IndexUnavailable) as caught:
        index.snapshot()
    index.repair(caught.value)
    wait_for_threads()
    assert titles(index) == ["Pain"]
