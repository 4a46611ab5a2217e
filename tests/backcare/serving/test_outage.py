"""The database stops and the application is killed, while many read: every published address keeps its answer, and the rest comes back by itself."""

from __future__ import annotations

import os
import signal
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.test import override_settings

from backcare.delivery.asking import asked_as_a_reader
from backcare.delivery.store import FileStore
from backcare.serving.lanes import LIVE
from tests.backcare.background.processes import until
from tests.builders import live

from .slow_people import asked
from .test_nginx import running
from .test_slow_people import served

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = ("/factsheets/medical-acupuncture/", "/factsheets/", "/robots.txt")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data folder of a server, with files of the whole of its library."""
    live()
    store = FileStore(tmp_path / "public" / "published")
    with override_settings(SITE_URL="http://127.0.0.1"):
        for address in PAGES:
            store.write(asked_as_a_reader(address))
    return tmp_path


@contextmanager
def readers(port: int, number: int = 4) -> Iterator[Counter[int]]:
    """They ask without a pause; what they got, by status."""
    found: Counter[int] = Counter()
    ends = threading.Event()

    def read() -> None:
        while not ends.is_set():
            for path in PAGES:
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
    with served(data, BACKCARE_PUBLIC_DIR=str(data / "public")) as site, running(data, site.port) as port:
        with readers(port) as found:
            until_more_were_read(found)
            site.process.kill()
            site.process.wait()
            until_more_were_read(found)
        assert set(found) == {200}


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
