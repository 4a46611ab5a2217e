"""Who asks: each role of the charity, somebody without a role, and nobody that the site knows."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.core.handlers.base import BaseHandler
from django.test import Client, RequestFactory
from django.urls import reverse

from factsheets.accounts.second_factor import SHOWN
from factsheets.people.roles import ADMINISTRATOR, AUTHOR, CLINICAL_REVIEWER, EDITOR, RESOURCE_MANAGER
from tests import builders

NOBODY, NO_ROLE = "nobody", "no role"
PASSWORD = "violet kettle under seventeen stairs"
ROLES = (ADMINISTRATOR, CLINICAL_REVIEWER, EDITOR, AUTHOR, RESOURCE_MANAGER)
#: Those who are shown most come first: each address is drawn for the first of them who gets it.
VISITORS = (*ROLES, NO_ROLE, NOBODY)

People = Mapping[str, AbstractUser | None]


def make_visitors() -> People:
    """An account for each, nobody excepted."""
    people = {
        who: builders.person(
            role,
            f"{who.lower().replace(' ', '-')}-who-visits",
            email=f"{number}@example.org",
            password=PASSWORD,
        )
        for number, (who, role) in enumerate({**dict(zip(ROLES, ROLES, strict=True)), NO_ROLE: None}.items())
    }
    return {**people, NOBODY: None}


class Visitor:
    """A browser that forgets after each request what the request has left in it.

    It goes through every middleware and view, but asks the database only once who it is and what its roles may do:
    else this would be asked twenty thousand times.
    """

    def __init__(self, person: AbstractUser | None) -> None:
        self._handler = BaseHandler()
        self._handler.load_middleware()
        self._browser = RequestFactory()
        self._person = person
        if person:
            self._sign_in(person)

    def _sign_in(self, person: AbstractUser) -> None:
        browser = Client()
        browser.force_login(person)
        # What asks once more who it is opens for them.
        browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        session = browser.session
        session[SHOWN] = person.pk  # the factors that they have are among what is asked for
        session.save()
        browser.get("/admin/")  # the moment is noted in the session, which need not be written each time
        self._cookies = {name: morsel.value for name, morsel in browser.cookies.items()}
        for name, value in self._cookies.items():
            self._browser.cookies[name] = value
        self._person = type(person)._default_manager.get(pk=person.pk)
        self._person.get_all_permissions()

    def ask(self, method: str, url: str) -> Any:
        request = self._browser.generic(method, url)
        if method == "POST":
            request = self._browser.post(url)
        request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
        if self._person:
            request._cached_user = copy(self._person)  # type: ignore[attr-defined]
        return self._handler.get_response(request)
