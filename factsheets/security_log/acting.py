"""Who acts just now, and from where: known to whatever is done while a request is answered, and to nothing else."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from factsheets.people.formats.network import network_of

COMMAND_LINE = "command line"
_answering: ContextVar[HttpRequest | None] = ContextVar("answering", default=None)


class Actor(NamedTuple):
    """`person` is None where nobody has signed in, and for a command, whose `network` is empty."""

    person: AbstractUser | None
    network: str

    @property
    def is_command(self) -> bool:
        """Whether no request is behind it."""
        return not self.network


def knows_who_acts(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, after the one that says who has signed in."""

    def answer(request: HttpRequest) -> HttpResponse:
        token = _answering.set(request)
        try:
            return get_response(request)
        finally:
            _answering.reset(token)

    return answer


def who_acts(request: HttpRequest | None = None) -> Actor:
    """Behind `request`, or else behind the one that is answered just now, or else a command."""
    request = request or _answering.get()
    if request is None:
        return Actor(None, "")
    person = getattr(request, "user", None)
    signed_in = isinstance(person, AbstractUser) and person.is_authenticated
    return Actor(person if signed_in else None, network_of(request, proxies=settings.PROXIES))


def session_of(user: AbstractUser | AnonymousUser) -> SessionBase | None:
    """The session in which this person asks just now; None if it is somebody else who asks, or a command."""
    request = _answering.get()
    person = getattr(request, "user", None)
    if request is None or person is None or user.pk is None or person.pk != user.pk:
        return None
    return request.session


def who_looks_at_drafts() -> AbstractUser | None:
    """Who is answered just now with a screen of the admin or a preview; None where it is what readers get."""
    request = _answering.get()
    if request is None:
        return None
    is_for_staff = request.path.startswith(reverse("wagtailadmin_home")) or getattr(
        request, "is_preview", False
    )
    return who_acts(request).person if is_for_staff else None
