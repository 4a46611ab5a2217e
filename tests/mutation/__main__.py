"""`python -m tests.mutation [TARGET …]`: how many mutants of the rules that matter most are noticed. `make mutation` runs all."""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.suite import postgresql

from .session import Session, Survivor
from .targets import TARGETS

ROOT = Path(__file__).resolve().parents[2]
ENOUGH = 0.9


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}; else all")
    parser.add_argument("--sqlite-only", action="store_true", help="do not try survivors on PostgreSQL")
    options = parser.parse_args()
    if unknown := set(options.targets) - set(TARGETS):
        parser.error(f"There is no target {', '.join(unknown)}.")
    killed = total = 0
    with tempfile.TemporaryDirectory(prefix="backcare-mutation-") as scratch, ExitStack() as running:
        folder = Path(scratch)
        code = _copy_of_the_code(folder, running)
        server = "" if options.sqlite_only else running.enter_context(postgresql.server())
        for name in options.targets or TARGETS:
            number, survivors = _try(name, code, folder, server)
            killed, total = killed + number - len(survivors), total + number
            _tell(name, number, survivors)
    print(f"All together: {killed} of {total} noticed, {killed / total:.1%}.")
    return 0 if killed >= ENOUGH * total else 1


def _copy_of_the_code(folder: Path, running: ExitStack) -> Path:
    """What is committed, in a place where files can be changed."""
    code = folder / "code"
    subprocess.run(["git", "worktree", "add", "--quiet", "--detach", code], cwd=ROOT, check=True)
    running.callback(subprocess.run, ["git", "worktree", "remove", "--force", code], cwd=ROOT, check=True)
    return code


def _try(name: str, code: Path, folder: Path, server: str) -> tuple[int, list[Survivor]]:
    place = folder / name
    place.mkdir()
    session = Session(code, place, TARGETS[name])
    number = session.begin()
    session.run(_tests(session, folder / "sqlite", url=f"sqlite:///{folder}/unused.sqlite3"))
    if server and session.survivors():
        session.forget_survivors()
        session.run(_tests(session, folder / "postgresql", url=server))
    return number, session.survivors()


def _tests(session: Session, databases: Path, *, url: str) -> str:
    """The command for one mutant, after it has made the template of its database and has shown that the code is whole."""
    databases.mkdir(exist_ok=True)
    command = [
        *(
            "env",
            f"DATABASE_URL={url}",
            f"BACKCARE_DATA_DIR={databases.parent}/data",
            "PYTHONDONTWRITEBYTECODE=1",
        ),
        *(sys.executable, "-m", "pytest", "--quiet", "--exitfirst", "-n0", "-p", "no:cacheprovider"),
        *("-p", "no:playwright", f"--databases={databases}", *session.target.tests),
    ]
    whole = subprocess.run(
        command, cwd=session.code, env=os.environ | {"CI": "1"}, check=False, capture_output=True, text=True
    )
    if whole.returncode:
        sys.exit(f"The tests fail without a mutant already: {whole.stdout[-1000:]}")
    return shlex.join(command)


def _tell(name: str, number: int, survivors: list[Survivor]) -> None:
    print(f"\n{name}: {number - len(survivors)} of {number} noticed")
    for survivor in survivors:
        print(f"  {survivor.place}\n    " + survivor.diff.replace("\n", "\n    "), flush=True)


if __name__ == "__main__":
    sys.exit(main())
