"""A database server behind a door of ours. Shut, it is like one that was stopped: connections stand, and nothing is said."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import quote

from django.db import connection


class Door:
    """Passes bytes on between whoever connects to `url` and the database of this test."""

    def __init__(self) -> None:
        self._is_open = threading.Event()
        self._is_open.set()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._ends: list[socket.socket] = [self._listening]
        database = connection.settings_dict
        port = self._listening.getsockname()[1]
        who = ":".join(filter(None, (database["USER"], quote(database["PASSWORD"]))))
        self.url = f"postgres://{who}@127.0.0.1:{port}/{database['NAME']}"
        threading.Thread(target=self._take_in, daemon=True).start()

    def shut(self) -> None:
        self._is_open.clear()

    def open(self) -> None:
        self._is_open.set()

    def close(self) -> None:
        self.open()
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _take_in(self) -> None:
        with suppress(OSError):
            while True:
                here, _ = self._listening.accept()
                there = _to_the_database()
                self._ends += [here, there]
                for pair in ((here, there), (there, here)):
                    threading.Thread(target=self._pass_on, args=pair, daemon=True).start()

    def _pass_on(self, origin: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while words := origin.recv(65536):
                self._is_open.wait()
                target.sendall(words)
            target.shutdown(socket.SHUT_WR)


@contextmanager
def database_behind_a_door() -> Iterator[Door]:
    door = Door()
    try:
        yield door
    finally:
        door.close()


def _to_the_database() -> socket.socket:
    database = connection.settings_dict
    host, port = database["HOST"] or "/var/run/postgresql", int(database["PORT"] or 5432)
    if not host.startswith("/"):
        return socket.create_connection((host, port))
    there = socket.socket(socket.AF_UNIX)
    there.connect(f"{host}/.s.PGSQL.{port}")
    return there
