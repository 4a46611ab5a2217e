"""`python -m tests.mutation [TARGET …]`: how many mutants of the rules that matter most are noticed. `make mutation` runs all."""

from __future__ import annotations

import argparse
import difflib
import hashlib
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.suite import postgresql

from .running import Runner
from .targets import TARGETS
from .trial import ROOT, Mutant, Trial

ENOUGH = 0.9


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}; else all")
    parser.add_argument(
        "--again", action="store_true", help="try what survived once more, with the tests of now"
    )
    parser.add_argument(
        "--seconds", type=float, default=40, help="of the processor, for the tests of one mutant together"
    )
    parser.add_argument("--sqlite-only", action="store_true", help="do not try survivors on PostgreSQL")
    options = parser.parse_args()
    if unknown := set(options.targets) - set(TARGETS):
        parser.error(f"There is no target {', '.join(unknown)}.")
    folder = ROOT / "var" / "mutation"
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as running:
        code = _copy_of_the_code(running)
        templates = folder / "databases" / _tree_of(code)
        paths = [path for name in TARGETS for path in TARGETS[name]]
        sqlite = Runner(code, folder, f"sqlite:///{folder}/unused.sqlite3", templates / "sqlite")
        trial = Trial(paths, sqlite, folder / "sqlite.jsonl", options.seconds)
        trial.note()
        chosen = {path for name in options.targets or TARGETS for path in TARGETS[name]}
        mutants = [mutant for mutant in trial.mutants if mutant["path"] in chosen]
        _try(trial, mutants, again=options.again)
        killed = _killed(trial, mutants)
        left = [mutant for mutant in mutants if mutant["key"] not in killed]
        if left and not options.sqlite_only:
            url = running.enter_context(postgresql.server())
            other = Trial(
                paths,
                Runner(code, folder, url, code.parent / "postgresql"),
                folder / "postgresql.jsonl",
                options.seconds,
            )
            _try(other, left, again=options.again)
            killed |= _killed(other, left)
    for name in options.targets or TARGETS:
        _tell(name, [mutant for mutant in mutants if mutant["path"] in TARGETS[name]], killed)
    noticed = sum(mutant["key"] in killed for mutant in mutants)
    print(f"All together: {noticed} of {len(mutants)} noticed, {noticed / len(mutants):.1%}.")
    return 0 if noticed >= ENOUGH * len(mutants) else 1


def _copy_of_the_code(running: ExitStack) -> Path:
    """What is committed, in a place where nobody works."""
    code = Path(running.enter_context(tempfile.TemporaryDirectory(prefix="backcare-mutation-"))) / "code"
    subprocess.run(["git", "worktree", "add", "--quiet", "--detach", code], cwd=ROOT, check=True)
    running.callback(subprocess.run, ["git", "worktree", "remove", "--force", code], cwd=ROOT, check=True)
    return code


def _tree_of(code: Path) -> str:
    """What a template of the database depends on, in a word."""
    trees = ["git", "rev-parse", "HEAD:backcare", "HEAD:factsheets", "HEAD:home"]
    told = subprocess.run(trees, cwd=code, check=True, capture_output=True).stdout
    return hashlib.sha256(told).hexdigest()[:20]


def _try(trial: Trial, mutants: list[Mutant], *, again: bool) -> None:
    """Each that no test has tried yet; then those again whose tests fail without a mutant too."""
    tried = {key: result for key, result in trial.results.items() if result["tests"]}
    trial.run(
        mutant
        for mutant in mutants
        if mutant["key"] not in tried or (again and not tried[mutant["key"]]["killed"])
    )
    if doubtful := set(trial.doubtful(mutants)):
        trial.doubted |= doubtful
        tried = trial.results
        trial.run(mutant for mutant in mutants if tried[mutant["key"]]["by"] in doubtful)


def _killed(trial: Trial, mutants: list[Mutant]) -> set[str]:
    results = trial.results
    return {mutant["key"] for mutant in mutants if results.get(mutant["key"], {}).get("killed")}


def _tell(name: str, mutants: list[Mutant], killed: set[str]) -> None:
    survivors = [mutant for mutant in mutants if mutant["key"] not in killed]
    print(f"\n{name}: {len(mutants) - len(survivors)} of {len(mutants)} noticed")
    for mutant in survivors:
        whole = (ROOT / mutant["path"]).read_text(encoding="utf-8")
        print(f"  {mutant['path']}:{mutant['row']} {mutant['operator']}")
        for line in difflib.ndiff(whole.splitlines(), mutant["source"].splitlines()):
            if line[:2] in ("- ", "+ "):
                print(f"    {line}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
