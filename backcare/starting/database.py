"""The database: it can be reached, and its tables are those that the code expects."""

import hashlib
import os
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

REMEDIES = {
    "sqlite": "Check that its folder exists and may be written, and that DATABASE_URL is right.",
    "postgresql": "Check that the server runs and that DATABASE_URL is right, then try again.",
}
REMEDIES_IN_USE = {
    "sqlite": "Check that there is room on its disk and that it may be written, then try again.",
    "postgresql": "Look into the log of the server, then try again.",
}


def refuse_an_unreachable_database() -> None:
    """Raise `CommandError`, naming where the database should be but never its password."""
    if reason := why_it_cannot_be_reached():
        raise CommandError(reason)


def refuse_an_empty_database_beside(data_dir: Path) -> None:
    """Raise `CommandError` where another database, or one that is lost, belongs to the folder: nothing is to be begun anew."""
    if connection.introspection.table_names():
        return
    uploads = Path(settings.MEDIA_ROOT)
    if _mark_in(data_dir).exists() or (uploads.is_dir() and any(uploads.iterdir())):
        raise CommandError(
            f"{_place()} is empty, but the data folder {data_dir} has been in use. Check that DATABASE_URL is right and "
            "that no backup has to be restored first. For a new site name another folder with BACKCARE_DATA_DIR."
        )


def why_it_cannot_be_reached() -> str:
    """One sentence with the remedy; empty if it can."""
    try:
        connection.ensure_connection()
    except OperationalError as error:
        return f"{_place()} cannot be reached: {_reason(error)} {REMEDIES[connection.vendor]}"
    return ""


def why_it_cannot_be_used(error: DatabaseError) -> str:
    """The same of an error that came up while it worked; empty where database and tables are in order."""
    connection.close()  # a broken transaction would answer nothing
    if reason := why_it_cannot_be_reached():
        return reason
    # SQLite says of a table that is not there what it says of a full disk, by the same class.
    if _names_no_table_or_column(error) or not isinstance(error, OperationalError):
        return "The tables do not fit this code. Run “manage.py migrate”." if are_tables_missing() else ""
    return f"{_place()} cannot be used: {_reason(error)} {REMEDIES_IN_USE[connection.vendor]}"


def _names_no_table_or_column(error: DatabaseError) -> bool:
    return any(words in str(error) for words in ("no such table", "no such column", "has no column named"))


def are_tables_missing() -> bool:
    """Whether a migration of this code has not run on the database yet. Raises `OperationalError` when it cannot be reached."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def make_the_tables_fit() -> bool:
    """Migrate if anything is left to migrate; whether there was.

    What follows the migrations (permissions, roles, governed texts) is done once more where it was interrupted: only a
    mark in the data folder says that it has come to its end.
    """
    executor = MigrationExecutor(connection)
    wanted = sorted(executor.loader.graph.leaf_nodes())
    is_behind = bool(executor.migration_plan(wanted))
    done, mark = _mark_in(settings.DATA_DIR), _mark_of(wanted)
    if not is_behind and done.exists() and done.read_text(encoding="utf-8") == mark:
        return False
    call_command("migrate", interactive=False, verbosity=0)
    done.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = done.with_name(f".migrated-{os.getpid()}")
    draft.write_text(mark, encoding="utf-8")
    draft.replace(done)
    return is_behind


def _mark_in(data_dir: Path) -> Path:
    return data_dir / "migrated"


def _mark_of(migrations: list[tuple[str, str]]) -> str:
    """Which database has come to which migrations; without its password."""
    database = connection.settings_dict
    words = [
        database["ENGINE"],
        str(database["NAME"]),
        database["HOST"],
        str(database["PORT"]),
        *map(str, migrations),
    ]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def _place() -> str:
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"The database file {database['NAME']}"
    port = f", port {database['PORT']}" if database["PORT"] else ""
    return f"The database '{database['NAME']}' on {database['HOST'] or 'this machine'}{port}"


def _reason(error: OperationalError) -> str:
    """The first line of what the driver says, as a sentence; no driver puts the password there, and we make sure."""
    words = str(error).strip().splitlines()[0].strip()
    if password := connection.settings_dict.get("PASSWORD"):
        words = words.replace(password, "…")
    return words.rstrip(".") + "."
