"""One run of pytest, and what came of it."""

import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

# Exit codes of pytest: all passed, some failed, and none collected (a folder may have no tests yet).
PASSED, FAILED, NONE_COLLECTED = 0, 1, 5


@dataclass(frozen=True)
class Outcome:
    """What one run of pytest came to."""

    name: str
    seconds: float
    passed: int
    failed: int
    skipped: int
    in_order: bool

    def __str__(self) -> str:
        parts = [f"{self.passed} passed"]
        parts += [f"{self.failed} failed"] if self.failed else []
        parts += [f"{self.skipped} skipped"] if self.skipped else []
        verdict = "" if self.in_order or self.failed else ", and the run itself broke off"
        return f"{self.name}: {', '.join(parts)} in {self.seconds:.0f} s{verdict}"


def run(name: str, scratch: Path, arguments: list[str], environment: dict[str, str]) -> Outcome:
    """Run pytest with its output on the screen, and read its report for the numbers."""
    print(f"\n=== {name}", flush=True)
    report = scratch / f"{len(list(scratch.iterdir()))}.xml"
    started = time.monotonic()
    code = subprocess.run(
        [sys.executable, "-m", "pytest", "--quiet", f"--junit-xml={report}", *arguments],
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        check=False,
    ).returncode
    seconds = time.monotonic() - started
    counts = _counts(report)
    return Outcome(name, seconds, **counts, in_order=code in (PASSED, NONE_COLLECTED))


def _counts(report: Path) -> dict[str, int]:
    if not report.exists():
        return {"passed": 0, "failed": 0, "skipped": 0}
    suite = next(ElementTree.parse(report).iter("testsuite"))
    total, failures, errors, skipped = (
        int(suite.get(name, "0")) for name in ("tests", "failures", "errors", "skipped")
    )
    failed = failures + errors
    return {"passed": max(0, total - failed - skipped), "failed": failed, "skipped": skipped}
