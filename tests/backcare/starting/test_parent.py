"""What is left of a server that was killed: nothing, and its port is free."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from backcare.starting.port import HOST
from tests.backcare.background.processes import ROOT, until
from tests.setting_up.site import free_port


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def server(port: int, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """The process that was started, which holds the port and starts the one that serves."""
    started = subprocess.Popen(
        [sys.executable, "-m", "tests.backcare.starting.serving", str(port)],
        cwd=ROOT,
        env=os.environ
        | {
            "BACKCARE_DATA_DIR": str(tmp_path),
            "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "backcare.settings.base",
        },
        stdout=subprocess.PIPE,
        text=True,
    )
    yield started
    started.kill()
    started.communicate()


def is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def test_who_serves_ends_with_the_process_that_started_it(server: subprocess.Popen[str], port: int) -> None:
    assert server.stdout is not None
    serving = int(server.stdout.readline())
    until(lambda: answers(port))
    assert serving != server.pid
    try:
        server.kill()
        server.wait()
        assert is_there(serving)
        until(lambda: not is_there(serving))
        until(lambda: is_free(port))
    finally:
        with suppress(ProcessLookupError):
            os.kill(serving, signal.SIGKILL)
