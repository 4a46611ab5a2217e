"""How the records of files lie in the ledger, and how what a file was made from is written down."""

from __future__ import annotations

import json
import sqlite3
import time
from typing import NamedTuple

from .reads import Read, tables_in

TABLES = """
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


class Numbers:
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


def note_file(db: sqlite3.Connection, numbers: Numbers, noted: Noted) -> None:
    """Write one file down, in the place of what was known of it."""
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
