"""A change that touches all files: few questions tell it, one move takes them out of service, and several processes make them."""

import multiprocessing
import os
import signal
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from django.db import connections

from backcare.delivery import ledger as ledger_verbs
from backcare.delivery import publishing as publishing_verbs
from backcare.delivery import rendering, sweeping, tasks
from backcare.delivery.makers import MakerGone, Makers
from backcare.delivery.models import Change
from backcare.delivery.pace import Pace
from backcare.delivery.place import ledger, store
from backcare.delivery.publishing import make_missing, publish
from factsheets.models import Disclaimer
from tests import builders

from .published_site import differences, files, fresh, make_library, work


def change_what_all_show() -> None:
    text = Disclaimer.objects.get()
    text.text = "<p>Ask somebody who knows you.</p>"
    text.save_revision()
    builders.publish_signed(text)


@pytest.fixture
def published(publishing: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two answers of a statement speak for all, and eight addresses are many."""
    monkeypatch.setattr(ledger_verbs, "_ENOUGH", 2)
    monkeypatch.setattr(sweeping, "_AT_ONCE", 4)
    monkeypatch.setattr(rendering, "_MANY", 8)
    monkeypatch.setattr(rendering, "_NEARLY_ALL", 0.5)
    make_library(8)
    publish()
    return publishing


@pytest.mark.django_db(transaction=True)
def test_what_nearly_all_were_made_from_is_not_asked_for_each_and_leaves_in_one_move(
    published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, asked = files(), []

    def answer(question: ledger_verbs.AskedOfTheDatabase) -> bytes:
        asked.append(question)
        return ask(question)

    ask = sweeping._answer
    monkeypatch.setattr(sweeping, "_answer", answer)
    change_what_all_show()
    questions = len(ledger().questions(set(Change.objects.values_list("table", flat=True))))
    asked.clear()
    tasks._follow()
    assert 0 < len(asked) < questions
    assert list(store().addresses()) == []
    assert not any(published.glob("files/**/*.html"))
    work()
    after = files()
    assert differences(after, fresh()) == []
    assert before.keys() <= after.keys()
    assert len([each for each in before if before[each] != after[each]]) >= 8
    assert not list(published.glob("set-aside-*")), "What left service stays on the disk."


@pytest.mark.django_db(transaction=True)
def test_what_few_were_made_from_leaves_the_others_in_service(published: Path) -> None:
    kept = len(list(store().addresses()))
    rendering.take_out(["/factsheets/", "/"])
    assert len(list(store().addresses())) == kept - 2


@pytest.mark.django_db(transaction=True)
def test_the_worker_makes_many_with_several_processes(
    published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing_verbs, "_MANY", 4)
    monkeypatch.setattr(publishing_verbs, "_CHUNK", 3)
    rendering.take_out(list(store().addresses()))
    assert make_missing(seconds=600, jobs=2, pace=Pace(waited=lambda: 0.0)) is None
    assert differences(files(), fresh()) == []
    assert make_missing(seconds=600, jobs=2) is None
    rendering.take_out(list(store().addresses()))
    assert make_missing(seconds=0, jobs=2) == 0, "It goes on although its time is over."
    assert 0 < len(list(store().addresses())) < len(fresh())


class Waits:
    """What a pace is told, by which it holds others to be waiting or not."""

    def __init__(self, crowded: bool) -> None:
        self.now, self.rests = 0.0, 0
        self.pace = Pace(self._clock, lambda: self.now if crowded else 0.0, self._rest)

    def _clock(self) -> float:
        self.now += 1
        return self.now

    def _rest(self, seconds: float) -> None:
        self.rests += 1


@pytest.mark.parametrize(("crowded", "rounds"), [(False, [4, 4, 1]), (True, [4, 1, 1, 1, 1, 1])])
def test_one_process_makes_files_while_others_want_the_processor(crowded: bool, rounds: list[int]) -> None:
    waits = Waits(crowded)
    with Makers(2) as makers:
        done = list(makers.in_rounds(str, range(9), waits.pace))
    assert [len(each) for each in done] == rounds
    assert [each for some in done for each in some] == [str(each) for each in range(9)]
    assert waits.rests == (len(rounds) if crowded else 0)


def _pid(_part: int) -> int:
    time.sleep(0.05)
    return os.getpid()


def _end(_part: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_where_one_that_makes_files_was_killed_a_sentence_says_so() -> None:
    with pytest.raises(MakerGone, match="was killed"), Makers(2) as makers:
        list(makers.each(_end, range(3)))


def _make(told: Connection) -> None:
    with Makers(2) as makers:
        told.send(list(makers.each(_pid, range(6))))
        signal.pause()


def test_who_makes_files_ends_with_the_one_that_was_killed() -> None:
    """Else locks that were passed on are held for ever."""
    connections.close_all()
    told, tells = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(target=_make, args=(tells,))
    process.start()
    makers = set(told.recv())
    assert len(makers) == 2
    assert process.pid not in makers
    assert all(_runs(each) for each in makers)
    process.kill()
    process.join()
    until = time.monotonic() + 60
    while any(_runs(each) for each in makers) and time.monotonic() < until:
        time.sleep(0.01)
    assert not any(_runs(each) for each in makers)


def _runs(pid: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False
