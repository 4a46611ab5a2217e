"""People who are slow or gone, on connections of their own, and one who only wants to read."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress

HOST = "127.0.0.1"
#: Far more than anybody should wait, so that a machine that is busy makes no test fail.
PATIENCE = 90


@contextmanager
def half_sent(port: int, number: int) -> Iterator[list[socket.socket]]:
    """So many forms on the way of which three bytes have come."""
    head = (
        f"POST /accounts/login/ HTTP/1.1\r\nHost: {HOST}:{port}\r\nContent-Length: 100000\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nCookie: csrftoken={'a' * 32}\r\n\r\nabc"
    )
    with _connections(port, number, head) as connections:
        yield connections


@contextmanager
def byte_by_byte(port: int, words: bytes, at_first: int) -> Iterator[socket.socket]:
    """One who sends `words` for as long as it takes: the first ones at once, then one byte every quarter of a second."""
    ended = threading.Event()

    def go_on(connection: socket.socket) -> None:
        with suppress(OSError):
            for byte in words[at_first:]:
                if ended.wait(0.25):
                    return
                connection.sendall(bytes([byte]))

    with _connections(port, 1, words[:at_first].decode()) as [connection]:
        sending = threading.Thread(target=go_on, args=(connection,))
        sending.start()
        yield connection
        ended.set()
        sending.join()


@contextmanager
def stalled_downloads(port: int, path: str, number: int) -> Iterator[list[socket.socket]]:
    """So many who ask for a file and take in no more of it than its head."""
    with _connections(
        port, number, f"GET {path} HTTP/1.1\r\nHost: {HOST}:{port}\r\n\r\n", window=4096
    ) as connections:
        for connection in connections:
            assert connection.recv(12).endswith(b" 200")
        yield connections


def asked(port: int, path: str, **headers: str) -> tuple[int, float]:
    """The status at an address, and the seconds until its whole answer is there."""
    status, seconds, _ = answer(port, path, **headers)
    return status, seconds


def answer(port: int, path: str, **headers: str) -> tuple[int, float, http.client.HTTPResponse]:
    """The same, and the answer with its headers."""
    started = time.monotonic()
    connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
    try:
        connection.request("GET", path, headers=headers)
        got = connection.getresponse()
        got.read()
    finally:
        connection.close()
    return got.status, time.monotonic() - started, got


def asked_at_once(port: int, paths: list[str]) -> list[tuple[int, float]]:
    """Each by somebody else, all in the same moment."""
    with ThreadPoolExecutor(len(paths)) as people:
        return list(people.map(lambda path: asked(port, path), paths))


@contextmanager
def _connections(
    port: int, number: int, words: str, window: int | None = None
) -> Iterator[list[socket.socket]]:
    with ExitStack() as stack:
        connections = []
        for _ in range(number):
            connection = stack.enter_context(socket.socket())
            if window:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
            connection.settimeout(PATIENCE)
            connection.connect((HOST, port))
            connection.sendall(words.encode())
            connections.append(connection)
        yield connections
