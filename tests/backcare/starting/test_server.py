"""The server and the worker beside it: they begin and end together, and each is started again when it ends."""

import os
import signal

import pytest

from backcare.starting import kept_alive, server
from backcare.starting.kept_alive import KeptAlive
from tests.setting_up.site import free_port


class Recorded:
    """In the place of a process: notes what happens, in order."""

    happened: list[str] = []

    def __init__(self, name: str, code: int | None = None) -> None:
        self.name, self.code = name, code
        self.happened.append(f"{name} starts")

    def ended_with(self) -> int | None:
        return self.code

    def terminate(self) -> None:
        self.happened.append(f"{self.name} stops")
        self.code = 0

    def kill(self) -> None:
        self.happened.append(f"{self.name} is killed")


@pytest.fixture(autouse=True)
def _anew():
    Recorded.happened.clear()
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


def test_the_worker_starts_with_the_server_and_stops_with_it_however_it_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def told(_seconds: float) -> None:
        os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr(server.time, "sleep", told)
    monkeypatch.setattr(server, "AnsweringProcess", lambda *_: Recorded("who answers"))
    monkeypatch.setattr(server, "FrontProcess", lambda *_: Recorded("who hands out"))
    monkeypatch.setattr(server, "WorkerProcess", lambda: Recorded("the worker"))
    server.serve("127.0.0.1", free_port(), when_loaded=lambda: None)
    began = ["who answers starts", "who hands out starts", "who hands out starts", "the worker starts"]
    assert Recorded.happened[:4] == began
    stopped = Recorded.happened[4:]
    assert {"who answers stops", "who hands out stops", "the worker stops"} == set(stopped)
    # Who takes what comes in is told first: what it has taken is answered then.
    assert stopped.index("who hands out stops") < stopped.index("who answers stops")


def test_a_process_is_started_again_after_pauses_that_grow_and_shrink_when_it_lasts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = [1000.0]
    monkeypatch.setattr(kept_alive.time, "monotonic", lambda: now[0])
    kept = KeptAlive("It", lambda: Recorded("it"), pauses=(0, 5))

    def dies_after(seconds: float) -> None:
        now[0] += seconds
        assert isinstance(kept.process, Recorded)
        kept.process.code = -9
        kept.look()

    kept.look()
    dies_after(1)
    assert Recorded.happened == ["it starts"] * 2  # the first death costs no time
    dies_after(1)
    assert kept.process is None
    now[0] += 5
    kept.look()
    assert Recorded.happened == ["it starts"] * 3
    dies_after(kept_alive.LASTED + 1)
    assert Recorded.happened == ["it starts"] * 4


def test_a_process_that_does_not_stop_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stubborn(Recorded):
        def terminate(self) -> None: ...

    kept = KeptAlive("It", lambda: Stubborn("it"), pauses=(0,))
    kept.look()
    kept.stop(seconds=0)
    assert Recorded.happened == ["it starts", "it is killed"]
