"""Whatever does not answer, the person who publishes does not wait for it, and the work is done later, once."""

from __future__ import annotations

import fcntl
import socketserver
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from backcare.delivery import at_once, purging, rendering, tasks
from backcare.delivery import publishing as publishing_verb
from backcare.delivery.asking import NoFile, NothingThere, asked_as_a_reader
from backcare.delivery.declared import public_addresses
from backcare.delivery.models import Change
from backcare.delivery.place import ledger, store
from backcare.delivery.publishing import publish
from factsheets.outputs import page_as_pdf

from . import changes
from .published_site import differences, files, fresh, make_library, work

pytestmark = pytest.mark.django_db(transaction=True)


class Cache(socketserver.ThreadingTCPServer):
    """A cache in front: while it is a black hole it takes requests in and says nothing."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.answers = threading.Event()
        self.forgot: list[str] = []


class _Conversation(socketserver.StreamRequestHandler):
    server: Cache

    def handle(self) -> None:
        line = self.rfile.readline().decode()
        if not self.server.answers.is_set():
            self.server.answers.wait(5)
            return  # whoever asked has given up
        self.server.forgot.append(line.split()[1])
        self.wfile.write(b"HTTP/1.1 200 Purged\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")


@pytest.fixture
def cache(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cache]:
    monkeypatch.setattr(purging, "SECONDS", 0.2)
    with Cache() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.CACHE_PURGE_URL = f"http://127.0.0.1:{server.server_address[1]}"
        yield server
        server.shutdown()


def pass_the_pauses() -> None:
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())


def test_a_cache_that_does_not_answer_is_told_later_and_once(
    publishing: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_library(3)
    publish()
    ledger().purged(ledger().to_purge(10_000).values())
    changes.publish_words()
    work()
    assert differences(files(), fresh()) == []
    assert cache.forgot == []
    waiting = set(ledger().to_purge(10_000))
    assert waiting
    cache.answers.set()
    pass_the_pauses()
    work()
    assert sorted(cache.forgot) == sorted(waiting)
    assert ledger().to_purge(1) == {}


def hold_a_lock(published: Path) -> Callable[[], None]:
    """As a disk that does not answer: whoever wants to write waits."""
    held = [path.open("r+") for path in sorted((published / "locks").iterdir())]
    for file in held:
        fcntl.flock(file, fcntl.LOCK_EX)

    def end() -> None:
        for file in held:
            file.close()

    return end


def test_files_that_cannot_be_written_hold_nobody_up_and_none_of_them_is_served_as_it_was(
    publishing: Path,
) -> None:
    page = make_library(3)[1]
    publish()
    end = hold_a_lock(publishing)
    changes.publish_words()  # it would wait for ever
    assert store().look_up(page.url) is None
    assert Change.objects.exists()
    end()
    work()
    assert differences(files(), fresh()) == []
    assert not Change.objects.exists()


def test_pdfs_that_are_never_ready_keep_no_page_from_its_file(
    publishing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(html: str, address: str) -> bytes:
        raise page_as_pdf.PdfNotYet

    make_library(3)
    publish()
    monkeypatch.setattr(page_as_pdf, "pdf_of", never)
    changes.publish_words()
    work()
    pages = {address: each for address, each in files().items() if not address.endswith(".pdf")}
    found = differences(pages, fresh_but_late())
    assert found == []
    assert {each.address.rpartition("/")[2] for each in ledger().failures()} == {
        "factsheet.pdf",
        "large-print.pdf",
    }
    monkeypatch.setattr(
        page_as_pdf, "pdf_of", lambda html, address: b"%PDF-" + html.encode() + address.encode()
    )
    pass_the_pauses()
    work()
    assert differences(files(), fresh()) == []
    assert ledger().failures() == []


def fresh_but_late() -> dict[str, tuple[int, dict[str, str], bytes]]:
    """What Django answers, without what is not ready."""
    found = {}
    for address in public_addresses():
        try:
            answer = asked_as_a_reader(address)
        except (NothingThere, NoFile):
            continue
        found[address] = (answer.status, dict(answer.headers), answer.body)
    return found


def test_a_disk_that_fails_is_no_failure_of_whoever_publishes(
    publishing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_library(3)
    publish()

    def broken(_addresses: object, **_limit: object) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(at_once, "untrue_among", broken)
        changes.publish_words()
    work()
    assert differences(files(), fresh()) == []


def test_making_files_lets_a_change_go_first_and_goes_on_behind_it(
    publishing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_library(2)
    publish()
    rendering.take_out(list(store().addresses()))
    began = []

    def make_missing(**named: Any) -> float | None:
        began.append(Change.objects.count())
        assert len(began) < 10, "The change waits for what waits for it."
        return publishing_verb.make_missing(**named)

    monkeypatch.setattr(tasks, "make_missing", make_missing)
    tasks.make.enqueue()
    changes.publish_words()
    work()
    assert began[0] > 0
    assert began[-1] == 0
    assert differences(files(), fresh()) == []
