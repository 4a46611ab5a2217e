"""Somebody slow stops nobody: the real server, asked by people who never finish what they began."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from backcare.serving.lanes import LIVE
from tests.backcare.background.processes import ROOT, environment, until
from tests.backcare.uploads import document
from tests.builders import live
from tests.setting_up.site import free_port

from .published import publish
from .slow_people import PATIENCE, answer, asked, asked_at_once, byte_by_byte, half_sent, stalled_downloads
from .stopped_database import database_behind_a_door

pytestmark = pytest.mark.django_db(transaction=True)

PAGE, STATIC = "/factsheets/medical-acupuncture/", "/static/css/backcare.css"
#: More than there are threads of any kind.
MANY = 12


class Served:
    """A server under test: its port, and who answers there now."""

    def __init__(self, port: int, process: subprocess.Popen[str]) -> None:
        self.port, self.process = port, process
        self.answering = self.next_one()

    def next_one(self) -> int:
        assert self.process.stdout is not None
        return int(self.process.stdout.readline())


@contextmanager
def served(folder: Path, **more: str) -> Iterator[Served]:
    port = free_port()
    module = "serving.drawing_at_a_door" if "DRAWING_WAITS_FOR" in more else "starting.serving"
    process = subprocess.Popen(
        [sys.executable, "-m", f"tests.backcare.{module}", str(port)],
        cwd=ROOT,
        env=environment(folder)
        | {"DJANGO_SETTINGS_MODULE": "tests.backcare.serving.served", "UPLOADS": str(settings.MEDIA_ROOT)}
        | more,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Served(port, process)
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


def is_gone(form: socket.socket) -> bool:
    """Whether the other side has given it up; waits for that."""
    try:
        while form.recv(65536):
            pass
    except ConnectionResetError:
        pass
    return True


def test_who_never_finishes_holds_up_nobody_and_is_given_up(tmp_path: Path) -> None:
    live()
    file = document("large.pdf", bytes(8 * 1024**2))
    with (
        served(tmp_path) as site,
        half_sent(site.port, MANY) as forms,
        stalled_downloads(site.port, file.url, MANY),
    ):
        for path in (LIVE, STATIC, PAGE, "/accounts/login/"):
            assert asked(site.port, path)[0] == 200
        # A form that goes on is taken whole; one that does not is given up, long before the reader of this would be.
        assert all(is_gone(form) for form in forms)
        assert asked(site.port, PAGE)[0] == 200


@pytest.mark.parametrize(
    ("words", "at_first"),
    [
        (f"GET / HTTP/1.1\r\nX-Long: {'a' * 1000}".encode(), 10),
        (f"POST /accounts/login/ HTTP/1.1\r\nContent-Length: 1000\r\n\r\n{'a' * 1000}".encode(), 70),
        (b"\r\n" * 500, 2),
    ],
    ids=["in its head", "in its body", "before it begins"],
)
def test_who_sends_a_byte_now_and_then_is_given_up_too(tmp_path: Path, words: bytes, at_first: int) -> None:
    with served(tmp_path) as site, byte_by_byte(site.port, words, at_first) as form:
        assert is_gone(form)
        assert asked(site.port, LIVE)[0] == 200


def test_only_one_pdf_is_drawn_at_a_time_and_pages_are_read_meanwhile(tmp_path: Path) -> None:
    live()
    # Drawing takes until the test lets it end.
    door = tmp_path / "drawn"
    with served(tmp_path, DRAWING_WAITS_FOR=str(door)) as site:
        paths = [f"{PAGE}{name}.pdf" for name in ("factsheet", "large-print")] * 3
        first = half_a_pdf(site.port, paths[0], door)
        statuses = [status for status, _ in asked_at_once(site.port, paths)]
        assert statuses == [503] * len(paths)
        assert answer(site.port, paths[0])[2].headers["Retry-After"] == "5"
        assert [status for status, _ in asked_at_once(site.port, [PAGE] * MANY)] == [200] * MANY
        door.touch()
        assert first.recv(12).endswith(b" 200")
        assert asked(site.port, paths[0])[0] == 200
        first.close()


def half_a_pdf(port: int, path: str, door: Path) -> socket.socket:
    """Somebody whose PDF is being drawn."""
    waiting = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    waiting.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
    until(door.with_suffix(".begun").exists)
    return waiting


def test_when_the_process_that_answers_is_killed_another_takes_its_place_twice_in_a_row_too(
    tmp_path: Path,
) -> None:
    live()
    with served(tmp_path) as site:
        answering = site.answering
        for _ in range(3):
            os.kill(answering, signal.SIGKILL)
            # Nobody is refused: whoever asks now waits for the next one.
            assert asked(site.port, PAGE)[0] == 200
            followed, answering = answering, site.next_one()
            assert answering != followed


def test_an_answer_under_way_is_finished_when_the_server_is_told_to_stop(tmp_path: Path) -> None:
    live()
    door = tmp_path / "drawn"
    with served(tmp_path, DRAWING_WAITS_FOR=str(door)) as site:
        first = half_a_pdf(site.port, f"{PAGE}factsheet.pdf", door)
        site.process.terminate()
        door.touch()
        assert first.recv(12).endswith(b" 200")
        assert is_gone(first)
        assert site.process.wait(timeout=PATIENCE) == 0


def test_while_the_database_says_nothing_readers_are_told_to_come_back(tmp_path: Path) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite is no server that could be away")
    live()
    with database_behind_a_door() as door, served(tmp_path, DATABASE_URL=door.url) as site:
        assert asked(site.port, PAGE)[0] == 200
        publish(tmp_path / "published", "/published/")
        door.shut()
        for path in (LIVE, STATIC, "/published/"):
            assert asked(site.port, path)[0] == 200
        found = [status for status, _ in asked_at_once(site.port, [PAGE] * MANY)]
        assert found == [503] * MANY
        assert answer(site.port, PAGE)[2].headers["Retry-After"]
        door.open()
        until(lambda: asked(site.port, PAGE)[0] == 200)
