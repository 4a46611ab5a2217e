"""While the database is away, one request at a time looks whether it is back; all others are told at once to come back."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.defaults import server_error

from backcare.unreadable import not_kept_while_away

from .patience import patience

SECONDS_UNTIL_TRIED_AGAIN = 5
#: After a failure nobody looks for so long: those who waited behind it are told at once.
SECONDS_BETWEEN_LOOKS = 1
#: SQLSTATE classes of a server that is not there, and of one that is just going or coming; none where it said nothing.
_GONE = ("08", "57P")


class _Gate:
    def __init__(self) -> None:
        self.is_away = False
        self.looking = threading.Lock()
        self._failed_at = 0.0

    def shut(self) -> None:
        self.is_away, self._failed_at = True, time.monotonic()

    @property
    def may_be_looked_at(self) -> bool:
        return time.monotonic() - self._failed_at > SECONDS_BETWEEN_LOOKS


_gate = _Gate()


def sparing_a_database_that_is_away(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware in front of everything that asks the database."""
    admin = reverse("wagtailadmin_home")

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if _gate.is_away and not _is_back():
            return _come_back(request)
        reads = request.method in ("GET", "HEAD") and not request.path.startswith(admin)
        seconds = settings.DATABASE_SECONDS_FOR_READERS
        with patience(first=seconds, then=0 if reads else settings.DATABASE_STATEMENT_SECONDS):
            return get_response(request)

    return middleware


def answer_a_failure(request: HttpRequest) -> HttpResponse:
    """Django's `handler500`: 503 where the database is the reason, else the page that says that something went wrong."""
    error = sys.exc_info()[1]
    if not (isinstance(error, DatabaseError | InterfaceError) and _comes_back(error)):
        return server_error(request)
    if connection.vendor == "postgresql" and _is_gone(error):
        _gate.shut()
    return _come_back(request)


def _comes_back(error: Exception) -> bool:
    """Whether the same may work a little later: the server is away, or busy, or another one writes (SQLite)."""
    missing = any(words in str(error) for words in ("no such table", "no such column", "has no column named"))
    return isinstance(error, OperationalError | InterfaceError) and not missing


def _is_gone(error: Exception) -> bool:
    state = getattr(error.__cause__, "sqlstate", None)
    return not state or state.startswith(_GONE)


def _is_back() -> bool:
    """Asked by one thread at a time, on a new connection; the others take it that it is not."""
    if not (_gate.may_be_looked_at and _gate.looking.acquire(blocking=False)):
        return False
    try:
        connection.close()
        with patience(first=settings.DATABASE_SECONDS_FOR_READERS):
            connection.ensure_connection()
    except (DatabaseError, InterfaceError):
        _gate.shut()
        return False
    finally:
        _gate.looking.release()
    _gate.is_away = False
    return True


def _come_back(request: HttpRequest) -> HttpResponse:
    answer = not_kept_while_away(request) or HttpResponse(
        render_to_string("503.html"), status=503, headers={"Cache-Control": "no-store"}
    )
    answer.headers["Retry-After"] = str(SECONDS_UNTIL_TRIED_AGAIN)
    return answer
