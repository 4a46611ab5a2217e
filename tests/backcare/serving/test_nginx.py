"""The configuration for nginx that we ship: slow people end at nginx, and the site behind it never hears of them."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.backcare.background.processes import until
from tests.setting_up.site import free_port
from tests.suite.nginx import nginx as nginx_command

from .shipped_nginx import for_a_test
from .slow_people import asked, half_sent, stalled_downloads

LARGE = 8 * 1024**2
MANY = 12


class _Site(BaseHTTPRequestHandler):
    """In the place of BackCare: counts what it hears of, and what it has answered."""

    heard: list[str]
    finished: list[str]
    headers_heard: dict[str, str]

    def do_GET(self) -> None:
        self.heard.append(self.path)
        self.headers_heard.update(self.headers)
        body = bytes(LARGE) if self.path == "/large" else b"here"
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.finished.append(self.path)

    do_POST = do_GET

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def site() -> Iterator[ThreadingHTTPServer]:
    class Site(_Site):
        heard, finished, headers_heard = [], [], {}

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def nginx(site: ThreadingHTTPServer, tmp_path: Path) -> Iterator[int]:
    """The port of nginx with our file; only addresses, the certificate and the folders of nginx itself are others."""
    with running(tmp_path, site.server_address[1]) as port:
        yield port


@contextmanager
def running(folder: Path, site: int) -> Iterator[int]:
    if not (command := nginx_command()):
        pytest.skip("no nginx here; the last lines of `make test` say why")
    port = free_port()
    process = subprocess.Popen(
        [command, "-p", str(folder), "-c", str(for_a_test(folder, port, site))],
        stderr=subprocess.DEVNULL,
    )
    try:
        until(lambda: process.poll() is not None or _answers(port))
        assert process.poll() is None
        yield port
    finally:
        process.terminate()
        process.wait(timeout=30)


def _answers(port: int) -> bool:
    try:
        return asked(port, "/")[0] > 0
    except OSError:
        return False


def test_slow_people_end_at_nginx(nginx: int, site: ThreadingHTTPServer) -> None:
    heard, finished = site.RequestHandlerClass.heard, site.RequestHandlerClass.finished  # type: ignore[attr-defined]
    with half_sent(nginx, MANY), stalled_downloads(nginx, "/large", MANY):
        # The site is done with every file, although nobody has taken one in.
        until(lambda: finished.count("/large") == MANY)
        assert asked(nginx, "/factsheets/")[0] == 200
        assert not [path for path in heard if "login" in path]


def test_the_site_hears_who_asks_and_how(nginx: int, site: ThreadingHTTPServer) -> None:
    asked(nginx, "/", Host="factsheets.example.org", **{"X-Forwarded-For": "192.0.2.1"})
    heard = site.RequestHandlerClass.headers_heard  # type: ignore[attr-defined]
    assert heard["Host"] == "factsheets.example.org"
    assert heard["X-Forwarded-For"] == "192.0.2.1, 127.0.0.1"
    assert heard["X-Forwarded-Proto"] == "http"
