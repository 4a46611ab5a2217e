"""Commands, as the start of every one of them has them."""

import gc
import logging

import pytest

from backcare.search.errors import IndexUnavailable
from backcare.search.repair import IndexRepair, repairs_put_off
from backcare.starting import commands


@pytest.mark.parametrize(
    ("name", "is_told"),
    [("publish_scheduled", False), ("load_starter_library", False), ("serve", True), ("work", True)],
)
def test_only_a_command_that_lasts_looks_into_a_search_index_that_cannot_be_read(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, name: str, is_told: bool
) -> None:
    repair = IndexRepair("pages", check=lambda: None, rebuild=lambda: None, enabled=False)

    def meets_a_trouble(_words: list[str]) -> None:
        with repairs_put_off():
            pass
        repair.start(IndexUnavailable("it has not been built yet"))

    monkeypatch.setattr(commands, "execute_from_command_line", meets_a_trouble)
    caplog.set_level(logging.INFO, "backcare.search")
    commands.run(["manage.py", name])
    assert bool(caplog.messages) is is_told


@pytest.mark.parametrize("name", ["migrate", "serve"])
def test_a_command_that_ends_seldom_looks_for_what_nobody_holds(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    thresholds: list[int] = []
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    monkeypatch.setattr(
        commands, "execute_from_command_line", lambda _words: thresholds.append(gc.get_threshold()[0])
    )
    try:
        commands.run(["manage.py", name])
    finally:
        gc.set_threshold(*before)
    assert (thresholds[0] > 700) is (name == "migrate")
