"""Where others want the processor, the sweep rests, and what somebody changes meanwhile is followed before it goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from backcare.delivery import tasks
from backcare.delivery.models import Change
from backcare.delivery.pace import Pace
from backcare.delivery.place import ledger
from backcare.delivery.publishing import make_missing, publish
from backcare.delivery.rendering import take_out

from .changes import publish_words
from .published_site import differences, files, fresh, make_library, work


class Machine:
    """A clock that stands still unless somebody works, and a processor that others want for so much of that time."""

    def __init__(self, crowded: float | None) -> None:
        self.now, self.waited, self.crowded = 0.0, 0.0, crowded
        self.rests: list[float] = []

    def work(self, seconds: float) -> None:
        self.now += seconds
        self.waited += seconds * (self.crowded or 0)

    def sleep(self, seconds: float) -> None:
        self.rests.append(seconds)
        self.now += seconds

    def pace(self) -> Pace:
        return Pace(lambda: self.now, lambda: None if self.crowded is None else self.waited, self.sleep)


@pytest.mark.parametrize(
    ("crowded", "piece", "pieces", "rests"),
    [
        (0.3, 0.1, 4, [0.2] * 4),
        (None, 0.1, 4, [0.2] * 4),  # the system does not tell
        (0.3, 0.02, 6, [0.12] * 2),  # short pieces are taken together
        (0.3, 3.0, 2, [1.0] * 2),  # never so long that a change waits
        (0.0, 0.1, 4, []),
        (0.001, 0.1, 4, []),
        (0.01, 0.1, 4, [0.2] * 4),  # a worker that is never idle takes the processor first, and hardly waits
    ],
)
def test_it_rests_twice_as_long_as_it_worked_where_others_wait(
    crowded: float | None, piece: float, pieces: int, rests: list[float]
) -> None:
    machine = Machine(crowded)
    pace = machine.pace()
    for _ in range(pieces):
        machine.work(piece)
        pace.rest()
    assert machine.rests == pytest.approx(rests)


@pytest.fixture
def busy(monkeypatch: pytest.MonkeyPatch) -> Machine:
    """The tasks of the background work here: each look at the clock is a tenth of a second of work."""
    machine = Machine(1)

    def ticking() -> float:
        machine.work(0.1)
        return machine.now

    monkeypatch.setattr(tasks, "Pace", lambda: Pace(ticking, lambda: machine.waited, machine.sleep))
    return machine


@pytest.mark.django_db(transaction=True)
def test_the_sweep_rests_after_each_question_and_follows_what_changes_meanwhile(
    publishing: Path, busy: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_library(2)
    publish()
    waiting: list[int] = []
    sleep = busy.sleep

    def changed_meanwhile(seconds: float) -> None:
        sleep(seconds)
        waiting.append(Change.objects.count())
        if len(waiting) == 3:
            publish_words()

    monkeypatch.setattr(busy, "sleep", changed_meanwhile)
    questions = len(ledger().questions())
    tasks.prove_all.call()
    assert len(waiting) == questions
    assert not any(waiting), "The sweep goes on while a change waits."
    work()
    assert differences(files(), fresh()) == []


@pytest.mark.django_db(transaction=True)
def test_many_files_are_made_with_rests_by_the_worker_alone(
    publishing: Path, busy: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_library(2)
    publish()
    every = list(files())
    take_out(every)
    make_missing(seconds=60)
    assert busy.rests == []
    take_out(every)
    tasks.make.call()
    assert busy.rests
    assert differences(files(), fresh()) == []
