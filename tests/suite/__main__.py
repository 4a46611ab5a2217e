"""Runs the stages that are asked for, then says in its last lines what came of each and what was left out."""

import argparse
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

from tests.suite import durations, summary

from .stages import PICTURES, Plan, run_all

#: What each kind of run is made of. The first is all tests; "latest" is what could differ.
KINDS = {
    "test": ("site", "database", "journeys"),
    "test-latest": ("latest", "journeys"),
    "check": ("quick",),
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.suite", description=__doc__)
    parser.add_argument("--kind", choices=KINDS, default="test", help="as the target of `make` is called")
    parser.add_argument(
        "--newest", type=Path, metavar="PYTHON", help="run with this one's Wagtail too what they could change"
    )
    parser.add_argument("--shuffle", type=int, metavar="SEED", help="run the tests in another order")
    parser.add_argument("--record", action="store_true", help="keep how long each file took")
    parser.add_argument("paths", nargs="*", help="files, folders or tests; without any, all of them")
    asked = parser.parse_args()
    if unknown := [path for path in asked.paths if not Path(path.partition("::")[0]).exists()]:
        parser.error(f"There is no {', '.join(unknown)}.")
    # A closed terminal or a cancelled job ends the run in order too, so that no server is left behind.
    for cancelled in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(cancelled, lambda number, _: sys.exit(128 + number))
    started = time.monotonic()
    shutil.rmtree(PICTURES, ignore_errors=True)
    order = [f"--shuffle={asked.shuffle}"] if asked.shuffle is not None else []
    plan = Plan(KINDS[asked.kind], asked.newest, asked.paths, order)
    with tempfile.TemporaryDirectory(prefix="backcare-tests-") as folder:
        scratch = Path(folder)
        scratch.chmod(0o755)
        outcomes = run_all(plan, scratch)
    record = durations.read()
    for line in summary.news(outcomes, record):
        print(line)
    if asked.record:
        files = {name: took for each in reversed(outcomes) for name, took in each.notes.files.items()}
        record.with_new(files, Path.cwd()).write()
    whole = asked.kind == "test" and not asked.paths
    in_order = summary.told(
        outcomes,
        plan.left_out,
        whole=whole,
        repeat=summary.again(outcomes, asked.kind, asked.shuffle),
        pictures=PICTURES.resolve(),
        seconds=time.monotonic() - started,
    )
    return 0 if in_order else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("Interrupted.")
