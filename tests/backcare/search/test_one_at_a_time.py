"""One thread works for all who ask, and never leaves out what was asked for while it was at work."""

from __future__ import annotations

import threading

import pytest

from backcare.search.one_at_a_time import OneAtATime


def joined() -> None:
    for thread in threading.enumerate():
        if thread.name == "tried":
            thread.join(timeout=10)


def test_who_asks_while_it_works_has_it_done_once_more_and_not_for_each() -> None:
    began, may_end, runs = threading.Event(), threading.Event(), []

    def work() -> None:
        runs.append(threading.current_thread().name)
        began.set()
        may_end.wait(timeout=10)

    one = OneAtATime(work, name="tried")
    one.ask()
    began.wait(timeout=10)
    for _ in range(5):
        one.ask()
    may_end.set()
    joined()
    assert runs == ["tried", "tried"]
    one.ask()
    joined()
    assert runs == ["tried"] * 3


def test_a_fault_does_not_stop_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "excepthook", lambda _args: None)
    runs: list[int] = []

    def work() -> None:
        runs.append(1)
        if len(runs) == 1:
            raise ValueError

    one = OneAtATime(work, name="tried")
    for _ in range(2):
        one.ask()
        joined()
    assert len(runs) == 2


def test_a_copy_of_a_process_has_no_thread_of_the_first_one(monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[int] = []
    one = OneAtATime(lambda: runs.append(1), name="tried")
    one._process = 1  # where the copy was made, that one was at work
    one.ask()
    joined()
    assert runs == [1]


def test_without_a_thread_it_is_done_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def none_left(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", none_left)
    runs: list[int] = []
    one = OneAtATime(lambda: runs.append(1), name="tried")
    one.ask()
    one.ask()
    assert len(runs) == 2
