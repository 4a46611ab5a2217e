"""Our static files, as they are handed out beside what is published."""

from __future__ import annotations

from pathlib import Path

import pytest

from backcare.serving.heads import Head
from backcare.serving.ready_answers import Sending, answer_from
from backcare.serving.static_shelf import StaticShelf

CSS = "a.0123456789ab.css"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / CSS).write_text("p { color: red }" * 50)
    (tmp_path / "css" / f"{CSS}.gz").write_bytes(b"packed")
    (tmp_path / "plain.txt").write_text("words")
    return tmp_path


def asked(folder: Path, path: str, **fields: bytes) -> Sending | None:
    shelf = StaticShelf("/static/", folder, {"X-Content-Type-Options": "nosniff"})
    return answer_from(
        shelf, Head(b"GET", path.encode(), b"", {k.encode(): v for k, v in fields.items()}, True)
    )


def test_a_name_with_the_digest_of_its_content_stands_for_good(folder: Path) -> None:
    found = asked(folder, f"/static/css/{CSS}")
    assert found is not None
    assert b"immutable" in found.head
    assert b"Content-Type: text/css; charset=utf-8\r\n" in found.head
    assert b"X-Content-Type-Options: nosniff\r\n" in found.head
    other = asked(folder, "/static/plain.txt")
    assert other is not None
    assert b"max-age=60, public" in other.head
    assert other.content == b"words"


def test_what_is_changed_by_a_release_is_seen(folder: Path) -> None:
    shelf = StaticShelf("/static/", folder, {})
    head = Head(b"GET", b"/static/plain.txt", b"", {}, True)
    first = answer_from(shelf, head)
    (folder / "plain.txt").write_text("other words")
    second = answer_from(shelf, head)
    assert first is not None
    assert second is not None
    assert (first.content, second.content) == (b"words", b"other words")


@pytest.mark.parametrize(
    "path",
    ["/static/", "/static/css", "/static/none.css", "/static/../secret", "/static//plain.txt", "/plain.txt",
     f"/static/css/{CSS}.gz", "/static/.hidden"],
)  # fmt: skip
def test_nothing_else_is_found(folder: Path, path: str) -> None:
    (folder / ".hidden").write_text("")
    (folder.parent / "secret").write_text("")
    assert asked(folder, path) is None
