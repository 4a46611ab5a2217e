"""What matters most is asked of people who proved not long ago who they are: not of whoever sits down at an open computer."""

from __future__ import annotations

import time

from allauth.account.adapter import get_adapter
from allauth.account.signals import authentication_step_completed
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

_PROVED = "proved_at"
#: By its address, when a form was last opened in time.
_OPENED = "opened_in_time"
_MOST_OPENED = 50
#: What was opened in time may be filled in for so many times as long.
_TO_FILL_IN = 4


def notice_proofs() -> None:
    """Note in the session when somebody showed a password or a second factor, to sign in or once more."""
    authentication_step_completed.connect(_on_proof, dispatch_uid="proved_at")


def has_to_prove(request: HttpRequest) -> bool:
    """Whether the asked address is one of `ASK_ONCE_MORE`, and the last proof too long ago.

    They are names of addresses; “bulk:auth” means whatever is done to many accounts at once, “bulk:wagtailcore:page:unpublish” one
    act on many pages. A form that was opened in time, at the same
    address, can be sent for longer, so that nothing that was typed is lost.
    """
    if not settings.RECENT_MINUTES or not request.user.is_authenticated or not _is_named(request):
        return False
    lasts = settings.RECENT_MINUTES * 60
    is_late = seconds_since_proof(request) > lasts
    if request.method == "POST":
        return is_late and not _was_opened(request, within=_TO_FILL_IN * lasts)
    if request.method == "GET" and not is_late:
        _note_opened(request, forgotten_after=_TO_FILL_IN * lasts)
    return is_late


def seconds_since_proof(request: HttpRequest) -> float:
    """How long ago a password or a second factor was shown in this session; very long where none was."""
    return time.time() - float(request.session.get(_PROVED, 0))


def where_to_prove(request: HttpRequest, *, following: str) -> str:
    """The address that asks for it, and leads to `following` afterwards."""
    ways = get_adapter().get_reauthentication_methods(request.user)
    first = ways[0]["url"] if ways else reverse("account_logout")
    return f"{first}?{urlencode({'next': following})}"


def _is_named(request: HttpRequest) -> bool:
    match = request.resolver_match
    if match is None:
        return False
    if match.view_name == "wagtail_bulk_action":
        app, model, act = (match.kwargs.get(part) for part in ("app_label", "model_name", "action"))
        return not {f"bulk:{app}", f"bulk:{app}:{model}:{act}"}.isdisjoint(settings.ASK_ONCE_MORE)
    return match.view_name in settings.ASK_ONCE_MORE


def _note_opened(request: HttpRequest, *, forgotten_after: int) -> None:
    now = int(time.time())
    opened = {
        path: moment
        for path, moment in request.session.get(_OPENED, {}).items()
        if now - moment <= forgotten_after and path != request.path
    }
    newest = [*opened.items(), (request.path, now)][-_MOST_OPENED:]
    request.session[_OPENED] = dict(newest)


def _was_opened(request: HttpRequest, *, within: int) -> bool:
    """Whether the last proof is no older than that, and the form was opened since it was new: not whatever is sent from outside of one."""
    opened = request.session.get(_OPENED, {}).get(request.path)
    return opened is not None and seconds_since_proof(request) <= within


def _on_proof(request: HttpRequest, **_signal: object) -> None:
    request.session[_PROVED] = int(time.time())
