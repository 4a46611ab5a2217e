"""`python -m tests.releases.store COMMIT`: stores a release, made by its own code on both databases."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from tests.suite import postgresql

from .migrations import hashes

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent


def main(commit: str) -> None:
    name = _git("rev-parse", "--short=7", commit)
    place = HERE / name
    place.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="backcare-release-") as scratch:
        code = Path(scratch) / "code"
        _git("worktree", "add", "--detach", str(code), commit)
        try:
            _store_sqlite(code, Path(scratch) / "sqlite", place)
            with postgresql.server() as url:
                _store_postgresql(code, Path(scratch) / "postgresql", place, url)
            _write(place / "migrations.json", hashes(code))
        finally:
            _git("worktree", "remove", "--force", str(code))
    size = sum(file.stat().st_size for file in place.iterdir())
    print(f"Stored {place.relative_to(ROOT)}: {size // 1000} kB.")


def _store_sqlite(code: Path, folder: Path, place: Path) -> None:
    _make(code, folder, place / "sqlite.json", url="")
    _pack(folder, place / "sqlite.tar.xz", "backcare.sqlite3", "media")


def _store_postgresql(code: Path, folder: Path, place: Path, url: str) -> None:
    _make(code, folder, place / "postgresql.json", url=url)
    host, name = url.removeprefix("postgres://backcare@/").rsplit("/", 1)
    dumped = subprocess.run(
        [postgresql.programs() / "pg_dump", "--host", host, "--username", "backcare", name,
         "--inserts", "--no-owner", "--no-privileges"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    # Lines that only psql understands.
    lines = [line for line in dumped.stdout.splitlines() if not line.startswith("\\")]
    (folder / "dump.sql").write_text("\n".join(lines), encoding="utf-8")
    _pack(folder, place / "postgresql.tar.xz", "dump.sql", "media")


def _make(code: Path, folder: Path, expected: Path, *, url: str) -> None:
    folder.mkdir()
    subprocess.run(
        [sys.executable, "-m", "making", expected], cwd=code, env=environment(code, folder, url), check=True
    )


def environment(code: Path, folder: Path, url: str) -> dict[str, str]:
    """What the code of a release needs to run with the data in `folder`, beside `making`."""
    return os.environ | {
        "PYTHONPATH": f"{code}:{HERE}",
        "DJANGO_SETTINGS_MODULE": "backcare.settings.base",
        "BACKCARE_DATA_DIR": str(folder),
        "DATABASE_URL": url,
        "ALLOWED_HOSTS": "localhost",
        "SECRET_KEY": "only-for-tests",
        "SITE_URL": "",
        "EMAIL_URL": "smtp://127.0.0.1:9",  # where nobody listens
    }


def _pack(folder: Path, packed: Path, *names: str) -> None:
    with tarfile.open(packed, "w:xz", preset=9) as archive:
        for name in names:
            archive.add(folder / name, arcname=name)


def _write(path: Path, words: object) -> None:
    path.write_text(json.dumps(words, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _git(*words: str) -> str:
    return subprocess.run(
        ["git", *words], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()


if __name__ == "__main__":
    main(sys.argv[1])
