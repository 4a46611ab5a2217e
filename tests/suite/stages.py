"""The stages of a run, and how they share the processors."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests.suite import postgresql

from .browser import why_no_browser
from .nginx import why_no_nginx
from .pango import why_no_pango
from .running import Outcome, Runs, Stage

#: Pictures of a journey that failed, and what happened in its browser step by step; `playwright show-trace` opens them.
PICTURES = Path("test-results")
KEEP = ["--screenshot=only-on-failure", "--tracing=retain-on-failure", f"--output={PICTURES}"]


@dataclass
class Plan:
    """What a run is asked for."""

    parts: Sequence[str]
    paths: Sequence[str] = ()
    arguments: Sequence[str] = ()
    left_out: list[str] = field(default_factory=list)


def run_all(plan: Plan, scratch: Path) -> list[Outcome]:
    """Run the stages of `plan` beside each other, each with enough workers to keep all processors busy to its end.

    A journey waits more than it works, and what it waits for is often a timer of its browser: it goes first, with half
    as many workers.
    """
    workers = os.cpu_count() or 1
    (scratch / "notes").mkdir()
    # Left in the order from below: runs are ended first, then nothing waits for them, and servers stop last.
    with (
        ExitStack() as servers,
        ThreadPoolExecutor(max_workers=len(plan.parts)) as pool,
        Runs(scratch / "notes") as runs,
    ):
        stages = list(_stages(plan, scratch, workers, servers))
        going_on = [pool.submit(runs.run, stage, plan.paths) for stage in stages]
        return [each.result() for each in going_on]


def _stages(plan: Plan, scratch: Path, workers: int, servers: ExitStack) -> Iterator[Stage]:
    databases = scratch / "databases"
    databases.mkdir()
    here = [*plan.arguments, f"--databases={databases}"]
    if no_pango := why_no_pango():
        plan.left_out.append(f"the tests of the PDFs: Pango is {no_pango}")
    if "site" in plan.parts and (missing := why_no_nginx()):
        plan.left_out.append(f"the test of the configuration for nginx: nginx is {missing}")
    names = {"site": "SQLite", "quick": "SQLite", "latest": "SQLite"}
    for part in plan.parts:
        sqlite = {
            "DATABASE_URL": f"sqlite:///{scratch}/unused.sqlite3",
            "BACKCARE_DATA_DIR": str(scratch / part),
        }
        if part in names:
            yield Stage(names[part], part, workers, sqlite, here)
        elif part == "database":
            try:
                url = servers.enter_context(postgresql.server())
            except postgresql.Unavailable as reason:
                plan.left_out.append(f"PostgreSQL: {reason}")
                continue
            yield Stage("PostgreSQL", part, workers, sqlite | {"DATABASE_URL": url}, plan.arguments)
        elif no_browser := why_no_browser():
            plan.left_out.append(f"the browser journeys: Chromium is {no_browser}")
        else:
            of_browsers = workers if len(plan.parts) == 1 else max(1, workers // 2)
            yield Stage("Journeys", part, of_browsers, sqlite, [*here, *KEEP], goes_first=True)
