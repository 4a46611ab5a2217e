"""What each file was made from: a database of its own beside the files, so that it never tells of others than these.

A library that is restored from a backup is another one than its files were made from, and that is noticed.
"""

from __future__ import annotations

import errno
import json
import sqlite3
import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from .reads import Read, tables_in

_TABLES = """
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS statement (id INTEGER PRIMARY KEY, sql TEXT NOT NULL UNIQUE, tables TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS asked (
    id INTEGER PRIMARY KEY, statement INTEGER NOT NULL, params TEXT NOT NULL, UNIQUE (statement, params)
);
CREATE TABLE IF NOT EXISTS made (
    id INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE, page INTEGER, digest TEXT NOT NULL,
    release TEXT NOT NULL, until REAL, made_at REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS made_of_page ON made (page);
CREATE TABLE IF NOT EXISTS made_from (
    made INTEGER NOT NULL, asked INTEGER NOT NULL, digest BLOB NOT NULL, PRIMARY KEY (made, asked)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS made_from_asked ON made_from (asked);
CREATE TABLE IF NOT EXISTS failed (address TEXT PRIMARY KEY, reason TEXT NOT NULL, since REAL NOT NULL);
CREATE TABLE IF NOT EXISTS purge (id INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS note (name TEXT PRIMARY KEY, value TEXT NOT NULL);
PRAGMA user_version = 1;
COMMIT;
"""

_QUESTIONS = """
SELECT asked.id, statement, params, count(*) FROM asked JOIN made_from ON made_from.asked = asked.id
WHERE statement IN (SELECT value FROM json_each(?1)) AND ?2 IS NOT NULL GROUP BY asked.id ORDER BY 4 DESC, 1
"""
_QUESTIONS_OF_FILES = """
SELECT asked.id, statement, params, count(*) FROM made
JOIN made_from ON made_from.made = made.id JOIN asked ON made_from.asked = asked.id
WHERE statement IN (SELECT value FROM json_each(?1)) AND address IN (SELECT value FROM json_each(?2))
GROUP BY asked.id ORDER BY 4 DESC, 1
"""


#: In place of a digest: nothing was there, so there is no file. In place of a release: it has to be made once more.
NOTHING, MADE_ONCE_MORE = "nothing", ""


class Made(NamedTuple):
    """The record of one file, or of an address at which nothing was."""

    digest: str
    release: str
    until: float | None


class Noted(NamedTuple):
    """A file that was written, the page that it belongs to, and what it was made from."""

    address: str
    page: int | None
    made: Made
    reads: list[Read]


class AskedOfTheDatabase(NamedTuple):
    """One read that files were made from, and how many."""

    number: int
    sql: str
    params: str
    files: int


class Failed(NamedTuple):
    """An address that has no file, and why."""

    address: str
    reason: str
    since: float


class MadeFrom:
    """The records of all files. Each call is a transaction of its own; any number of processes may call."""

    def __init__(self, root: Path) -> None:
        self._path = root / "made-from.sqlite3"
        self._root = root

    @contextmanager
    def _open(self, *, writes: bool = False) -> Iterator[sqlite3.Connection]:
        self._root.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._path, timeout=30, isolation_level=None)
        try:
            connection.execute("PRAGMA synchronous=NORMAL")
            if connection.execute("PRAGMA user_version").fetchone() == (0,):
                connection.execute("PRAGMA journal_mode=WAL")
                connection.executescript(_TABLES)
            connection.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
            yield connection
            connection.execute("COMMIT")
        except (
            sqlite3.OperationalError
        ) as error:  # no room, no right to write, or held for longer than anybody waits
            raise OSError(errno.EIO, str(error), str(self._path)) from error
        finally:
            connection.close()

    def note(self, made: Iterable[Noted]) -> None:
        """These files were written."""
        with self._open(writes=True) as db:
            numbers = _Numbers(db)
            for each in made:
                _note(db, numbers, each)

    def forget(self, addresses: Collection[str], *, reason: str = "") -> None:
        """These have no file any more; `reason` is kept where they should have one."""
        with self._open(writes=True) as db:
            for address in addresses:
                db.execute(
                    "DELETE FROM made_from WHERE made = (SELECT id FROM made WHERE address = ?)", [address]
                )
                db.execute("DELETE FROM made WHERE address = ?", [address])
                if reason:
                    db.execute(
                        "INSERT INTO failed VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET reason = excluded.reason",
                        [address, reason, time.time()],
                    )
                else:
                    db.execute("DELETE FROM failed WHERE address = ?", [address])

    def made(self) -> dict[str, Made]:
        """The record of each address."""
        with self._open() as db:
            rows = db.execute("SELECT address, digest, release, until FROM made").fetchall()
        return {address: Made(*rest) for address, *rest in rows}

    def of_pages(self, pages: Collection[int]) -> list[str]:
        """The addresses that belong to these pages, as far as they have files."""
        with self._open() as db:
            found = db.execute(
                "SELECT address FROM made WHERE page IN (SELECT value FROM json_each(?))",
                [json.dumps(list(pages))],
            )
            return [address for (address,) in found]

    def questions(
        self, tables: Collection[str] | None = None, *, addresses: Collection[str] | None = None
    ) -> list[AskedOfTheDatabase]:
        """What the files were made from; with `tables`, only what reads one of these, with `addresses`, only what one of
        these was made from. First what is asked with few values, as lists are: what is one of many pages comes last."""
        with self._open() as db:
            statements = {
                number: (sql, set(json.loads(named)))
                for number, sql, named in db.execute("SELECT id, sql, tables FROM statement")
            }
            wanted = [
                number
                for number, (_, named) in statements.items()
                if tables is None or not named or named & set(tables)
            ]
            rows = db.execute(
                _QUESTIONS_OF_FILES if addresses is not None else _QUESTIONS,
                [json.dumps(wanted), json.dumps(list(addresses or ()))],
            ).fetchall()
        values = Counter(statement for _, statement, _, _ in rows)
        rows.sort(key=lambda row: values[row[1]])
        return [
            AskedOfTheDatabase(number, statements[statement][0], params, files)
            for number, statement, params, files in rows
        ]

    def untrue(self, answers: dict[int, bytes]) -> list[str]:
        """The addresses of files that were made from other answers than these, by the number of the question."""
        with self._open() as db:
            db.execute("CREATE TEMP TABLE now (asked INTEGER PRIMARY KEY, digest BLOB NOT NULL)")
            db.executemany("INSERT INTO now VALUES (?, ?)", answers.items())
            found = db.execute(
                "SELECT DISTINCT address FROM made JOIN made_from ON made = made.id JOIN now USING (asked) "
                "WHERE made_from.digest <> now.digest OR now.digest = x''"
            )
            return [address for (address,) in found]

    def tidy(self) -> None:
        """Forget questions that no file is made from any more."""
        with self._open(writes=True) as db:
            db.execute("DELETE FROM asked WHERE id NOT IN (SELECT asked FROM made_from)")
            db.execute("DELETE FROM statement WHERE id NOT IN (SELECT statement FROM asked)")

    def failures(self) -> list[Failed]:
        """The addresses that should have a file and have none."""
        with self._open() as db:
            return [
                Failed(*row)
                for row in db.execute("SELECT address, reason, since FROM failed ORDER BY address")
            ]

    def has_failed(self, address: str) -> bool:
        """Whether it should have a file and has none, for a reason that is kept."""
        with self._open() as db:
            return db.execute("SELECT 1 FROM failed WHERE address = ?", [address]).fetchone() is not None

    def write_down(self, name: str, moment: datetime) -> None:
        """When something was done last."""
        with self._open(writes=True) as db:
            db.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", [name, moment.isoformat()])

    def written_down(self, name: str) -> datetime | None:
        """When it was done last; None for never."""
        with self._open() as db:
            found = db.execute("SELECT value FROM note WHERE name = ?", [name]).fetchone()
        return datetime.fromisoformat(found[0]) if found else None

    def note_to_purge(self, addresses: Iterable[str]) -> None:
        """A cache in front has to forget these."""
        with self._open(writes=True) as db:
            # Whoever is being told of the same just now has been told of what was before: a row of a new number.
            db.executemany(
                "INSERT OR REPLACE INTO purge (address) VALUES (?)", [(each,) for each in addresses]
            )

    def to_purge(self, most: int) -> dict[str, int]:
        """The oldest of these, with the number of their rows."""
        with self._open() as db:
            return dict(db.execute("SELECT address, id FROM purge ORDER BY id LIMIT ?", [most]).fetchall())

    def purged(self, numbers: Iterable[int]) -> None:
        """The cache has forgotten the addresses of these rows."""
        with self._open(writes=True) as db:
            db.executemany("DELETE FROM purge WHERE id = ?", [(number,) for number in numbers])

    def count(self) -> int:
        """How many addresses have a file."""
        with self._open() as db:
            (found,) = db.execute("SELECT count(*) FROM made WHERE digest <> ?", [NOTHING]).fetchone()
        return int(found)

    def oldest(self) -> float | None:
        """When the oldest of all files was made or proved by a new rendering, in seconds since 1970."""
        with self._open() as db:
            (found,) = db.execute("SELECT min(made_at) FROM made").fetchone()
        return float(found) if found is not None else None


class _Numbers:
    """The numbers of questions, within one transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._statements: dict[str, int] = {}

    def of(self, read: Read) -> int:
        """That of this one, which is written down unless it is."""
        values = [self._statement(read.sql), read.params]
        find = "SELECT id FROM asked WHERE statement = ? AND params = ?"
        insert = "INSERT INTO asked (statement, params) VALUES (?, ?) RETURNING id"
        return _first(self._db, find, values) or _first(self._db, insert, values)

    def _statement(self, sql: str) -> int:
        if sql not in self._statements:
            insert = "INSERT INTO statement (sql, tables) VALUES (?, ?) RETURNING id"
            self._statements[sql] = _first(
                self._db, "SELECT id FROM statement WHERE sql = ?", [sql]
            ) or _first(self._db, insert, [sql, json.dumps(sorted(tables_in(sql)))])
        return self._statements[sql]


def _first(db: sqlite3.Connection, sql: str, values: list[object]) -> int:
    """The number that is found; 0 for none."""
    found = db.execute(sql, values).fetchone()
    return int(found[0]) if found else 0


def _note(db: sqlite3.Connection, numbers: _Numbers, noted: Noted) -> None:
    db.execute("DELETE FROM made_from WHERE made = (SELECT id FROM made WHERE address = ?)", [noted.address])
    (number,) = db.execute(
        "INSERT INTO made (address, page, digest, release, until, made_at) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (address) DO UPDATE SET page = excluded.page, digest = excluded.digest, "
        "release = excluded.release, until = excluded.until, made_at = excluded.made_at RETURNING id",
        [noted.address, noted.page, *noted.made, time.time()],
    ).fetchone()
    for read in noted.reads:
        # Asked twice with another answer in between: neither is what the file was made from.
        db.execute(
            "INSERT INTO made_from (made, asked, digest) VALUES (?, ?, ?) "
            "ON CONFLICT DO UPDATE SET digest = x'' WHERE digest <> excluded.digest",
            [number, numbers.of(read), read.digest],
        )
    db.execute("DELETE FROM failed WHERE address = ?", [noted.address])
