"""One session of cosmic-ray: its mutants, without those that change nothing, and what became of each."""

from __future__ import annotations

import ast
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from .targets import Target

TOOL = Path(__file__).resolve().parents[2] / ".venv-mutation" / "bin" / "cosmic-ray"
SECONDS_FOR_ONE = 300


@dataclass(frozen=True)
class Survivor:
    place: str
    diff: str


@dataclass(frozen=True)
class Session:
    """In a copy of the code that nobody else works in: a mutant is a change of the file itself."""

    code: Path
    folder: Path
    target: Target

    @property
    def _file(self) -> Path:
        return self.folder / "session.sqlite"

    def begin(self) -> int:
        """Find the mutants; how many there are."""
        self._tool("init", self._config("true"), self._file)
        with closing(sqlite3.connect(self._file)) as database, database:
            for job, path, row, column in database.execute(
                "SELECT job_id, module_path, start_pos_row, start_pos_col FROM mutation_specs"
            ).fetchall():
                if any(start <= (row, column) < end for start, end in annotations(self.code / path)):
                    for table in ("mutation_specs", "work_items"):
                        database.execute(f"DELETE FROM {table} WHERE job_id = ?", [job])
            return int(database.execute("SELECT count(*) FROM work_items").fetchone()[0])

    def run(self, command: str) -> None:
        """Try each mutant that has not been tried."""
        self._tool("exec", self._config(command), self._file)

    def forget_survivors(self) -> None:
        """Let those that survived be tried once more, by other tests."""
        with closing(sqlite3.connect(self._file)) as database, database:
            database.execute("DELETE FROM work_results WHERE test_outcome = 'SURVIVED'")

    def survivors(self) -> list[Survivor]:
        with closing(sqlite3.connect(self._file)) as database:
            rows = database.execute(
                "SELECT module_path, start_pos_row, operator_name, diff FROM mutation_specs JOIN work_results"
                " USING (job_id) WHERE test_outcome <> 'KILLED' ORDER BY 1, 2"
            ).fetchall()
        return [
            Survivor(f"{path}:{row} {operator}", _changed_lines(diff or ""))
            for path, row, operator, diff in rows
        ]

    def _config(self, command: str) -> Path:
        path = self.folder / "cosmic-ray.toml"
        modules = ", ".join(f'"{module}"' for module in self.target.code)
        path.write_text(
            f"[cosmic-ray]\nmodule-path = [{modules}]\ntimeout = {SECONDS_FOR_ONE}.0\nexcluded-modules = []\n"
            f"test-command = '{command}'\n[cosmic-ray.distributor]\nname = \"local\"\n",
            encoding="utf-8",
        )
        return path

    def _tool(self, *words: object) -> None:
        subprocess.run([TOOL, *map(str, words)], cwd=self.code, check=True)


def annotations(path: Path) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Where type hints stand: they are never evaluated, so a mutant there is none."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        hints = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        for hint in hints:
            if isinstance(hint, ast.expr):
                yield (hint.lineno, hint.col_offset), (hint.end_lineno or 0, hint.end_col_offset or 0)


def _changed_lines(diff: str) -> str:
    lines = diff.splitlines()
    return "\n".join(line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---"))
