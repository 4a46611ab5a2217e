"""Runs every stage, then says in its last lines what came of each and what was left out."""

import argparse
import os
import signal
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.suite import postgresql

from .browser import why_no_browser
from .pango import why_no_pango
from .running import Outcome, run

IN_PARALLEL = ["--numprocesses=auto", "--ignore=tests/journeys", "tests"]
JOURNEYS = ["tests/journeys"]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.suite", description=__doc__)
    parser.add_argument("--sqlite-only", action="store_true", help="leave PostgreSQL out on purpose")
    sqlite_only = parser.parse_args().sqlite_only
    # A closed terminal or a cancelled job ends the run in order too, so that no server is left behind.
    for cancelled in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(cancelled, lambda number, _: sys.exit(128 + number))
    outcomes: list[Outcome] = []
    left_out: list[str] = []
    with tempfile.TemporaryDirectory(prefix="backcare-tests-") as folder:
        scratch = Path(folder)
        scratch.chmod(0o755)
        _run_all(outcomes, left_out, scratch, sqlite_only=sqlite_only)
    return _summary(outcomes, left_out)


def _run_all(outcomes: list[Outcome], left_out: list[str], scratch: Path, *, sqlite_only: bool) -> None:
    sqlite = {
        "DATABASE_URL": f"sqlite:///{scratch}/unused.sqlite3",
        "BACKCARE_DATA_DIR": str(scratch / "data"),
    }
    reports = scratch / "reports"
    reports.mkdir()
    no_browser = why_no_browser()
    if no_pango := why_no_pango():
        left_out.append(f"the tests of the PDFs: Pango is {no_pango}")
    # The journeys run on a copy of the database that the tests before them have set up.
    databases = scratch / "databases"
    databases.mkdir()
    outcomes.append(run("SQLite", reports, [*IN_PARALLEL, f"--databases={databases}"], sqlite))
    if no_browser:
        left_out.append(f"the browser journeys: Chromium is {no_browser}")
    elif any(Path("tests/journeys").glob("**/test_*.py")):
        outcomes.append(
            run("Journeys in Chromium, on SQLite", reports, [*JOURNEYS, f"--databases={databases}"], sqlite)
        )
    if sqlite_only:
        return
    with ExitStack() as running:
        try:
            url = running.enter_context(postgresql.server())
        except postgresql.Unavailable as reason:
            left_out.append(f"PostgreSQL: {reason}")
            return
        outcomes.append(run("PostgreSQL", reports, IN_PARALLEL, sqlite | {"DATABASE_URL": url}))


def _summary(outcomes: list[Outcome], left_out: list[str]) -> int:
    print("\n=== Summary")
    for outcome in outcomes:
        print(outcome)
    for what in left_out:
        print(f"LEFT OUT: {what}")
    strict = bool(left_out) and os.environ.get("CI", "").lower() in ("1", "true", "yes")
    if strict:
        print("With CI=true nothing may be left out, so this counts as a failure.")
    counts = {
        name: sum(getattr(outcome, name) for outcome in outcomes) for name in ("failed", "passed", "skipped")
    }
    words = ", ".join(f"{count} {name}" for name, count in counts.items() if count) or "no tests ran"
    print(f"===== {words} in {sum(outcome.seconds for outcome in outcomes):.2f}s =====")
    in_order = all(outcome.in_order for outcome in outcomes) and not strict
    return 0 if in_order else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("Interrupted.")
