"""The same list for `manage.py check --database default`, and for the commands that run every day."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from django.apps import AppConfig
from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import DatabaseError

from factsheets.starter.foundations import TABLES_DO_NOT_FIT, database_is_complete

from .listing import what_is_wrong


def check_the_way_to_publication(
    app_configs: Sequence[AppConfig] | None = None, databases: Sequence[str] | None = None, **kwargs: object
) -> list[CheckMessage]:
    """A warning for each fault, asked for only where commands may use the database."""
    if "default" not in (databases or []):
        return []
    try:
        if not database_is_complete("default"):
            return [] if _is_migrating() else [Warning(TABLES_DO_NOT_FIT, id="factsheets.W003")]
        faults = what_is_wrong()
    except DatabaseError as error:
        return [Warning(f"The way to publication could not be checked: {error}", id="factsheets.W003")]
    return [
        Warning(str(fault), hint=None, id="factsheets.W001" if fault.stops else "factsheets.W002")
        for fault in faults
    ]


def _is_migrating() -> bool:
    """Whether this is the command that mends it, which asks the same before it begins."""
    return sys.argv[1:2] == ["migrate"]


def register_check() -> None:
    """With the tag that keeps Django from asking where the database may not be used."""
    register(check_the_way_to_publication, Tags.database)
