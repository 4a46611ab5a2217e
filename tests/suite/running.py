"""One run of pytest, with its words on the screen line by line, and what came of it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .noting import Notes, read

ROOT = Path(__file__).resolve().parents[2]
# Exit codes of pytest: all passed, some failed, and none collected (a part may have no test in it).
PASSED, NONE_COLLECTED = 0, 5
_screen = threading.Lock()


@dataclass(frozen=True)
class Stage:
    """What pytest is asked to run, and where."""

    name: str
    part: str
    workers: int
    environment: Mapping[str, str]
    arguments: Sequence[str] = ()
    #: Whether the others let it have a processor whenever it wants one.
    goes_first: bool = False
    #: Who runs it: this interpreter, or the one of the newest Wagtail and Django.
    python: str = sys.executable
    newest: bool = False


@dataclass(frozen=True)
class Outcome:
    """What a stage came to."""

    name: str
    seconds: float
    notes: Notes
    in_order: bool
    #: Whether it was run with the newest Wagtail and Django beside a run with those of the lock.
    newest: bool = False

    @property
    def failed(self) -> int:
        return len(self.notes.failed)

    @property
    def skipped(self) -> int:
        return len(self.notes.skipped)

    @property
    def passed(self) -> int:
        return len(set(self.notes.ran) - set(self.notes.failed) - set(self.notes.skipped))

    def __str__(self) -> str:
        parts = [f"{self.passed} passed"]
        parts += [f"{self.failed} failed"] if self.failed else []
        parts += [f"{self.skipped} skipped"] if self.skipped else []
        left = len(set(self.notes.found) - set(self.notes.ran))
        parts += [f"{left} left to other stages"] if left else []
        verdict = "" if self.in_order or self.failed else ", and the run itself broke off"
        used = sum(self.notes.files.values())
        return f"{self.name}: {', '.join(parts)} in {self.seconds:.0f} s ({used:.0f} s of the processor){verdict}"


class Runs:
    """The runs that go on at this moment. Leaving the block ends those that have not ended."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._going_on = folder, set[subprocess.Popen[str]]()

    def __enter__(self) -> Runs:
        return self

    def __exit__(self, *_error: object) -> None:
        for process in list(self._going_on):
            process.terminate()

    def run(self, stage: Stage, paths: Sequence[str]) -> Outcome:
        """Run one stage to its end. Each of its lines begins with its name, as several may run at once."""
        notes = self.folder / f"{stage.name.replace(' ', '-')}.json"
        started = time.monotonic()
        say(stage.name, f"begins, with {stage.workers} workers")
        process = subprocess.Popen(
            [
                *([] if stage.goes_first else ["nice", "-n", "10"]),
                *(stage.python, "-m", "pytest", "--quiet", f"--part={stage.part}", f"--notes={notes}"),
                *(f"--numprocesses={stage.workers}", "--dist=loadfile", "--no-loadscope-reorder"),
                *stage.arguments,
                *paths,
            ],
            # What is compiled is kept: each process that a test starts would do that anew, which takes half a second.
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "", **stage.environment},
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        self._going_on.add(process)
        assert process.stdout
        for line in process.stdout:
            say(stage.name, line.rstrip("\n"))
        code = process.wait()
        self._going_on.discard(process)
        outcome = Outcome(
            stage.name,
            time.monotonic() - started,
            read(notes),
            in_order=code in (PASSED, NONE_COLLECTED),
            newest=stage.newest,
        )
        say(stage.name, "ends")
        return outcome


def say(who: str, what: str) -> None:
    """One line on the screen, whole."""
    with _screen:
        print(f"{who:>15} | {what}", flush=True)
