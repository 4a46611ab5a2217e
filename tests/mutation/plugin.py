"""The plugin that pytest runs with: it notes what each test runs, or tries one mutant after the other in forks of itself.

What it has to do stands in the file that the environment names, and what came of it goes to the end of another.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import time
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from tests.mutation import in_place

ORDER = "MUTATION_ORDER"
#: Of the processor, for one test; by the clock, for all tests of one mutant.
SECONDS_FOR_A_TEST, SECONDS_FOR_A_MUTANT = 60, 1200
SECONDS_OF_A_QUICK_TEST = 3
KILLED, SURVIVED, NOT_IN_PLACE = 10, 11, 12


class Notes:
    """Which statements each test runs, and how long it takes. A test that fails is left out."""

    def __init__(self, order: dict[str, Any]) -> None:
        self.order, self.failed = order, False
        wanted = {Path(name).resolve(): name for name in order["code"]}
        in_place.import_as(lambda path: in_place.noting(path, wanted[path]) if path in wanted else None)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        known = set(self.order["known"])
        items[:] = [item for item in items if item.nodeid not in known]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        in_place.ran.clear()
        self.failed, start = False, time.process_time()
        done = yield
        seconds = time.process_time() - start
        _tell(self.order, test=item.nodeid, seconds=seconds, failed=self.failed, ran=sorted(in_place.ran))
        return done

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.failed = self.failed or not report.passed


class Control:
    """Which tests fail without a mutant, in the order and the company in which they noticed one."""

    def __init__(self, order: dict[str, Any]) -> None:
        self.order = order

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            _tell(self.order, test=report.nodeid)


class Forks:
    """A fork for each mutant, which runs its tests until one fails: quick ones first, and of those the ones that noticed
    another mutant before."""

    def __init__(self, order: dict[str, Any]) -> None:
        self.order = order
        self.noticed: set[str] = set()

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        first = next(item for item in session.items if item.get_closest_marker("django_db"))
        # What follows keeps the database of the whole session in place.
        first.config.hook.pytest_runtest_protocol(item=first, nextitem=session.items[-1])
        connections.close_all()
        with _fresh_database() as begin_anew:
            for mutant in self.order["mutants"]:
                begin_anew()
                self._try(session, mutant, [items[test] for test in mutant["tests"] if test in items])
        return True

    def _try(self, session: pytest.Session, mutant: dict[str, Any], items: list[pytest.Item]) -> None:
        start, last = time.monotonic(), Path(self.order["answers"]).with_suffix(".last")
        last.write_text("")
        items = sorted(items, key=self._turn)
        child = os.fork()
        if not child:
            try:
                os._exit(_run(session, mutant, items, last))
            finally:
                os._exit(KILLED)
        _, status = os.waitpid(child, 0)
        ended = os.waitstatus_to_exitcode(status)
        if ended == NOT_IN_PLACE:
            return
        if ended == KILLED:
            self.noticed.add(last.read_text())
        _tell(
            self.order,
            mutant=mutant["key"],
            killed=ended != SURVIVED,
            by=last.read_text() if ended != SURVIVED else "",
            tests=len(items),
            too_long=ended < 0,
            seconds=round(time.monotonic() - start, 1),
        )

    def _turn(self, item: pytest.Item) -> tuple[bool, bool]:
        return self.order["seconds"].get(
            item.nodeid, 0
        ) > SECONDS_OF_A_QUICK_TEST, item.nodeid not in self.noticed


def _run(session: pytest.Session, mutant: dict[str, Any], items: list[pytest.Item], last: Path) -> int:
    if not in_place.put_in_place(Path(mutant["path"]).resolve(), mutant["source"]):
        return NOT_IN_PLACE
    signal.alarm(SECONDS_FOR_A_MUTANT)
    for item, following in zip_longest(items, items[1:]):
        last.write_text(item.nodeid)
        signal.setitimer(signal.ITIMER_PROF, SECONDS_FOR_A_TEST)
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return KILLED
    return SURVIVED


class _fresh_database:
    """A way to take back whatever a mutant, or its end in the middle, left in the file of SQLite."""

    def __enter__(self) -> Any:
        self.file = Path(connection.settings_dict["NAME"]) if connection.vendor == "sqlite" else None
        if self.file:
            shutil.copy(self.file, f"{self.file}.whole")
        return self._begin_anew

    def _begin_anew(self) -> None:
        if self.file:
            for rest in self.file.parent.glob(f"{self.file.name}-*"):
                rest.unlink()
            shutil.copy(f"{self.file}.whole", self.file)

    def __exit__(self, *_error: object) -> None:
        if self.file:  # the last test of a fork may have taken it away, and the session ends by doing so
            Path(f"{self.file}.whole").replace(self.file)


class Alone:
    """One mutant that changes more than functions: its module is imported broken."""

    def __init__(self, order: dict[str, Any]) -> None:
        place, source = Path(order["path"]).resolve(), order["source"]
        in_place.import_as(
            lambda path: compile(source, path, "exec", dont_inherit=True) if path == place else None
        )


def _tell(order: dict[str, Any], **answer: Any) -> None:
    with Path(order["answers"]).open("a", encoding="utf-8") as file:
        file.write(json.dumps(answer) + "\n")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(_chosen)


_order = json.loads(Path(os.environ[ORDER]).read_text(encoding="utf-8"))
_chosen = {"notes": Notes, "control": Control, "forks": Forks, "alone": Alone}[_order["what"]](_order)
