"""The published files: where each lies, that they change in one piece, and that a reader gets body and ETag of one answer."""

import gzip
import os
import threading
from pathlib import Path

import brotli
import pytest

from backcare.delivery.addresses import UnfitAddress
from backcare.delivery.moved_map import write_moved_map
from backcare.delivery.store import NOT_FOUND, FileStore, FinishedAnswer, Overtaken

HTML = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "public"}


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "published")


def page(address: str = "/a/", text: str = "One", status: int = 200, **headers: str) -> FinishedAnswer:
    return FinishedAnswer(address, status, HTML | headers, (text * 300).encode())


@pytest.mark.parametrize(
    ("answer", "place"),
    [
        (page("/"), "files/index.html"),
        (page("/a/b/"), "files/a/b/index.html"),
        (
            FinishedAnswer("/api/v1/x/", 200, {"Content-Type": "application/json; charset=utf-8"}, b"{}"),
            "files/api/v1/x/index.json",
        ),
        (FinishedAnswer("/robots.txt", 200, {"Content-Type": "text/plain"}, b"x"), "files/robots.txt"),
        (
            FinishedAnswer("/.well-known/security.txt", 200, {"Content-Type": "text/plain"}, b"x"),
            "files/.well-known/security.txt",
        ),
        (page("/a/", status=410), "gone/a/_.html"),
        (page("/a/x.pdf", status=410), "gone/a/x.pdf_.html"),
        (page("/a", status=301, Location="/b/"), "moved/a_.html"),
        (page(NOT_FOUND, status=404), "missing/404.html"),
    ],
)
def test_each_lies_where_a_web_server_finds_it(store: FileStore, answer: FinishedAnswer, place: str) -> None:
    assert store.write(answer)
    assert (store.root / place).read_bytes() == answer.body
    found = store.look_up(answer.address)
    assert found is not None
    assert (found.status, found.headers) == (answer.status, dict(answer.headers))
    assert list(store.addresses()) == [answer.address]


@pytest.mark.parametrize(
    "address",
    ["a/", "/a//b/", "/../x/", "/a/.git/", "/a?b=1", "/a.gz", "/a/index.html", "/%41/", "/\x00/", "/é/"],
)
def test_an_address_that_no_file_can_stand_for_is_refused(store: FileStore, address: str) -> None:
    with pytest.raises(UnfitAddress):
        store.write(page(address))
    assert store.look_up(address) is None
    assert not (store.root / "files").exists()


def test_packed_forms_are_smaller_and_have_etags_of_their_own(store: FileStore) -> None:
    answer = page()
    store.write(answer)
    found = store.look_up("/a/")
    assert found is not None
    identity, br, packed = (found.bodies[name] for name in ("identity", "br", "gzip"))
    assert gzip.decompress(packed.path.read_bytes()) == brotli.decompress(br.path.read_bytes()) == answer.body
    assert identity.length > packed.length > br.length
    assert len({identity.etag, packed.etag, br.etag}) == 3
    assert all(body.etag.startswith('"') for body in found.bodies.values())


def test_what_stands_there_already_is_not_written(store: FileStore) -> None:
    assert store.write(page())
    before = {path: path.stat().st_ino for path in store.root.rglob("*")}
    assert not store.write(page())
    assert {path: path.stat().st_ino for path in store.root.rglob("*")} == before


def test_another_header_alone_is_another_answer(store: FileStore) -> None:
    store.write(page())
    first = store.look_up("/a/")
    assert store.write(page(**{"Cache-Control": "no-cache"}))
    second = store.look_up("/a/")
    assert first
    assert second
    assert first.bodies["identity"].etag != second.bodies["identity"].etag


def test_a_body_that_was_damaged_is_not_served_and_is_written_again(store: FileStore) -> None:
    store.write(page())
    path = store.root / "files/a/index.html"
    path.write_bytes(b"half")
    assert store.look_up("/a/") is None
    assert store.write(page())
    assert store.look_up("/a/") is not None


def test_a_later_body_of_the_same_size_has_a_later_second(store: FileStore) -> None:
    """nginx makes its ETags of both."""
    store.write(page(text="One"))
    path = store.root / "files/a/index.html"
    first = int(path.stat().st_mtime)
    store.write(page(text="Two"))
    assert int(path.stat().st_mtime) > first


def test_a_page_that_is_withdrawn_leaves_its_place(store: FileStore) -> None:
    store.write(page())
    store.write(page(status=410))
    assert not (store.root / "files/a").exists()
    found = store.look_up("/a/")
    assert found is not None
    assert found.status == 410


def test_what_is_removed_leaves_nothing(store: FileStore) -> None:
    store.write(page("/a/b/"))
    assert store.remove("/a/b/")
    assert not store.remove("/a/b/")
    assert store.look_up("/a/b/") is None
    assert [path for path in store.root.rglob("*") if path.is_file() and "locks" not in path.parts] == []
    assert list(store.addresses()) == []


def test_an_answer_that_was_made_before_the_address_was_taken_out_is_not_written(store: FileStore) -> None:
    before = store.generation("/a/")
    store.remove("/a/")
    with pytest.raises(Overtaken):
        store.write(page(), since=before)
    assert store.look_up("/a/") is None
    assert store.write(page(), since=store.generation("/a/"))


def test_where_addresses_lead_is_told_to_nginx_in_one_file(store: FileStore) -> None:
    store.write(page("/b/", status=301, Location="/new/"))
    store.write(page("/a", status=302, Location='/x";y'))
    store.write(page("/c/"))
    assert write_moved_map(store)
    assert (store.root / "moved.map").read_text() == '"/b/" "301 /new/";\n'
    assert not write_moved_map(store)


def test_a_reader_never_gets_a_body_with_the_etag_of_another(store: FileStore) -> None:
    """Two writers at once, each with a text of its own; a reader looks and opens all the while."""
    answers = [page(text="One"), page(text="Two")]
    stop = threading.Event()

    def write(answer: FinishedAnswer) -> None:
        while not stop.is_set():
            store.write(answer)

    writers = [threading.Thread(target=write, args=(answer,)) for answer in answers]
    for writer in writers:
        writer.start()
    seen: dict[str, set[bytes]] = {}
    try:
        while len(seen) < 2 or sum(map(len, seen.values())) < 2:
            found = store.look_up("/a/")
            descriptor = found.bodies["identity"].open() if found else None
            if found is None or descriptor is None:
                continue
            with os.fdopen(descriptor, "rb") as file:
                seen.setdefault(found.bodies["identity"].etag, set()).add(file.read())
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    assert all(len(bodies) == 1 for bodies in seen.values())
    assert {body for bodies in seen.values() for body in bodies} == {answer.body for answer in answers}
