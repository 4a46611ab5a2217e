"""The server and the worker beside it: they begin and end together."""

from collections.abc import Callable
from typing import Any

import pytest

from backcare.starting import server


class Recorded:
    """In the place of granian and of the worker: notes what happens, in order."""

    happened: list[str] = []
    hooks: list[Callable[[], None]] = []

    def __init__(self, *_arguments: Any, **_options: Any) -> None: ...

    def on_startup(self, hook: Callable[[], None]) -> None:
        self.hooks.append(hook)

    def serve(self, **_options: Any) -> None:
        for hook in self.hooks:
            hook()
        self.happened.append("serves")
        raise SystemExit(1)

    def start(self) -> None:
        self.happened.append("the worker starts")

    def stop(self) -> None:
        self.happened.append("the worker stops")


def test_the_worker_starts_with_the_server_and_stops_with_it_however_it_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(server, "Granian", Recorded)
    monkeypatch.setattr(server, "WorkerProcess", Recorded)
    with pytest.raises(SystemExit):
        server.serve("127.0.0.1", 8000, when_loaded=lambda: None)
    assert Recorded.happened == ["the worker starts", "serves", "the worker stops"]
