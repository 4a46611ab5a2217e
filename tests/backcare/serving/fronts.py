"""A process that hands out a published folder, and somebody behind it who notes what is handed on."""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from backcare.delivery.store import FileStore
from backcare.serving.front import hand_out
from backcare.serving.handing_on import passage, take
from backcare.serving.shelf import PublishedShelf
from backcare.serving.static_shelf import Shelves

BEHIND = b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nbehind"
COME_BACK = (
    b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 5\r\nConnection: close\r\n\r\n"
)


class Front:
    """Where it answers; what came through to the application, as it was read so far."""

    def __init__(self, port: int, process: int) -> None:
        self.port, self.process = port, process
        self.handed_on: list[bytes] = []


@contextmanager
def front(folder: Path, *, is_answered_behind: bool = True) -> Iterator[Front]:
    """Run one, until the end of the block."""
    giving, taking = passage()
    ends = threading.Event()
    with socket.create_server(("127.0.0.1", 0), backlog=100) as listening, giving, taking:
        process = multiprocessing.get_context("fork").Process(
            target=_run, args=(listening, giving, folder), daemon=True
        )
        process.start()
        assert process.pid is not None
        site = Front(listening.getsockname()[1], process.pid)
        behind = threading.Thread(target=_behind, args=(site, taking, ends))
        if is_answered_behind:
            behind.start()
        try:
            yield site
        finally:
            ends.set()
            process.terminate()
            process.join(30)
            process.kill()
            if is_answered_behind:
                behind.join()


def _run(listening: socket.socket, giving: socket.socket, folder: Path) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    try:
        hand_out(
            listening,
            giving,
            PublishedShelf(FileStore(folder)),
            COME_BACK,
            when_ready=lambda: None,
            elsewhere=Shelves(),
        )
    finally:
        os._exit(0)


def _behind(site: Front, taking: socket.socket, ends: threading.Event) -> None:
    while not ends.wait(0.01):
        while handed := take(taking):
            with handed.connection as connection:
                connection.settimeout(30)
                site.handed_on.append(handed.read + _rest_of_body(handed.read, connection))
                connection.sendall(BEHIND)


def _rest_of_body(read: bytes, connection: socket.socket) -> bytes:
    """What has not been read yet of as many bytes as the head announces; nothing where it announces none."""
    head, _, body = read.partition(b"\r\n\r\n")
    announced = re.search(rb"(?i)content-length: (\d+)", head)
    left = int(announced[1]) - len(body) if announced else 0
    rest = b""
    while len(rest) < left and (piece := connection.recv(left - len(rest))):
        rest += piece
    return rest
