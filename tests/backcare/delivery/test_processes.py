"""Processes that publish at once, and processes that are killed: the files end as the database has it, and none is ever half."""

import gzip
import multiprocessing
import os
import random
import signal
from multiprocessing.process import BaseProcess
from pathlib import Path

import brotli
import pytest
from django.db import connections

from backcare.delivery.place import store
from backcare.delivery.publishing import publish
from backcare.delivery.store import BROTLI, GZIP, IDENTITY, FinishedAnswer, digest_of_answer
from factsheets.models import FactsheetPage
from tests import builders
from tests.setting_up.searches import LONG

from .published_site import differences, files, fresh, make_library, work

pytestmark = pytest.mark.django_db(transaction=True)

KILLED = 200 if LONG else 6


@pytest.fixture
def published(publishing: Path) -> Path:
    make_library(4)
    publish()
    return publishing


def start(kind: str, first: int = 0) -> BaseProcess:
    """A copy of this process that changes two pages, from the `first` on, and publishes."""
    connections.close_all()
    process = multiprocessing.get_context("fork").Process(target=_change_and_publish, args=(kind, first))
    process.start()
    return process


def _change_and_publish(kind: str, first: int) -> None:
    for number in range(3 if kind == "ends" else 10_000):
        page = FactsheetPage.objects.order_by("pk")[first + number % 2]
        page.summary = f"{kind}, {os.getpid()}, {number}."
        page.save_revision()
        builders.put_live(page)
        publish()
    connections.close_all()


def broken() -> list[str]:
    """Addresses whose files are not one whole answer."""
    found = []
    for address in store().addresses():
        stored = store().look_up(address)
        if stored is None:
            continue  # it is not served
        bodies = {name: body.path.read_bytes() for name, body in stored.bodies.items()}
        whole = bodies[IDENTITY]
        answer = FinishedAnswer(address, stored.status, stored.headers, whole)
        packed = [gzip.decompress(bodies[GZIP])] if GZIP in bodies else []
        packed += [brotli.decompress(bodies[BROTLI])] if BROTLI in bodies else []
        if digest_of_answer(answer) != stored.digest or any(each != whole for each in packed):
            found.append(address)
    # What a web server alone would serve.
    pages = (store().root / "files").rglob("*.html")
    return found + [str(path) for path in pages if not path.read_bytes().rstrip().endswith(b"</html>")]


def test_processes_that_are_killed_leave_no_half_file_and_lose_nothing(published: Path) -> None:
    chance = random.Random(1)
    for _ in range(KILLED):
        process = start("killed")
        process.join(chance.uniform(0.1, 2.0))
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        assert broken() == []
    work()
    assert differences(files(), fresh()) == []


def test_two_that_publish_at_once_end_with_what_the_database_says(published: Path) -> None:
    processes = [start("ends", first) for first in (0, 2)]
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    assert broken() == []
    work()
    assert differences(files(), fresh()) == []


def test_several_that_render_for_one_command_make_the_same(published: Path) -> None:
    before = files()
    assert publish(anew=True, jobs=2).writes == 0
    assert files() == before
