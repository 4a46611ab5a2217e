"""One database set-up for each run: a template is migrated once, and every parallel worker gets a copy of it."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.backends.signals import connection_created
from filelock import FileLock

#: Seconds in which a server that shares its machine with much else has to take a connection.
PATIENCE = 60
#: Which database the copy of this process was made from.
_template = ""


def claim_database(shared: Path, copy: str) -> None:
    """Point the connection of this process at a database of its own, named after `copy`.

    `shared` is a folder that all workers of this run see; SQLite databases are files in it. The first worker to come
    makes the template, the others wait for it.
    """
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(shared / "template.sqlite3")
        connection_created.connect(_do_not_wait_for_the_disk)
    else:
        connection.settings_dict["OPTIONS"]["connect_timeout"] = PATIENCE
    global _template
    creation = connection.creation
    with FileLock(shared / "database.lock"):
        ready = shared / "database.ready"
        if ready.exists():
            connection.close()
            connection.settings_dict["NAME"] = creation._get_test_db_name()
        else:
            creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            ready.touch()
        connection.close()  # a template in use cannot be copied
        # The journal of a run that was killed would be played into the new copy.
        for left_behind in shared.glob(f"template_{copy}.sqlite3-*"):
            left_behind.unlink()
        _template = str(connection.settings_dict["NAME"])
        creation.clone_test_db(copy, verbosity=0, autoclobber=True)
    connection.settings_dict.update(creation.get_test_db_clone_settings(copy))


def start_over(*_case: Any) -> None:
    """Make the database of this process a fresh copy of the template.

    A test with transactions of its own ends so. Django would empty every table and lay all foundations anew, which takes
    ten times as long and leaves out what only migrations write.
    """
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(_template)) as template:
            template.backup(connection.connection)
        return
    name = connection.settings_dict["NAME"]
    connection.close()
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{_template}"')


def give_back_database() -> None:
    """Delete the copy that this process claimed."""
    connection.creation.destroy_test_db(verbosity=0)


def _do_not_wait_for_the_disk(connection: Any, **_kwargs: Any) -> None:
    """Test databases need not survive a power cut."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
