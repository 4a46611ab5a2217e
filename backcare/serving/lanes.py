"""Which requests wait for one another: each lane has threads of its own, so that one that is full stops no other."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable
from typing import NamedTuple, Protocol

from django.conf import settings
from waitress.task import ThreadedTaskDispatcher

from backcare.room_for_calls import with_room

#: Says that the process answers, and nothing of the database: what a machine that watches it should ask.
LIVE = "/-/live"


class _Asked(Protocol):
    path: str
    headers: dict[str, str]


class Channel(Protocol):
    """A connection of waitress, as far as we ask it: the first of its requests is the one to be answered next."""

    requests: list[_Asked]

    def service(self) -> None:
        """Answer the first request, in the thread that calls this."""

    def cancel(self) -> None:
        """Give it up: the server ends."""


class Lane(NamedTuple):
    """`addresses` is a pattern that an address begins or ends with; the first lane that fits takes it.

    Where more than `most_waiting` wait in it, the next are told to come back.
    """

    name: str
    addresses: re.Pattern[str]
    threads: int
    most_waiting: int | None = None


class _Told(threading.local):
    to_come_back = False


_told = _Told()


def is_told_to_come_back() -> bool:
    """Whether the request that this thread answers has found its lane full."""
    return _told.to_come_back


def lanes_of_the_site() -> tuple[Lane, ...]:
    """What asks neither the database nor the disk for long; what a child process draws; questions; and all the rest.

    What is asked is different each time, so no file can answer it, and whoever asks a thousand times must not take pages and
    the screens of staff with them. Two threads for drawings: one may wait for the drawing, the other says meanwhile that there is a wait. More threads for pages than
    twice the processors only wait for the interpreter.
    """
    quick = re.compile(f"^(?:{re.escape(LIVE)}$|{re.escape(settings.STATIC_URL)})")
    questions = max(os.cpu_count() or 1, 2)
    return (
        Lane("quick", quick, 4),
        Lane("drawn", re.compile(settings.DRAWN_ADDRESSES), 2),
        Lane("questions", re.compile(settings.ASKED_ADDRESSES), questions, most_waiting=10 * questions),
        Lane("pages", re.compile(""), 2 * (os.cpu_count() or 1) + 1),
    )


class Lanes:
    """A dispatcher of tasks for waitress, made of one of its own for each lane."""

    def __init__(self, lanes: tuple[Lane, ...]) -> None:
        self._lanes = [(lane, _started(lane.threads)) for lane in lanes]
        self._full = _started(1)

    def add_task(self, channel: Channel) -> None:
        """Queue the next request of `channel`; called once for each request, when it has come in whole."""
        asked = channel.requests[0]
        # The next request may be one for what is published, and those come in at another process.
        asked.headers["CONNECTION"] = "close"
        # A request that cannot be read has no address, and is refused in a moment.
        path = getattr(asked, "path", "")
        lane, dispatcher = next(each for each in self._lanes if each[0].addresses.search(path))
        if lane.most_waiting is not None and len(dispatcher.queue) >= lane.most_waiting:
            self._full.add_task(_ToldToComeBack(channel))
        else:
            dispatcher.add_task(channel)


class _ToldToComeBack:
    """A request of a lane that is full: a thread of its own says so."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def service(self) -> None:
        _told.to_come_back = True
        try:
            self._channel.service()
        finally:
            _told.to_come_back = False

    def cancel(self) -> None:
        self._channel.cancel()


class _RoomyThreads(ThreadedTaskDispatcher):
    """Pages are drawn deep within many calls."""

    def start_new_thread(self, target: Callable[[int], None], thread_no: int) -> None:
        """Start a thread that calls `target` with its number."""
        super().start_new_thread(with_room(target), thread_no)


def _started(threads: int) -> ThreadedTaskDispatcher:
    dispatcher = _RoomyThreads()
    dispatcher.set_thread_count(threads)
    return dispatcher
