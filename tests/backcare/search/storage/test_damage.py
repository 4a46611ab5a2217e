"""Damage of every kind of file: told in words, never an answer of the engine's own making, repaired by a rebuild."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
import tantivy

from backcare.search.errors import IndexUnavailable, engine_failures
from backcare.search.storage import Store
from tests.backcare.search.layouts import PlainLayout, document, owners

WORDS = ["back", "bone", "disc", "hip", "lift", "massage", "neck", "nerve", "pain", "rest", "walk"]
TEXTS = {str(number): " ".join(WORDS[number % 11 :]) for number in range(40)}

Harm = Callable[[bytes], bytes | None]

HARMS: dict[str, Harm] = {
    "missing": lambda content: None,
    "empty": lambda content: b"",
    "cut short": lambda content: content[: len(content) // 2],
    "nonsense": lambda content: random.Random(1).randbytes(len(content)),
    "nonsense in the middle": lambda content: (
        content[: len(content) // 2] + b"nonsense" + content[len(content) // 2 + 8 :]
    ),
}
KINDS = ("current", "meta.json", "*.term", "*.idx", "*.pos", "*.store", "*.fast", "*.fieldnorm", "*.del")


@pytest.fixture
def folder(index_folder: Path) -> Path:
    """An index whose forty objects lie in two segments, some of them replaced."""
    store = Store(index_folder / "index", PlainLayout())
    replacement = store.begin_replacement()
    replacement.write(document(owner, text) for owner, text in TEXTS.items())
    replacement.swap()
    store.write(["3", "4"], [document("3", TEXTS["3"]), document("4", TEXTS["4"])])
    store.verify(patience=10)
    return store.folder


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("harm", HARMS)
def test_damage_is_found_and_repaired(folder: Path, kind: str, harm: str) -> None:
    do_harm(folder, kind, HARMS[harm])

    assert answers_of(Store(folder, PlainLayout())) in (None, TEXTS)
    with pytest.raises(IndexUnavailable):
        Store(folder, PlainLayout()).verify(patience=10)
    other = Store(folder, PlainLayout())
    with pytest.raises(IndexUnavailable):
        other.snapshot()  # every process knows now
    with pytest.raises(IndexUnavailable):
        other.write([], [document("1", "pain")])

    other.begin_replacement().swap()
    other.write([], [document("1", "pain")])
    other.verify(patience=10)
    assert answers_of(other) == {"1": "pain"}


def test_a_writer_that_cannot_open_the_files_finds_the_damage(folder: Path) -> None:
    other = Store(folder, PlainLayout())
    before = other.snapshot()
    do_harm(folder, "*.term", HARMS["missing"])
    with pytest.raises(IndexUnavailable):
        Store(folder, PlainLayout()).write(["5"], [], patience=10)
    with pytest.raises(IndexUnavailable):
        other.snapshot()  # it has the files open, and knows by the pointer alone
    assert owners(before.searcher) == TEXTS  # what is open stays open


def test_files_that_belong_to_no_commit_are_no_damage(folder: Path) -> None:
    """A process that was killed while it wrote leaves such files, and the engine sweeps them away later."""
    (generation,) = (entry for entry in folder.iterdir() if entry.is_dir())
    (generation / "0123456789abcdef0123456789abcdef.store").write_bytes(b"half")
    store = Store(folder, PlainLayout())
    store.verify(patience=10)
    assert answers_of(store) == TEXTS


def do_harm(folder: Path, kind: str, harm: Harm) -> None:
    """Put a harmed copy in the place of a file, as a crash does; one that is cut under a running process kills it."""
    path = next(path for path in sorted(folder.rglob(kind)) if path.stat().st_size)
    content = harm(path.read_bytes())
    path.unlink()
    if content is not None:
        path.write_bytes(content)


def answers_of(store: Store) -> dict[str, str] | None:
    """All that the index holds, asked in every way; None when it cannot be asked."""
    try:
        snapshot = store.snapshot()
        with engine_failures(IndexUnavailable):
            for word in WORDS:
                query = tantivy.Query.phrase_query(snapshot.index.schema, "text", [word, "pain"])
                snapshot.searcher.search(query, 10)
                snapshot.searcher.terms_with_prefix("text", word[:2])
            return owners(snapshot.searcher)
    except IndexUnavailable:
        return None
