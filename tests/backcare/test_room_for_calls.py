"""However deep a page is drawn, no loop of it waits for the system at each turn."""

import re
import resource
import threading
from types import SimpleNamespace

import pytest

from backcare.room_for_calls import with_room
from backcare.serving.lanes import Lane, Lanes
from backcare.starting import commands

TURNS, DEPTHS = 400, 300


def leaf(a: int) -> int:
    return a


def faults_of_a_loop() -> int:
    """How often the system had to give memory while the calls of a loop came and went."""
    before = resource.getrusage(resource.RUSAGE_THREAD).ru_minflt
    for turn in range(TURNS):
        leaf(turn)
    return resource.getrusage(resource.RUSAGE_THREAD).ru_minflt - before


def at_every_depth(depth: int = DEPTHS) -> list[int]:
    return [faults_of_a_loop(), *(at_every_depth(depth - 1) if depth else [])]


class Page:
    """A request whose answer is drawn in loops at every depth."""

    def __init__(self) -> None:
        self.requests = [SimpleNamespace(path="/", headers={})]
        self.found: list[int] = []
        self.done = threading.Event()

    def service(self) -> None:
        self.found = at_every_depth()
        self.done.set()

    def cancel(self) -> None:
        raise AssertionError("Nothing ends the server.")


def test_no_loop_of_a_page_waits() -> None:
    lanes, page = Lanes((Lane("pages", re.compile(""), 1),)), Page()
    lanes.add_task(page)
    assert page.done.wait(60)
    assert max(page.found) < TURNS / 10


def test_no_loop_of_a_command_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[int] = []
    monkeypatch.setattr(commands, "execute_from_command_line", lambda words: found.extend(at_every_depth()))
    thread = threading.Thread(target=commands.run, args=[["manage.py", "serve"]])
    thread.start()
    thread.join()
    assert max(found) < TURNS / 10


def test_what_the_function_takes_and_gives_goes_through() -> None:
    assert with_room(lambda a, *, b: (a, b))(1, b=2) == (1, 2)
    with pytest.raises(ZeroDivisionError):
        with_room(lambda: 1 // 0)()
