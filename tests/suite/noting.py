"""What a run of pytest notes for the suite: which tests it found, which it ran, what came of each, and what each took."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pytest

_SECONDS = "processor"
_STARTED, _SET_UP = pytest.StashKey[float](), pytest.StashKey[float]()


@dataclass
class Notes:
    """Tests by their names as pytest has them; seconds of the processor by file."""

    found: list[str] = field(default_factory=list)
    ran: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    files: dict[str, float] = field(default_factory=dict)


def read(file: Path) -> Notes:
    """The notes in `file`, with what the first worker found; empty where a run broke off before it wrote them."""
    notes = Notes(**json.loads(file.read_text(encoding="utf-8"))) if file.exists() else Notes()
    found = _found(file)
    if found.exists():
        notes.found = json.loads(found.read_text(encoding="utf-8"))
    return notes


class Noting:
    """The plugin: in each worker it measures, in the process above them it writes."""

    def __init__(self, config: pytest.Config, file: Path) -> None:
        self.file, self.notes = file, Notes()
        self.worker = getattr(config, "workerinput", {}).get("workerid", "")

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Before any of them is left to another stage."""
        if self.worker in ("", "gw0"):
            _found(self.file).write_text(json.dumps([item.nodeid for item in items]), encoding="utf-8")

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> Iterator[None]:
        item.stash[_STARTED] = _processor()
        return (yield)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Iterator[None]:
        try:
            return (yield)
        finally:
            seconds = _processor() - item.stash[_STARTED] - item.session.stash.get(_SET_UP, 0.0)
            item.session.stash[_SET_UP] = 0.0
            item.user_properties.append((_SECONDS, seconds))

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(
        self, fixturedef: pytest.FixtureDef[object], request: pytest.FixtureRequest
    ) -> Iterator[None]:
        """The database of a worker is nobody's own: whoever comes first would seem slow."""
        started = _processor()
        try:
            return (yield)
        finally:
            if fixturedef.argname == "django_db_setup":
                request.session.stash[_SET_UP] = _processor() - started

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        name, notes = report.nodeid, self.notes
        if report.when == "setup":
            notes.ran.append(name)
        if report.failed and name not in notes.failed:
            notes.failed.append(name)
        if report.skipped:
            notes.skipped.append(name)
        if report.when == "teardown":
            file = name.split("::", 1)[0]
            seconds = dict(report.user_properties).get(_SECONDS, 0.0)
            notes.files[file] = notes.files.get(file, 0.0) + float(str(seconds))

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed and report.nodeid not in self.notes.failed:
            self.notes.failed.append(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        if not self.worker:
            self.file.write_text(json.dumps(asdict(self.notes)), encoding="utf-8")


def _found(file: Path) -> Path:
    return file.with_suffix(".found")


def _processor() -> float:
    """Seconds of this process and of those that it has waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
