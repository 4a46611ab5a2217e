"""A statement that takes long is waited for while the server is there, and given up when it says nothing any more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from backcare.database_away import patience as patience_module
from backcare.database_away.patience import patience

from .stopped_database import Door, database_behind_a_door

pytestmark = pytest.mark.django_db(transaction=True)
SLEEPS = "SELECT pg_sleep(1)"


@pytest.fixture
def door() -> Iterator[Door]:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite is no server that could be away")
    with database_behind_a_door() as door:
        yield door


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """What was found each time that somebody looked whether the server is there."""
    found: list[bool] = []
    look = patience_module._is_there

    def noted(connected: object) -> bool:
        found.append(look(connected))  # type: ignore[arg-type]
        return found[-1]

    monkeypatch.setattr(patience_module, "_is_there", noted)
    monkeypatch.setattr(patience_module, "SECONDS_BEFORE_A_LOOK", 0.2)
    return found


@pytest.fixture
def away(door: Door) -> Iterator[BaseDatabaseWrapper]:
    """A connection of Django's that goes through the door."""
    host, _, rest = door.url.rpartition("@")[2].partition(":")
    other = connection.copy()
    other.settings_dict |= {"HOST": host, "PORT": rest.partition("/")[0]}
    other.connect()
    patience_module._limit(other)
    yield other
    door.open()
    other.close()


def test_a_long_statement_of_staff_goes_on_while_the_server_is_there(
    away: BaseDatabaseWrapper, looks: list[bool]
) -> None:
    with patience(first=60, then=60), away.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.execute(SLEEPS)
        cursor.execute("SELECT 2")
        assert cursor.fetchone() == (2,)
    assert looks
    assert all(looks)


def test_a_statement_under_way_is_given_up_when_the_server_stops(
    away: BaseDatabaseWrapper, door: Door, looks: list[bool]
) -> None:
    with patience(first=60, then=3600), away.cursor() as cursor:
        cursor.execute("SELECT 1")
        door.shut()
        with pytest.raises(OperationalError, match="did not answer in time"):
            cursor.execute(SLEEPS)
    assert looks == [False]
