"""A process that hands out what is published: it has read all the code, asks no database, and goes on while nobody else answers."""

from __future__ import annotations

import multiprocessing
import signal
import socket

from django.conf import settings

from backcare.delivery.place import publishes, store
from backcare.headers import headers_of_files
from backcare.serving.front import hand_out
from backcare.serving.shelf import PublishedShelf, Shelf
from backcare.serving.static_shelf import Shelves, StaticShelf

from .outages import page_of_outages
from .parent import end_with_the_parent
from .process_name import call_this_process

SECONDS_TO_FINISH = 12
PAUSES = (0, 0, 1, 5)
#: So many share the port: what one cannot do, the other does.
FRONTS = 2


class FrontProcess:
    """Answers on `listening`, and hands on through `giving` what is not ready."""

    def __init__(self, listening: socket.socket, giving: socket.socket) -> None:
        self._process = multiprocessing.get_context("fork").Process(
            target=_hand_out, args=(listening, giving), name="front"
        )
        self._process.start()

    def ended_with(self) -> int | None:
        """Its exit code; None while it runs."""
        return self._process.exitcode

    def terminate(self) -> None:
        """Let the answers under way be taken in."""
        self._process.terminate()

    def kill(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.join()


def _hand_out(listening: socket.socket, giving: socket.socket) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)  # until this process has handlers of its own
    call_this_process("backcare-front")
    end_with_the_parent()
    static = _static()
    hand_out(
        listening, giving, what_is_ready(static), come_back(), when_ready=_nothing, elsewhere=Shelves(static)
    )


def _nothing() -> None:
    """Nobody waits for it."""


def what_is_ready(static: Shelf | None = None) -> Shelves:
    """What this site hands out: where it publishes no files, none that are left of an earlier time."""
    static = static or _static()
    return Shelves(PublishedShelf(store()), static) if publishes() else Shelves(static)


def _static() -> StaticShelf:
    return StaticShelf(settings.STATIC_URL, settings.STATIC_ROOT, headers_of_files())


def come_back() -> bytes:
    """The whole answer for whom nobody can answer now."""
    page = page_of_outages()
    head = (
        f"HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(page)}\r\n"
        "Retry-After: 5\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + page
