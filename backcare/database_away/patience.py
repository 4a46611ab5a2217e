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


class _Patience(threading.local):
    """Of the request that this thread answers: seconds that it may still wait; None is no limit, as for commands."""

    left: float | None = None
    then: float = 0.0


_patience = _Patience()


@contextmanager
def patience(*, first: float, then: float = 0) -> Iterator[None]:
    """Within it, the database has `first` seconds to show that it is there, and after that `then` seconds for each statement.

    Without `then`, all statements together have `first` seconds. Only waiting counts, not what is done in between.
    """
    _patience.left, _patience.then = first, then
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


def _wait(connected: psycopg.Connection, wait: Callable[..., Any], *told: Any, **options: Any) -> Any:
    """The waiting of psycopg, with a limit. Past it the connection is closed: what it would answer belongs to no question."""
    left = _patience.left
    if left is None:
        return wait(*told, **options)
    started = time.monotonic()
    try:
        answer = wait(*told, **options | {"timeout": max(left, 0.01)})
    except psycopg.OperationalError as error:
        if time.monotonic() - started < left:
            raise
        connected.close()
        # Django's own, so that Django does not take it for a connection to be made anew.
        raise OperationalError("The database did not answer in time.") from error
    _patience.left = _patience.then or left - (time.monotonic() - started)
    return answer
