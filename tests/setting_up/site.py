"""A site of its own for pictures and measures: new, with the starter library, on a free port, gone afterwards."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SECONDS_TO_START = 180
ROOT = Path(__file__).resolve().parent.parent.parent
#: How a first start shows its demonstration accounts: user name, password, role.
_ACCOUNT = re.compile(r"^  (?P<name>[a-z]+) +(?P<password>\S+) +[A-Z]", re.MULTILINE)


class NotStarted(Exception):
    """The site did not come up; the message is what it said last."""


@dataclass(frozen=True)
class Site:
    address: str
    passwords: dict[str, str]
    process: int


@contextmanager
def new_site() -> Iterator[Site]:
    """Start a new installation as a user would, and stop it at the end whatever happens."""
    with tempfile.TemporaryDirectory(prefix="backcare-site-") as folder, served(Path(folder)) as site:
        yield site


def environment_of(folder: Path, settings: str) -> dict[str, str]:
    """The environment of an installation whose data lie in `folder`, with the embedded database."""
    return os.environ | {
        "BACKCARE_DATA_DIR": str(folder),
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": settings,
        "PYTHONPATH": str(ROOT),
    }


@contextmanager
def served(folder: Path, settings: str = "backcare.settings.base", **more: str) -> Iterator[Site]:
    """Serve the installation in `folder`, which is made if it is not there yet; `more` goes into its environment."""
    port = free_port()
    said = folder / "said.log"
    with said.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=ROOT,
            env=environment_of(folder, settings) | {"PORT": str(port)} | more,
            stdout=log,
            stderr=log,
        )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_until_it_answers(address, process, said)
        yield Site(address, dict(_ACCOUNT.findall(said.read_text(encoding="utf-8"))), process.pid)
    finally:
        process.terminate()
        process.wait(timeout=30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_it_answers(address: str, process: subprocess.Popen[bytes], said: Path) -> None:
    """Asks for a page that costs the same in a library of any size."""
    deadline = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/robots.txt", timeout=5):
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
    raise NotStarted((said.read_text(encoding="utf-8").splitlines() or ["it said nothing"])[-1])
