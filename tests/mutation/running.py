"""One pytest with the plugin, in a copy of what is committed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from .targets import TESTS, WITHOUT

#: All passed, some failed, or none was chosen.
COULD_RUN = (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED)


@dataclass(frozen=True)
class Runner:
    """`databases` keeps the template from one run to the next."""

    code: Path
    folder: Path
    url: str
    databases: Path

    def run(
        self, what: str, answers: Path, *, tests: Iterable[str] = (), quick: bool = False, **order: Any
    ) -> int:
        """What came of it stands in `answers`; the exit code of pytest. RuntimeError if it could not run the tests at all."""
        paper = self.folder / f"{what}.json"
        paper.write_text(json.dumps(order | {"what": what, "answers": str(answers)}), encoding="utf-8")
        chosen = self.folder / "tests.txt"
        chosen.write_text(
            "\n".join(tests or [*TESTS, *(f"--ignore={path}" for path in WITHOUT)]), encoding="utf-8"
        )
        self.databases.mkdir(exist_ok=True, parents=True)
        environment = {
            "CI": "1",
            "DATABASE_URL": self.url,
            "BACKCARE_DATA_DIR": str(self.folder / "data"),
            "MUTATION_ORDER": str(paper),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        command = [
            *(sys.executable, "-m", "pytest", "-p", "tests.mutation.plugin", "--quiet", "--no-header", "-n0"),
            *("-p", "no:cacheprovider", "-p", "no:playwright", f"--databases={self.databases}"),
            *(["--exitfirst"] if quick else []),
            f"@{chosen}",
        ]
        with (self.folder / f"{what}.log").open("w", encoding="utf-8") as log:
            code = subprocess.run(
                command, cwd=self.code, env=os.environ | environment, check=False, stdout=log, stderr=log
            ).returncode
        # A module that is broken may well stop its tests from being read.
        if what != "alone" and code not in COULD_RUN:
            raise RuntimeError(f"The tests could not be run; {log.name} says why.")
        return code


def told(answers: Path) -> list[dict[str, Any]]:
    """What earlier runs wrote there, the last that was interrupted included."""
    if not answers.exists():
        return []
    return [
        json.loads(line) for line in answers.read_text(encoding="utf-8").splitlines() if line.endswith("}")
    ]
