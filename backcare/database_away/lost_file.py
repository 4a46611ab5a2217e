"""The file of SQLite: where it is not there any more, a process that lasts begins no new one in its place."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from django.db import connection


def never_begin_a_new_file() -> None:
    """From now on, connections of this process open the database that is there, or fail, which readers are told of.

    By itself SQLite makes an empty file, in which no table is, and which would stand in the way of the one that comes back.
    """
    database = connection.settings_dict
    path = Path(str(database["NAME"]))
    if connection.vendor == "sqlite" and path.is_absolute():
        database["OPTIONS"]["database"] = f"file:{quote(str(path))}?mode=rw"
