"""The lock of the worker: one at a time, gone with its holder."""

import pytest
from django.db import connection

from backcare.background.worker_lock import WorkerLock

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_is_held_by_one_and_then_by_the_next() -> None:
    first, second = WorkerLock(), WorkerLock()
    assert not first.is_held()
    assert first.take()
    assert first.is_held()
    assert not second.take()
    assert not second.is_held()
    first.end()
    assert not first.is_held()
    assert second.take()
    second.end()


def test_where_the_session_is_cut_it_is_lost() -> None:
    right = WorkerLock()
    assert right.take()
    if connection.vendor == "postgresql":  # a lock on a file cannot be lost
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database ="
                " (SELECT oid FROM pg_database WHERE datname = current_database())"
            )
    assert right.is_held() is (connection.vendor == "sqlite")
    right.end()
