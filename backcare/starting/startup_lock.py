"""The start-up lock: two starts of one installation would lay out the same files and tables, so one waits for the other."""

from pathlib import Path

from django.db import connection

from backcare.process_lock import ProcessLock

# Any number will do, as long as every start of every version takes the same one.
ADVISORY_LOCK = 0x4261636B


class StartupLock:
    """The right to prepare an installation; held from `take()` to `end()`, or until the process is gone.

    A lock on a file keeps out other starts on this data folder; where the database has locks of its own (PostgreSQL),
    one there keeps out starts on other machines. The file lock passes on to child processes, and either may end it.
    """

    def __init__(self, data_dir: Path) -> None:
        self._file = ProcessLock(data_dir / "start.lock")

    @property
    def path(self) -> Path:
        """The file of the lock, in the data folder."""
        return self._file.path

    def take(self) -> None:
        """Wait for other starts to end theirs."""
        self._file.take(wait=True)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_LOCK])

    def end(self) -> None:
        """Let the next one in; the lock in the database ends with its connection."""
        self._file.end()
