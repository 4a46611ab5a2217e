"""One worker at a time: whoever holds this lock knows that nobody else runs tasks of this database."""

from contextlib import suppress
from pathlib import Path

from django.db import OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from backcare.process_lock import ProcessLock

#: Any number will do, as long as every version takes the same one; starts take another (`starting/startup_lock.py`).
ADVISORY_LOCK = 0x4261636C


class WorkerLock:
    """Held from `take()` to `end()`, or until the process is gone, however it went.

    SQLite: a lock on a file beside the database. PostgreSQL: a lock of a session of its own, so that it also keeps out
    workers on other machines, and Django's way of renewing connections does not lose it.
    """

    def __init__(self) -> None:
        self._file: ProcessLock | None = None
        self._session: BaseDatabaseWrapper | None = None

    def take(self) -> bool:
        """Whether it is ours now; nobody is waited for."""
        return self._take_session() if connection.vendor == "postgresql" else self._take_file()

    def is_held(self) -> bool:
        """Whether it is still ours: a session may have been cut."""
        if self._session is None:
            return self._file is not None and self._file.is_held
        try:
            with self._session.cursor() as cursor:
                cursor.execute("SELECT 1")
        except OperationalError:
            return False
        return True

    def end(self) -> None:
        """Let the next one work."""
        if self._file is not None:
            self._file.end()
        if self._session is not None:
            # By name first: the server sees only a moment later that a session was closed.
            with suppress(OperationalError), self._session.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_LOCK])
            self._session.close()
            self._session = None

    def _take_file(self) -> bool:
        self._file = ProcessLock(Path(f"{connection.settings_dict['NAME']}.worker-lock"))
        return self._file.take(wait=False)

    def _take_session(self) -> bool:
        session = connection.copy()
        with session.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [ADVISORY_LOCK])
            (taken,) = cursor.fetchone()
        if taken:
            self._session = session
        else:
            session.close()
        return bool(taken)
