"""How long somebody stays signed in: as long as they do something, and then some hours."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

#: A session is written anew at most this often, in seconds: each time costs a write to the database.
_BETWEEN = 600
_SEEN = "seen_at"


class StaySignedIn:
    """Middleware: work in the admin keeps somebody signed in, for `SESSION_COOKIE_AGE` from the last thing they did.

    A window that is left open asks by itself whether somebody else edits the page; that is no work.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")
        self.by_itself = f"{self.admin}editing-sessions/"

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Note the moment in the session, where the last one is some minutes old."""
        path = request.path
        if (
            path.startswith(self.admin)
            and not path.startswith(self.by_itself)
            and request.user.is_authenticated
        ):
            now = int(time.time())
            if now - request.session.get(_SEEN, 0) >= _BETWEEN:
                request.session[_SEEN] = now
        return self.get_response(request)
