"""The database: it can be reached, and its tables are those that the code expects."""

from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

REMEDIES = {
    "sqlite": "Check that its folder exists and may be written, and that DATABASE_URL is right.",
    "postgresql": "Check that the server runs and that DATABASE_URL is right, then try again.",
}


def refuse_an_unreachable_database() -> None:
    """Raise `CommandError`, naming where the database should be but never its password."""
    try:
        connection.ensure_connection()
    except OperationalError as error:
        raise CommandError(
            f"{_place()} cannot be reached: {_reason(error)} {REMEDIES[connection.vendor]}"
        ) from None


def make_the_tables_fit() -> bool:
    """Migrate if anything is left to migrate; whether there was."""
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    call_command("migrate", interactive=False, verbosity=0)
    return True


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
