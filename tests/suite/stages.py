"""The stages of a run, and how they share the processors."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.suite import postgresql

from .browser import why_no_browser
from .nginx import why_no_nginx
from .pango import why_no_pango
from .places import Places
from .running import Outcome, Runs, Stage

#: Pictures of a journey that failed, and what happened in its browser step by step; `playwright show-trace` opens them.
PICTURES = Path("test-results")
KEEP = ["--screenshot=only-on-failure", "--tracing=retain-on-failure"]


@dataclass
class Plan:
    """What a run is asked for."""

    parts: Sequence[str]
    #: The interpreter that has the newest Wagtail and Django: with it what they could change is run as well.
    newest: Path | None = None
    paths: Sequence[str] = ()
    arguments: Sequence[str] = ()
    left_out: list[str] = field(default_factory=list)


#: What is run again with the newest Wagtail and Django.
WITH_THE_NEWEST = ("journeys", "latest")


def run_all(plan: Plan, scratch: Path) -> list[Outcome]:
    """Run the stages of `plan` beside each other, each with enough workers to keep all processors busy to its end.

    A journey waits more than it works, and what it waits for is often a timer of its browser: it goes first, with half
    as many workers. What finds no place begins as soon as another stage has ended.
    """
    workers = os.cpu_count() or 1
    (scratch / "notes").mkdir()
    # Left in the order from below: runs are ended first, then nothing waits for them, and servers stop last.
    with (
        ExitStack() as servers,
        ThreadPoolExecutor() as pool,
        Runs(scratch / "notes") as runs,
    ):
        stages = list(_stages(plan, scratch, workers, servers))
        places = Places(max(most_at_once(workers), *(stage.workers for stage in stages), 0))
        going_on = [pool.submit(_run, runs, places, stage, plan.paths) for stage in stages]
        return [each.result() for each in going_on]


def most_at_once(workers: int) -> int:
    """How many workers may be at work at the same time: those of both databases, and of the browsers beside them."""
    return 2 * workers + _of_browsers(workers)


def _run(runs: Runs, places: Places, stage: Stage, paths: Sequence[str]) -> Outcome:
    with places.taken(stage.workers):
        return runs.run(stage, paths)


def _of_browsers(workers: int) -> int:
    return max(1, workers // 2)


def _stages(plan: Plan, scratch: Path, workers: int, servers: ExitStack) -> Iterator[Stage]:
    _tell_what_is_missing(plan)
    alone = len(plan.parts) == 1 and not plan.newest
    of_browsers = workers if alone else _of_browsers(workers)
    yield from _of_one(plan, plan.parts, scratch / "locked", (workers, of_browsers), servers)
    if plan.newest:
        for stage in _of_one(plan, WITH_THE_NEWEST, scratch / "newest", (workers, of_browsers), servers):
            yield replace(stage, name=f"Newest {stage.name}", python=str(plan.newest), newest=True)


def _of_one(
    plan: Plan, parts: Sequence[str], scratch: Path, workers: tuple[int, int], servers: ExitStack
) -> Iterator[Stage]:
    """The stages of one interpreter, with databases of their own: another Wagtail may have other migrations."""
    databases = scratch / "databases"
    databases.mkdir(parents=True)
    scratch.chmod(0o755)
    here = [*plan.arguments, f"--databases={databases}"]
    names = {"site": "SQLite", "quick": "SQLite", "latest": "SQLite"}
    for part in parts:
        sqlite = {
            "DATABASE_URL": f"sqlite:///{scratch}/unused.sqlite3",
            "BACKCARE_DATA_DIR": str(scratch / part),
        }
        if part in names:
            yield Stage(names[part], part, workers[0], sqlite, here)
        elif part == "database":
            try:
                url = servers.enter_context(postgresql.server())
            except postgresql.Unavailable as reason:
                plan.left_out.append(f"PostgreSQL: {reason}")
                continue
            yield Stage("PostgreSQL", part, workers[0], sqlite | {"DATABASE_URL": url}, plan.arguments)
        elif not why_no_browser():
            keep = [*KEEP, f"--output={PICTURES / scratch.name}"]
            yield Stage("Journeys", part, workers[1], sqlite, [*here, *keep], goes_first=True)


def _tell_what_is_missing(plan: Plan) -> None:
    parts = {*plan.parts, *(WITH_THE_NEWEST if plan.newest else ())}
    if no_pango := why_no_pango():
        plan.left_out.append(f"the tests of the PDFs: Pango is {no_pango}")
    if "site" in parts and (missing := why_no_nginx()):
        plan.left_out.append(f"the test of the configuration for nginx: nginx is {missing}")
    if "journeys" in parts and (no_browser := why_no_browser()):
        plan.left_out.append(f"the browser journeys: Chromium is {no_browser}")
