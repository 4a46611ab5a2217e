"""What is forgotten of signing in: devices whose session is over, and counts of tries that count no more."""

from __future__ import annotations

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection


def forget_devices() -> int:
    """Delete the rows of devices (network address and browser) on which nobody is signed in any more; how many."""
    still_open = Session.objects.values("session_key")
    return int(UserSession.objects.exclude(session_key__in=still_open).delete()[0])


def forget_tries(now: datetime) -> int:
    """Delete counts whose time was over at `now`; how many. Django itself deletes them only when the table is full."""
    table = connection.ops.quote_name(str(settings.CACHES["shared"]["LOCATION"]))
    moment = connection.ops.adapt_datetimefield_value(now.replace(microsecond=0))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [moment])  # noqa: S608 - a name of ours
        return int(cursor.rowcount)
