"""Several processes at one store, and a process whose disk is full."""

import subprocess
import sys
from pathlib import Path

import pytest

from backcare.search.storage import Store
from tests.backcare.search.layouts import PlainLayout, document, owners

ROOT = Path(__file__).resolve().parents[4]
PROCESSES, WRITES = 2, 12


@pytest.fixture
def store(index_folder: Path) -> Store:
    built = Store(index_folder / "index", PlainLayout())
    built.begin_replacement().swap()
    return built


def test_processes_and_threads_write_and_read_at_once_and_nothing_is_lost(store: Store) -> None:
    writers = [_start("writing", store.folder, str(number), str(WRITES)) for number in range(PROCESSES)]
    seen = [0]
    while any(writer.poll() is None for writer in writers):
        found = owners(store.snapshot().searcher)
        assert set(found.values()) <= {"pain"}
        seen.append(len(found))
    for writer in writers:
        assert writer.wait() == 0, writer.communicate()[1]
    assert seen == sorted(seen)  # a reader never falls back behind a commit
    assert len(owners(store.snapshot().searcher)) == PROCESSES * 2 * WRITES
    store.verify(patience=10)


def test_on_a_full_disk_a_writing_fails_in_words_and_the_last_commit_stands(store: Store) -> None:
    store.write([], [document("1", "old"), document("2", "old")])
    filling = _start("filling", store.folder)
    said, trouble = filling.communicate(timeout=60)
    assert filling.returncode == 0, trouble
    assert said.count("failed:") == 8


def _start(module: str, *words: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", f"tests.backcare.search.storage.{module}", *map(str, words)],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
