"""A mistyped DATABASE_URL is told apart in words."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from backcare.settings.database_url import database_from


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "mysql://someone:secret-word@host/name",
        "postgres://",
        "postgres://someone:secret-word@host",
        "postgres://someone:secret-word@host:port/name",
        "postgres://someone:secret-word@host:99999/name",
        "postgres://someone:secret/word@host/name",
    ],
)
def test_what_cannot_be_used_is_refused_without_the_password(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^DATABASE_URL .* has to look like") as refusal:
        database_from(url)
    assert "secret" not in str(refusal.value)
    assert refusal.value.__cause__ is None


@pytest.mark.parametrize(
    ("url", "engine", "name", "host"),
    [
        ("sqlite:////folder/file.sqlite3", "sqlite3", "/folder/file.sqlite3", ""),
        ("postgres://someone:p%23@host:5432/name", "postgresql", "name", "host"),
        ("postgresql://someone@host/name", "postgresql", "name", "host"),
        ("postgres://someone@//run/sockets/name", "postgresql", "name", "/run/sockets"),
    ],
)
def test_what_names_a_database_is_understood(url: str, engine: str, name: str, host: str) -> None:
    database = database_from(url)
    assert (database["ENGINE"], database["NAME"], database["HOST"]) == (
        f"django.db.backends.{engine}",
        name,
        host,
    )
