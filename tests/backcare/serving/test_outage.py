"""The database stops and the application is killed, while many read: every published address keeps its answer, and the rest comes back by itself."""

from __future__ import annotations

import os
import re
import signal
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from backcare.delivery.asking import asked_as_a_reader
from backcare.delivery.declared import public_addresses
from backcare.delivery.store import FileStore
from backcare.serving.lanes import LIVE
from factsheets.outputs import page_as_pdf
from tests.backcare.background.processes import until
from tests.backcare.delivery.changes import add_document
from tests.backcare.delivery.rarer_changes import show_picture
from tests.builders import live

from .slow_people import asked
from .test_nginx import running
from .test_slow_people import served

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = [
    "/factsheets/medical-acupuncture/",
    "/factsheets/medical-acupuncture/history/",
    "/factsheets/",
    "/robots.txt",
]


@pytest.fixture
def data(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of a server, with files of the whole of its library: pages, PDFs, a document and a picture."""
    monkeypatch.setattr(page_as_pdf, "pdf_of", lambda _html, address: b"%PDF-" + address.encode())
    settings.MEDIA_ROOT = tmp_path / "media"
    live()
    show_picture()
    add_document()
    store = FileStore(tmp_path / "public" / "published")
    with override_settings(SITE_URL="http://127.0.0.1"):
        asked_as_a_reader("/with-a-picture/")  # the sizes of a picture are made when somebody looks
        files = [each for each in public_addresses() if each.endswith((".pdf", ".png", "leaflet.txt"))]
        for address in {*PAGES, *files, "/with-a-picture/"}:
            store.write(asked_as_a_reader(address))
    return tmp_path


@contextmanager
def readers(port: int, number: int = 4, *, addresses: Sequence[str] = tuple(PAGES)) -> Iterator[Counter[int]]:
    """They ask without a pause; what they got, by status."""
    found: Counter[int] = Counter()
    ends = threading.Event()

    def read() -> None:
        while not ends.is_set():
            for path in addresses:
                found[asked(port, path)[0]] += 1

    people = [threading.Thread(target=read) for _ in range(number)]
    for person in people:
        person.start()
    try:
        yield found
    finally:
        ends.set()
        for person in people:
            person.join()


def until_more_were_read(found: Counter[int]) -> None:
    before = found.total()
    until(lambda: found.total() > before + 50)


def test_readers_of_files_hear_nothing_of_an_application_that_is_killed(data: Path) -> None:
    with served(data, BACKCARE_PUBLIC_DIR=str(data / "public")) as site, readers(site.port) as found:
        answering = site.answering
        for _ in range(3):
            until_more_were_read(found)
            os.kill(answering, signal.SIGKILL)
            answering = site.next_one()
            # What only the application has comes back by itself.
            assert asked(site.port, LIVE)[0] == 200
    assert set(found) == {200}


def test_a_process_that_hands_out_and_is_killed_is_followed_by_another(data: Path) -> None:
    with served(data, BACKCARE_PUBLIC_DIR=str(data / "public")) as site:
        killed = fronts(site.process.pid)
        for front in killed:
            os.kill(front, signal.SIGKILL)
        assert asked(site.port, PAGES[0])[0] == 200
        until(lambda: len(fronts(site.process.pid)) == 2 and not set(killed) & set(fronts(site.process.pid)))


def test_an_application_that_hangs_keeps_nobody_from_reading(data: Path) -> None:
    with served(data, BACKCARE_PUBLIC_DIR=str(data / "public")) as site:
        with stopped(site.answering), readers(site.port) as found:
            until_more_were_read(found)
        assert set(found) == {200}
        assert asked(site.port, LIVE)[0] == 200


def test_through_nginx_too_and_when_nothing_of_ours_runs(data: Path) -> None:
    published = everything(data)
    with served(data, BACKCARE_PUBLIC_DIR=str(data / "public")) as site, running(data, site.port) as port:
        with readers(port, addresses=published) as found:
            until_more_were_read(found)
            site.process.kill()
            site.process.wait()
            until_more_were_read(found)
        assert set(found) == {200}


def test_pictures_documents_and_pdfs_are_read_while_nobody_answers(data: Path) -> None:
    published = everything(data)
    assert {each.rpartition(".")[2] for each in published if "." in each} == {"pdf", "png", "txt"}
    with served(data, BACKCARE_PUBLIC_DIR=str(data / "public")) as site:
        with stopped(site.answering), readers(site.port, addresses=published) as found:
            until_more_were_read(found)
        assert set(found) == {200}


def everything(data: Path) -> list[str]:
    """Every address that has a file; the pictures of a text among them."""
    store = FileStore(data / "public" / "published")
    shown = store.look_up("/with-a-picture/")
    assert shown
    words = shown.bodies["identity"].path.read_text()
    found = sorted(store.addresses())
    assert re.findall(r'<img [^>]*src="([^"]+)"', words)[0] in found
    return found


def fronts(serving: int) -> list[int]:
    children = Path(f"/proc/{serving}/task/{serving}/children").read_text().split()
    return [int(child) for child in children if "front" in name_of(child)]


def name_of(process: str) -> str:
    try:
        return Path(f"/proc/{process}/comm").read_text()
    except FileNotFoundError:
        return ""


@contextmanager
def stopped(process: int) -> Iterator[None]:
    os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(process, signal.SIGCONT)
