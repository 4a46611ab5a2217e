"""The files of an index: what is written can be read, by everybody, and a new generation takes over from one moment to the next."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import tantivy

from backcare.search.errors import IndexBusy, IndexUnavailable
from backcare.search.storage import Store
from backcare.search.storage.locks import FileLock
from tests.backcare.search.layouts import PlainLayout, document, owners


@pytest.fixture
def store(index_folder: Path) -> Store:
    built = Store(index_folder / "index", PlainLayout())
    built.begin_replacement().swap()
    return built


def test_without_an_index_the_reason_is_told(index_folder: Path) -> None:
    store = Store(index_folder / "index", PlainLayout())
    with pytest.raises(IndexUnavailable, match="not been built"):
        store.snapshot()
    with pytest.raises(IndexUnavailable, match="not been built"):
        store.write([], [document("1", "pain")])


def test_what_is_written_is_read_and_replaced_by_owner(store: Store) -> None:
    store.write(["1", "2"], [document("1", "back"), document("2", "neck")])
    store.write(["1"], [document("1", "hip")], patience=5)
    store.write(["2"], [], patience=5)
    assert owners(store.snapshot().searcher) == {"1": "hip"}


def test_every_commit_of_another_store_is_seen_at_once_and_nothing_else_changes_the_stamp(
    store: Store,
) -> None:
    other = Store(store.folder, PlainLayout())
    stamps = [other.snapshot().stamp]
    for number in range(5):
        store.write([], [document(str(number), "pain")], patience=5)
        wait_for_the_end_of_merges(store)
        assert len(owners(other.snapshot().searcher)) == number + 1
        assert other.snapshot() is other.snapshot()
        stamps.append(other.snapshot().stamp)
    assert len(set(stamps)) == 6


def test_a_snapshot_stays_as_it_is(store: Store) -> None:
    store.write([], [document("1", "pain")])
    before = store.snapshot().searcher
    store.write(["1"], [], patience=5)
    assert owners(before) == {"1": "pain"}


def test_a_block_that_fails_writes_nothing(store: Store) -> None:
    def broken() -> Iterator[tantivy.Document]:
        yield document("1", "pain")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.write([], broken())
    assert owners(store.snapshot().searcher) == {}
    store.write([], [document("2", "pain")])  # and the locks are free


def test_a_writer_that_waits_too_long_is_told_and_leaves_word(store: Store) -> None:
    called = threading.Event()
    with store.writing(catch_up=called.set) as (_generation, writer):
        begun = time.monotonic()
        with pytest.raises(IndexBusy):
            store.write([], [document("2", "pain")])
        assert time.monotonic() - begun < 1
        writer.add([document("1", "pain")])
    assert called.wait(10)


def test_nobody_is_called_when_nobody_left_word(store: Store) -> None:
    called = threading.Event()
    with store.writing(catch_up=called.set) as (_generation, writer):
        writer.add([document("1", "pain")])
    wait_for_the_end_of_merges(store)
    assert not called.is_set()


def test_a_replacement_is_built_beside_and_takes_over_at_once(store: Store) -> None:
    store.write([], [document("1", "old")])
    replacement = store.begin_replacement()
    replacement.write([document("1", "new"), document("2", "new")])
    assert store.is_being_replaced()
    assert owners(store.snapshot().searcher) == {"1": "old"}
    old = store.snapshot()
    replacement.swap()
    assert owners(store.snapshot().searcher) == {"1": "new", "2": "new"}
    assert owners(old.searcher) == {"1": "old"}
    assert not store.is_being_replaced()
    assert generations(store) == [store.generation()]


def test_an_abandoned_replacement_leaves_everything_as_it_was(store: Store) -> None:
    store.write([], [document("1", "old")])
    replacement = store.begin_replacement()
    replacement.write([document("2", "new")])
    replacement.abandon()
    assert owners(store.snapshot().searcher) == {"1": "old"}
    assert generations(store) == [store.generation()]
    store.begin_replacement().abandon()


def test_only_one_is_built_at_a_time(store: Store) -> None:
    first = store.begin_replacement()
    with pytest.raises(IndexBusy, match="being rebuilt"):
        Store(store.folder, PlainLayout()).begin_replacement()
    first.abandon()


def test_left_overs_of_a_killed_rebuild_are_swept_away(store: Store) -> None:
    (store.folder / "0123456789ab").mkdir()
    (store.folder / "0123456789ab" / "meta.json").write_text("{}")
    store.begin_replacement().swap()
    assert generations(store) == [store.generation()]


def test_an_index_for_other_fields_is_not_read(store: Store) -> None:
    with pytest.raises(IndexUnavailable, match="other fields"):
        Store(store.folder, PlainLayout("changed")).snapshot()


def test_reported_damage_is_known_to_every_process_until_the_index_is_rebuilt(store: Store) -> None:
    other = Store(store.folder, PlainLayout())
    other.snapshot()
    store.report_damage(ValueError("a segment is gone"))
    with pytest.raises(IndexUnavailable, match="a segment is gone"):
        other.snapshot()
    other.begin_replacement().swap()
    assert owners(store.snapshot().searcher) == {}


def test_damage_of_a_generation_that_was_replaced_harms_nobody(store: Store) -> None:
    old = store.generation()
    store.begin_replacement().swap()
    store.report_damage(ValueError("gone"), generation=old)
    store.snapshot()


def wait_for_the_end_of_merges(store: Store) -> None:
    FileLock(store.folder / "write.lock", meaning="").take(patience=10).release()


def generations(store: Store) -> list[str]:
    return [entry.name for entry in store.folder.iterdir() if entry.is_dir()]
