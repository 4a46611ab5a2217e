"""A stored release, put where today's code can start it: a data folder, and a database of its own."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from django.conf import settings
from django.db import connection

from tests.setting_up.commands import Type, prompt
from tests.setting_up.unpacking import unpack

from .store import ROOT, environment

HERE = Path(__file__).parent
RELEASES = sorted(file.parent for file in HERE.glob("*/migrations.json"))

#: Every row of every table, by its key: a row is its columns by name.
Tables = dict[str, dict[Any, dict[str, Any]]]


@dataclass(frozen=True)
class Installation:
    """The data of a release, which the code of today works on in processes of its own."""

    release: Path
    folder: Path
    url: str
    type_: Type

    def run(self, *words: str) -> str:
        """Type a command of today's code; what it said on standard output."""
        said = self.type_(*words)
        assert said.code == 0, f"{' '.join(words)}: {said.out[-2000:]} {said.err[-4000:]}"
        return said.out

    @property
    def expected(self) -> Path:
        return self.release / f"{connection.vendor}.json"

    def change(self, statement: str) -> None:
        """Change what the database holds, past Django."""
        if connection.vendor == "sqlite":
            with closing(sqlite3.connect(self.folder / "backcare.sqlite3")) as database, database:
                database.execute(statement)
            return
        with _connect(self.url.rsplit("/", 1)[1]) as database:
            database.execute(statement)

    def tables(self) -> Tables:
        """What the database holds, read past Django."""
        if connection.vendor == "sqlite":
            with closing(sqlite3.connect(self.folder / "backcare.sqlite3")) as database:
                names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                return _read(database, names)
        with _connect(self.url.rsplit("/", 1)[1]) as database:
            return _read(database, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")


def _read(database: Any, names: str) -> Tables:
    tables: Tables = {}
    for (name,) in database.execute(names).fetchall():
        found = database.execute(f'SELECT * FROM "{name}"')
        columns = [column[0] for column in found.description]
        tables[name] = {row[0]: dict(zip(columns, row, strict=True)) for row in found.fetchall()}
    return tables


@contextmanager
def installed(release: Path, folder: Path) -> Iterator[Installation]:
    """The release as it was stored, on the kind of database that this run of the suite is about."""
    unpack(release / f"{connection.vendor}.tar.xz", folder)
    if connection.vendor == "sqlite":
        with _today(folder, "") as type_:
            yield Installation(release, folder, "", type_)
        return
    name = f"{settings.DATABASES['default']['NAME']}_{release.name}"
    with _connect("postgres", autocommit=True) as postgres:
        postgres.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        postgres.execute(f'CREATE DATABASE "{name}"')
    try:
        with _connect(name) as database:
            database.execute((folder / "dump.sql").read_bytes())
        with _today(folder, _url(name)) as type_:
            yield Installation(release, folder, _url(name), type_)
    finally:
        with _connect("postgres", autocommit=True) as postgres:
            postgres.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _today(folder: Path, url: str) -> AbstractContextManager[Type]:
    """Today's code at the data of a release; static files are laid out as they are, since no release left any."""
    return prompt(**environment(ROOT, folder, url) | {"DJANGO_SETTINGS_MODULE": "tests.releases.unpacked"})


def _connect(name: str, **options: Any) -> psycopg.Connection:
    """A database on the server that this run uses, past Django."""
    there = connection.settings_dict
    keys = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password"}
    return psycopg.connect(dbname=name, **{keys[key]: there[key] for key in keys if there[key]}, **options)


def _url(name: str) -> str:
    """The same as DATABASE_URL says it: a socket's folder stands before the name."""
    there = connection.settings_dict
    who = quote(there["USER"]) + (f":{quote(there['PASSWORD'])}" if there["PASSWORD"] else "")
    port = f":{there['PORT']}" if there["PORT"] else ""
    return f"postgres://{who}@{'/' if there['HOST'].startswith('/') else ''}{there['HOST']}{port}/{name}"
