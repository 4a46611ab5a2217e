"""How long an answer waits for PostgreSQL. A server that was stopped, or is cut off, says nothing at all, so nothing but a clock helps."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import psycopg
from django.conf import settings
from django.db import OperationalError
from django.db.backends.signals import connection_created

#: A statement that takes longer is no sign of a server that has gone: it is asked beside it, for so many seconds, each time.
SECONDS_BEFORE_A_LOOK, SECONDS_TO_LOOK = 3, 2


class _Patience(threading.local):
    """Of the request that this thread answers: seconds that it may still wait; None is no limit, as for commands."""

    left: float | None = None
    then: float = 0.0
    is_watched: bool = False


_patience = _Patience()


@contextmanager
def patience(*, first: float, then: float = 0) -> Iterator[None]:
    """Within it, the database has `first` seconds to show that it is there, and after that `then` seconds for each statement.

    Without `then`, all statements together have `first` seconds. Only waiting counts, not what is done in between. A statement under way
    is given up as soon as the server takes no other connection, or says nothing on it.
    """
    _patience.left, _patience.then, _patience.is_watched = first, then, False
    try:
        yield
    finally:
        _patience.left = None


def limit_waiting_for_the_database() -> None:
    """From now on, connections of this process wait no longer than `patience` allows, and the server ends what takes too long."""
    connection_created.connect(_limit, dispatch_uid="backcare.database_away")


def _limit(connection: Any, **_kwargs: object) -> None:
    if connection.vendor != "postgresql":
        return
    connected = connection.connection
    connected.wait = partial(_wait, connected, connected.wait)
    with connection.cursor() as cursor:
        cursor.execute(f"SET statement_timeout = '{settings.DATABASE_STATEMENT_SECONDS}s'")


def _wait(
    connected: psycopg.Connection, wait: Callable[..., Any], words: Any, *told: object, **options: object
) -> object:
    """The waiting of psycopg, with a limit. Past it the connection is closed: what it would answer belongs to no question."""
    left = _patience.left
    if left is None:
        return wait(words, *told, **options)
    started = time.monotonic()
    while True:
        ends = min(time.monotonic() - started + SECONDS_BEFORE_A_LOOK, left) if _patience.is_watched else left
        try:
            # The same words once more: psycopg goes on with them where it stopped.
            answer = wait(
                words, *told, **options | {"timeout": max(ends - (time.monotonic() - started), 0.01)}
            )
            break
        except psycopg.OperationalError as error:
            waited = time.monotonic() - started
            if waited < ends:
                raise
            if waited < left and _is_there(connected):
                continue
            connected.close()
            # Django's own, so that Django does not take it for a connection to be made anew.
            raise OperationalError("The database did not answer in time.") from error
    _patience.is_watched = _patience.then > 0
    _patience.left = _patience.then or left - (time.monotonic() - started)
    return answer


def _is_there(connected: psycopg.Connection) -> bool:
    """Whether the server answers another connection: then it is only busy with what it was asked."""
    asked = connected.info
    options: dict[str, Any] = {
        **asked.get_parameters(),
        "password": asked.password,
        "connect_timeout": SECONDS_TO_LOOK,
        "application_name": "backcare looks whether the database is there",
    }
    try:
        psycopg.connect(**options).close()
    except psycopg.OperationalError as error:
        # One that says why it takes nobody in, such as too many connections, is there.
        return "FATAL" in str(error)
    return True
