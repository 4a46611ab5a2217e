"""The last lines of a run: what came of each stage, what no stage ran, and how to run the failing tests again."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable, Sequence
from pathlib import Path

from .durations import Record
from .running import Outcome

#: More failing tests than this are repeated by their files.
TESTS_TO_NAME = 20


def never_run(outcomes: Sequence[Outcome]) -> list[str]:
    """Tests that some stage found and no stage ran."""
    found = {name for outcome in outcomes for name in outcome.notes.found}
    return sorted(found - {name for outcome in outcomes for name in outcome.notes.ran})


def again(outcomes: Sequence[Outcome], target: str, seed: int | None) -> list[str]:
    """The commands that run the failing tests once more, those of the newest Wagtail and Django by their own."""
    order = f" SHUFFLE={seed}" if seed is not None else ""
    of_each = {
        target: _failed(outcome for outcome in outcomes if not outcome.newest),
        "test-latest": _failed(outcome for outcome in outcomes if outcome.newest),
    }
    return [
        f"make {each}{order} PATHS={shlex.quote(' '.join(names))}" for each, names in of_each.items() if names
    ]


def _failed(outcomes: Iterable[Outcome]) -> list[str]:
    """The failing tests by their names, and by their files where they are too many to name."""
    failed = sorted({name.split("[", 1)[0] for outcome in outcomes for name in outcome.notes.failed})
    return failed if len(failed) <= TESTS_TO_NAME else sorted({name.split("::", 1)[0] for name in failed})


def told(
    outcomes: Sequence[Outcome],
    left_out: Sequence[str],
    *,
    whole: bool,
    repeat: Sequence[str],
    pictures: Path,
    seconds: float,
) -> bool:
    """Print them; whether everything is in order. `whole` is a run that has to run every test."""
    print("\n=== Summary")
    for outcome in outcomes:
        print(outcome)
    for what in left_out:
        print(f"LEFT OUT: {what}")
    strict = bool(left_out) and os.environ.get("CI", "").lower() in ("1", "true", "yes")
    if strict:
        print("With CI=true nothing may be left out, so this counts as a failure.")
    in_order = all(outcome.in_order for outcome in outcomes)
    forgotten = never_run(outcomes) if whole and in_order else []
    for name in forgotten:
        print(f"NO STAGE RAN: {name}")
    if pictures.is_dir() and any(pictures.iterdir()):
        print(f"Pictures and traces of failing journeys: {pictures}")
    for command in repeat:
        print(f"The failing tests once more: {command}")
    counts = {
        name: sum(getattr(outcome, name) for outcome in outcomes) for name in ("failed", "passed", "skipped")
    }
    words = ", ".join(f"{count} {name}" for name, count in counts.items() if count) or "no tests ran"
    print(f"===== {words} in {seconds:.2f}s =====")
    return in_order and not strict and not forgotten


def news(outcomes: Sequence[Outcome], record: Record) -> list[str]:
    """What is new and what is slow, once for each file."""
    files = {name: seconds for outcome in reversed(outcomes) for name, seconds in outcome.notes.files.items()}
    return record.news(files)
