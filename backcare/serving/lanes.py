"""Which requests wait for one another: each lane has threads of its own, so that one that is full stops no other."""

from __future__ import annotations

import os
import re
from typing import NamedTuple, Protocol

from django.conf import settings
from waitress.task import ThreadedTaskDispatcher

from .own_answers import LIVE


class _Asked(Protocol):
    path: str


class Channel(Protocol):
    """A connection of waitress, as far as we ask it: the first of its requests is the one to be answered next."""

    requests: list[_Asked]


class Lane(NamedTuple):
    """`addresses` is a pattern that an address begins or ends with; the first lane that fits takes it."""

    name: str
    addresses: re.Pattern[str]
    threads: int


def lanes_of_the_site() -> tuple[Lane, ...]:
    """What asks neither the database nor the disk for long; what a child process draws; and all the rest.

    Two threads for drawings: one may wait for the drawing, the other says meanwhile that there is a wait. More threads for pages than
    twice the processors only wait for the interpreter.
    """
    quick = re.compile(f"^(?:{re.escape(LIVE)}$|{re.escape(settings.STATIC_URL)})")
    return (
        Lane("quick", quick, 4),
        Lane("drawn", re.compile(settings.DRAWN_ADDRESSES), 2),
        Lane("pages", re.compile(""), 2 * (os.cpu_count() or 1) + 1),
    )


class Lanes:
    """A dispatcher of tasks for waitress, made of one of its own for each lane."""

    def __init__(self, lanes: tuple[Lane, ...]) -> None:
        self._lanes = [(lane.addresses, _started(lane)) for lane in lanes]

    def add_task(self, channel: Channel) -> None:
        """Queue the next request of `channel`; called once for each request, when it has come in whole."""
        # A request that cannot be read has no address, and is refused in a moment.
        path = getattr(channel.requests[0], "path", "")
        dispatcher = next(dispatcher for addresses, dispatcher in self._lanes if addresses.search(path))
        dispatcher.add_task(channel)


def _started(lane: Lane) -> ThreadedTaskDispatcher:
    dispatcher = ThreadedTaskDispatcher()
    dispatcher.set_thread_count(lane.threads)
    return dispatcher
