"""What each file was made from: a database of its own beside the files, so that it never tells of others than these.

A library that is restored from a backup is another one than its files were made from, and that is noticed.
"""

from __future__ import annotations

import errno
import json
import logging
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from .ledger_rows import NOTHING, TABLES, Made, Noted, Numbers, note_file

logger = logging.getLogger(__name__)

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
_UNTRUE = """
SELECT DISTINCT address FROM made JOIN made_from ON made = made.id JOIN now USING (asked)
WHERE made_from.digest <> now.digest OR now.digest = x''
"""
_ANSWERED_OTHERWISE = """
SELECT statement FROM now JOIN asked ON asked.id = now.asked GROUP BY statement
HAVING count(*) >= ? AND ? * count(*) <= sum(EXISTS (
    SELECT 1 FROM made_from WHERE made_from.asked = now.asked AND (made_from.digest <> now.digest OR now.digest = x'')
))
"""
#: So many questions of a statement, and so great a part of them, speak for all.
_ENOUGH, _NEARLY_EACH = 100, 0.95


class AskedOfTheDatabase(NamedTuple):
    """One read that files were made from, and how many."""

    number: int
    statement: int
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

    def __init__(self, root: Path, *, on_damage: Callable[[], object] = lambda: None) -> None:
        self._path = root / "made-from.sqlite3"
        self._root = root
        self._on_damage = on_damage

    @contextmanager
    def _open(self, *, writes: bool = False) -> Iterator[sqlite3.Connection]:
        connection = self._connected()
        try:
            connection.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
            yield connection
            connection.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            if _is_damaged(error):
                self._begin_anew()
            elif not isinstance(error, sqlite3.OperationalError):
                raise
            # No room, no right to write, held for longer than anybody waits, or damaged.
            raise OSError(errno.EIO, str(error), str(self._path)) from error
        finally:
            connection.close()

    def _connected(self) -> sqlite3.Connection:
        """With its tables. A file that is no database, or a damaged one, is given up: what it told of is made anew."""
        try:
            return self._connect()
        except sqlite3.DatabaseError as error:
            if not _is_damaged(error):
                raise OSError(errno.EIO, str(error), str(self._path)) from error
        self._begin_anew()
        try:
            return self._connect()
        except sqlite3.DatabaseError as error:
            raise OSError(errno.EIO, str(error), str(self._path)) from error

    def _connect(self) -> sqlite3.Connection:
        self._root.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._path, timeout=30, isolation_level=None)
        try:
            connection.execute("PRAGMA synchronous=NORMAL")
            if connection.execute("PRAGMA user_version").fetchone() == (0,):
                connection.execute("PRAGMA journal_mode=WAL")
                connection.executescript(TABLES)
        except sqlite3.DatabaseError:
            connection.close()
            raise
        return connection

    def _begin_anew(self) -> None:
        """Nobody knows any more what the files were made from, so they leave service before the record of it is gone."""
        logger.error("%s is damaged. All files leave service, and are made anew.", self._path)
        self._on_damage()
        for ending in ("", "-wal", "-shm"):
            self._path.with_name(f"{self._path.name}{ending}").unlink(missing_ok=True)

    def note(self, made: Iterable[Noted]) -> None:
        """These files were written."""
        with self._open(writes=True) as db:
            numbers = Numbers(db)
            for each in made:
                note_file(db, numbers, each)

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

    def below(self, top: str) -> list[str]:
        """The addresses that begin so, as far as they have files."""
        with self._open() as db:
            found = db.execute("SELECT address FROM made WHERE substr(address, 1, ?) = ?", [len(top), top])
            return [address for (address,) in found]

    def questions(
        self, tables: Collection[str] | None = None, *, addresses: Collection[str] | None = None
    ) -> list[AskedOfTheDatabase]:
        """What the files were made from; with `tables`, only what reads one of these, with `addresses`, only what one of
        these was made from. First what is asked with few values, as lists are, and a few of each statement: what is one of many
        pages comes last."""
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
        of_each: Counter[int] = Counter()
        order = {}
        for number, statement, _, _ in rows:
            of_each[statement] += 1
            order[number] = (of_each[statement] > _ENOUGH, values[statement])
        rows.sort(key=lambda row: order[row[0]])
        return [
            AskedOfTheDatabase(number, statement, statements[statement][0], params, files)
            for number, statement, params, files in rows
        ]

    def untrue(self, answers: dict[int, bytes]) -> list[str]:
        """The addresses of files that were made from other answers than these, by the number of the question."""
        with self._open_beside(answers) as db:
            found = db.execute(_UNTRUE)
            return [address for (address,) in found]

    def answered_otherwise(self, answers: dict[int, bytes]) -> set[int]:
        """The statements of which so many questions are among these, and nearly each has another answer now, that what was
        made from the others is hardly true either."""
        with self._open_beside(answers) as db:
            found = db.execute(_ANSWERED_OTHERWISE, [_ENOUGH, _NEARLY_EACH])
            return {statement for (statement,) in found}

    def made_by(self, statements: Collection[int]) -> list[str]:
        """The addresses of files for which one of these statements was asked, with whatever values."""
        with self._open() as db:
            found = db.execute(
                "SELECT address FROM made WHERE id IN (SELECT made FROM made_from JOIN asked ON asked.id = asked "
                "WHERE statement IN (SELECT value FROM json_each(?)))",
                [json.dumps(list(statements))],
            )
            return [address for (address,) in found]

    @contextmanager
    def _open_beside(self, answers: dict[int, bytes]) -> Iterator[sqlite3.Connection]:
        """With a table `now` of what the database answers now."""
        with self._open() as db:
            db.execute("CREATE TEMP TABLE now (asked INTEGER PRIMARY KEY, digest BLOB NOT NULL)")
            db.executemany("INSERT INTO now VALUES (?, ?)", answers.items())
            yield db

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


def _is_damaged(error: sqlite3.DatabaseError) -> bool:
    """As the library says; a fault of our own calls has no such name."""
    return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT"))
