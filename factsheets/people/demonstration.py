"""The accounts of a demonstration: one for each role, so that a new installation can be tried out."""

from __future__ import annotations

from collections.abc import Sequence

from django.apps import AppConfig
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError
from django.db.models import QuerySet

#: User name → the group whose role the account plays.
ROLES = {
    "author": "Author",
    "editor": "Editor",
    "reviewer": "Clinical reviewer",
    "manager": "Resource manager",
    "administrator": "Administrator",
}
#: What stands in the place of a person's name.
FIRST_NAME = "Demonstration"


def demonstration_address(username: str) -> str:
    """An address for mail that is reserved for examples (RFC 2606): no mail to it ever reaches anybody."""
    return f"{username}@example.org"


def demonstration_accounts() -> QuerySet[AbstractUser]:
    """Those that can still sign in, and that nobody has made their own by giving them a name or an address for mail."""
    return get_user_model().objects.filter(
        username__in=ROLES,
        first_name=FIRST_NAME,
        email__in=["", *map(demonstration_address, ROLES)],
        is_active=True,
    )


def check_accounts(
    app_configs: Sequence[AppConfig] | None = None, databases: Sequence[str] | None = None, **kwargs: object
) -> list[CheckMessage]:
    """For `manage.py check --deploy --database default`: an error while one is left."""
    if "default" not in (databases or []):
        return []
    try:
        names = list(demonstration_accounts().order_by("username").values_list("username", flat=True))
    except DatabaseError:  # another check says so
        return []
    if not names:
        return []
    words = f"Demonstration accounts can sign in: {', '.join(names)}. Delete them under Settings → Users."
    return [Error(words, id="factsheets.E001")]


def register_account_check() -> None:
    """Run with `--deploy` alone."""
    register(check_accounts, Tags.database, deploy=True)
