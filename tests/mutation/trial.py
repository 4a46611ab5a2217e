"""The mutants of some files and what became of each, kept from one run to the next."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from .in_place import statements_that_show
from .running import Runner, told

ROOT = Path(__file__).resolve().parents[2]
INTERPRETER = ROOT / ".venv-mutation" / "bin" / "python"

Mutant = dict[str, Any]


@dataclass
class Trial:
    """Each mutant is tried by tests that run the statement it changes, by as many as take `seconds` of the processor."""

    paths: list[str]
    runner: Runner
    answers: Path
    seconds: float
    doubted: set[str] = field(default_factory=set)

    @cached_property
    def mutants(self) -> list[Mutant]:
        operators = hashlib.sha256(Path(__file__).with_name("mutants.py").read_bytes()).hexdigest()[:8]
        kept = self._about(f"mutants-{operators}", "json")
        if not kept.exists():
            listed = subprocess.run(
                [INTERPRETER, Path(__file__).with_name("mutants.py"), *self.paths],
                cwd=self.runner.code,
                check=True,
                capture_output=True,
            )
            kept.write_bytes(listed.stdout)
        found = json.loads(kept.read_text(encoding="utf-8"))
        for mutant in found:
            mutant["key"] = hashlib.sha256(f"{mutant['path']}\0{mutant['source']}".encode()).hexdigest()[:20]
            whole = (self.runner.code / mutant["path"]).read_text(encoding="utf-8")
            mutant["lines"] = statements_that_show(whole, mutant["row"], mutant["column"])
        return found

    @cached_property
    def notes(self) -> Path:
        return self._about("ran", "jsonl")

    def _about(self, what: str, kind: str) -> Path:
        """A file about these very files: a change of one moves its statements."""
        whole = b"\0".join((self.runner.code / path).read_bytes() for path in self.paths)
        return self.runner.folder / f"{what}-{hashlib.sha256(whole).hexdigest()[:20]}.{kind}"

    @property
    def results(self) -> dict[str, dict[str, Any]]:
        """By the key of the mutant; the last word counts."""
        return {answer["mutant"]: answer for answer in told(self.answers)}

    def note(self) -> None:
        """Let each test that is not known yet say what it runs."""
        known = [each["test"] for each in told(self.notes)]
        self.runner.run("notes", self.notes, code=self.paths, known=known)

    def tests_of(self, mutant: Mutant) -> list[str]:
        """Those that run a changed statement, the quickest first: such a test looks at little, and closely."""
        running = {
            (seconds, test)
            for line in mutant["lines"]
            for seconds, test in self._noted.get((mutant["path"], line), [])
            if test not in self.doubted
        }
        chosen, left = [], self.seconds
        for seconds, test in sorted(running):
            left -= seconds
            if chosen and left < 0:
                break
            chosen.append(test)
        return chosen

    @cached_property
    def _noted(self) -> dict[tuple[str, int], list[tuple[float, str]]]:
        """The tests that run a statement, each with the seconds that it takes."""
        found: dict[tuple[str, int], list[tuple[float, str]]] = {}
        for each in told(self.notes):
            for path, line in [] if each["failed"] else each["ran"]:
                found.setdefault((path, line), []).append((each["seconds"], each["test"]))
        return found

    @cached_property
    def _took(self) -> dict[str, float]:
        """Of the processor, by test."""
        return {each["test"]: each["seconds"] for each in told(self.notes)}

    def run(self, mutants: Iterable[Mutant]) -> None:
        """Those that change functions alone in forks of one process, the others each in a process of its own."""
        waiting = [mutant | {"tests": self.tests_of(mutant), "lines": None} for mutant in mutants]
        could = [mutant for mutant in waiting if mutant["tests"]]
        self.runner.run("forks", self.answers, mutants=could, seconds=self._took)
        for mutant in waiting:
            if not mutant["tests"]:
                self._tell(mutant, killed=False)
            elif mutant["key"] not in self.results:
                self._run_alone(mutant)

    def _run_alone(self, mutant: Mutant) -> None:
        order = {name: mutant[name] for name in ("path", "source")}
        code = self.runner.run("alone", self.answers, tests=mutant["tests"], quick=True, **order)
        self._tell(mutant, killed=code != 0)

    def _tell(self, mutant: Mutant, *, killed: bool) -> None:
        answer = {"mutant": mutant["key"], "killed": killed, "by": "", "tests": len(mutant["tests"])}
        with self.answers.open("a", encoding="utf-8") as file:
            file.write(json.dumps(answer) + "\n")

    def doubtful(self, among: Iterable[Mutant]) -> Iterator[str]:
        """Tests that fail without any mutant, in the company in which they noticed some."""
        keys = {mutant["key"] for mutant in among}
        noticed = {each["by"] for key, each in self.results.items() if key in keys and each["by"]}
        answers = self.runner.folder / "control.jsonl"
        answers.unlink(missing_ok=True)
        self.runner.run("control", answers, tests=sorted(noticed, key=lambda test: self._took.get(test, 0)))
        yield from (each["test"] for each in told(answers))
