"""Who asks: nobody that the site knows, somebody without a role, each role, and the superuser."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client

from factsheets.people.roles import ADMINISTRATOR, AUTHOR, CLINICAL_REVIEWER, EDITOR, RESOURCE_MANAGER
from tests import builders

NOBODY, NO_ROLE, SUPERUSER = "nobody", "no role", "superuser"
VISITORS = (NOBODY, NO_ROLE, AUTHOR, EDITOR, CLINICAL_REVIEWER, RESOURCE_MANAGER, ADMINISTRATOR, SUPERUSER)


class Visitor:
    """A browser that forgets after each request what the request has left in it."""

    def __init__(self, who: str) -> None:
        self.browser = Client(raise_request_exception=False)
        if who != NOBODY:
            self.browser.force_login(_user(who))
        self._cookies = {name: morsel.value for name, morsel in self.browser.cookies.items()}

    def ask(self, method: str, url: str) -> Any:
        self.browser.cookies.clear()
        for name, value in self._cookies.items():
            self.browser.cookies[name] = value
        return getattr(self.browser, method.lower())(url)


def _user(who: str) -> Any:
    if who == SUPERUSER:
        return get_user_model().objects.get(username="superuser")
    return builders.person(None if who == NO_ROLE else who, f"visiting-{who.lower().replace(' ', '-')}")
