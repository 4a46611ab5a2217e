"""Who asks: nobody that the site knows, and somebody without a role."""

from __future__ import annotations

from typing import Any

from django.test import Client

from tests import builders

NOBODY, NO_ROLE = "nobody", "no role"
VISITORS = (NOBODY, NO_ROLE)


class Visitor:
    """A browser that forgets after each request what the request has left in it."""

    def __init__(self, who: str) -> None:
        self.browser = Client(raise_request_exception=False)
        if who != NOBODY:
            self.browser.force_login(builders.person(None, "visiting"))
        self._cookies = {name: morsel.value for name, morsel in self.browser.cookies.items()}

    def ask(self, method: str, url: str) -> Any:
        self.browser.cookies.clear()
        for name, value in self._cookies.items():
            self.browser.cookies[name] = value
        return getattr(self.browser, method.lower())(url)
