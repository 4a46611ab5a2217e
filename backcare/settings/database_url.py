"""The database that DATABASE_URL names, or a sentence that says what is wrong with it."""

from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

SCHEMES = ("sqlite", "postgres", "postgresql")
FORMS = "sqlite:////folder/file.sqlite3 or postgres://user:password@host:5432/name"


def database_from(url: str) -> dict[str, Any]:
    """Django's settings for the database at `url`; raises `ImproperlyConfigured`, which never repeats the password."""
    if url.partition("://")[0] not in SCHEMES:
        raise ImproperlyConfigured(
            f"DATABASE_URL names no database that BackCare knows. It has to look like {FORMS}."
        )
    try:
        database: dict[str, Any] = environ.Env.db_url_config(url)
    except ValueError:
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read. It has to look like {FORMS}.") from None
    if not database["NAME"]:
        raise ImproperlyConfigured(
            f"DATABASE_URL names no database on its server. It has to look like {FORMS}."
        )
    return database
