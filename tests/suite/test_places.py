"""Stages that find no place wait, and none of those that wait is passed over."""

from __future__ import annotations

import threading

from tests.suite.places import Places

LONG = 30.0


def test_who_finds_no_place_begins_when_another_has_ended() -> None:
    places, order, first_may_end = Places(3), [], threading.Event()

    def stage(name: str, workers: int, until: threading.Event | None = None) -> threading.Thread:
        def run() -> None:
            with places.taken(workers):
                order.append(f"{name} begins")
                if until:
                    assert until.wait(LONG)
                order.append(f"{name} ends")

        thread = threading.Thread(target=run)
        thread.start()
        return thread

    first = stage("first", 3, first_may_end)
    _until(lambda: order == ["first begins"])
    second = stage("second", 2)
    _until(lambda: places.waiting == 1)
    third = stage("third", 1)
    _until(lambda: places.waiting == 2)
    first_may_end.set()
    for thread in (first, second, third):
        thread.join(LONG)
    assert order[:3] == ["first begins", "first ends", "second begins"]
    assert sorted(order[3:]) == ["second ends", "third begins", "third ends"]


def _until(holds: object) -> None:
    moment = threading.Event()
    for _ in range(3000):
        if holds():  # type: ignore[operator]
            return
        moment.wait(0.01)
    raise AssertionError("It never came to that.")
