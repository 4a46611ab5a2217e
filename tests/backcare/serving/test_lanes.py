"""A lane that is full stops no other."""

from __future__ import annotations

import threading
from types import SimpleNamespace
from typing import Any

import pytest

from backcare.serving.lanes import LIVE, Lanes, is_told_to_come_back, lanes_of_the_site

#: Nothing waits so long but a test that fails.
SECONDS = 60


class Request:
    """One that is answered when it may end."""

    def __init__(self, path: str, may_end: threading.Event) -> None:
        self.requests: list[Any] = [SimpleNamespace(path=path)]
        self.begun, self.done, self._may_end = threading.Event(), threading.Event(), may_end

    def service(self) -> None:
        self.begun.set()
        self._may_end.wait(SECONDS)
        self.done.set()


@pytest.mark.parametrize(
    ("full", "free"),
    [
        ("/factsheets/tens/", LIVE),
        ("/factsheets/tens/", "/static/css/backcare.css"),
        ("/factsheets/tens/", "/factsheets/tens/factsheet.pdf"),
        ("/factsheets/tens/large-print.pdf", "/factsheets/tens/"),
        ("/factsheets/tens/large-print.pdf", LIVE),
        # Not an address of a quick answer, only something that begins like one.
        (f"{LIVE}/factsheets/", LIVE),
    ],
)
def test_a_lane_that_is_full_stops_no_other(full: str, free: str) -> None:
    lanes, never, at_once = Lanes(lanes_of_the_site()), threading.Event(), threading.Event()
    at_once.set()
    for _ in range(20):
        lanes.add_task(Request(full, never))
    asked = Request(free, at_once)
    lanes.add_task(asked)
    assert asked.done.wait(SECONDS)
    never.set()


def test_what_cannot_be_read_is_answered_too() -> None:
    done = threading.Event()
    unreadable = SimpleNamespace(requests=[SimpleNamespace(error="bad")], service=done.set)
    Lanes(lanes_of_the_site()).add_task(unreadable)
    assert done.wait(SECONDS)
