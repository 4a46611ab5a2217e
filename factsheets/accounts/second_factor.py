"""Who answers for others proves twice who they are: no screen of the admin opens before."""

from __future__ import annotations

import logging
from collections.abc import Callable
from uuid import uuid4

from allauth.account.signals import authentication_step_completed
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.conf import settings
from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from factsheets.accounts.ending_sessions import sign_out_everywhere
from factsheets.mail.sending import OF_POWERS, queue_mail
from factsheets.people.permissions import needs_second_factor
from factsheets.security_log.formats.event_kinds import EventKind
from factsheets.security_log.recording import record_security_event

security = logging.getLogger("backcare.security")

#: What proves it; recovery codes are kept for the day on which one of these is lost.
_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
#: In a session: the account whose second factor was shown in it.
SHOWN = "second_factor_of"
_TAKEN_AWAY = "factsheets/accounts/email/factor_taken_away.txt"
#: The pages below that of the factors that ask for one.
_ASKS = ("mfa_authenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_login_webauthn")
_WHY = "Your role needs a second factor. Set one up here; then everything is open to you."


class AskForSecondFactor:
    """Middleware: with `SECOND_FACTOR`, each address of the admin asks for it, the API of the admin included.

    Who has none yet is led to set one up, also when a role was given meanwhile. A session from before is asked for it.
    Whoever has one shows it before the pages that change it, the password or the devices: the password alone would take it away
    in a session from before. For every other address but those of signing in they are nobody until then: what is private to people who are signed in, or
    to a group, leads to signing in, which asks for it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")
        self.sign_out = reverse("wagtailadmin_logout")
        self.private = reverse("wagtailcore_login")
        self.signing_in = reverse("account_login").removesuffix("login/")
        self.guarded = tuple(map(reverse, ("mfa_index", "account_change_password", "usersessions_list")))
        self.asks = set(map(reverse, _ASKS))

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Hand the request on, or lead elsewhere."""
        path = request.path
        if path.startswith(self.guarded) and path not in self.asks and _has_not_shown_it(request):
            return _lead_to_it(request, path)
        if not settings.SECOND_FACTOR or path == self.sign_out or path.startswith(self.signing_in):
            return self.get_response(request)
        if path == self.private:
            return (
                _lead_to_it(request, request.GET.get("next", ""))
                if _lacks_it(request)
                else self.get_response(request)
            )
        if not path.startswith(self.admin):
            _make_nobody_of_who_lacks_it(request)
            return self.get_response(request)
        if not _lacks_it(request):
            return self.get_response(request)
        if not request.accepts("text/html") or request.headers.get("x-requested-with") == "XMLHttpRequest":
            return JsonResponse({"success": False, "error_message": _WHY}, status=403)
        return _lead_to_it(request, request.get_full_path())


def has_second_factor(user: AbstractUser) -> bool:
    """Whether one has been set up."""
    return bool(get_adapter().is_mfa_enabled(user, _FACTORS))


def take_away(user: AbstractUser, *, by: str, is_told: bool = True) -> int:
    """Take away whatever second factor a person has, who lost it, and sign them out everywhere; how many there were.

    `by` says in the log who did it. They hear of it by mail, but where somebody else has the account from now on.
    """
    count: int = Authenticator.objects.filter(user=user).delete()[0]
    sign_out_everywhere(user)
    if count:
        record_security_event(EventKind.SECOND_FACTOR_REMOVED, user, f"Taken away by {by}")
    if count and user.email and is_told:
        key = f"{OF_POWERS}factor:{user.pk}:{uuid4()}"
        queue_mail(key, user.email, _TAKEN_AWAY, {"person": user, "by": by}, now=timezone.now())
    security.warning("Second factor of %s taken away by %s", user.get_username(), by)
    return count


def notice_factors() -> None:
    """Note in a session that a second factor was shown in it, when signing in or just now set up; and that none is left."""
    authentication_step_completed.connect(_on_step, dispatch_uid="second_factor_shown")
    authenticator_added.connect(_on_added, dispatch_uid="second_factor_added")
    authenticator_removed.connect(_on_removed, dispatch_uid="second_factor_removed")


def _on_step(request: HttpRequest, method: str, user: AbstractUser, **_signal: object) -> None:
    if method == "mfa":
        request.session[SHOWN] = user.pk


def _on_added(
    request: HttpRequest, user: AbstractUser, authenticator: Authenticator, **_signal: object
) -> None:
    if authenticator.type in _FACTORS:
        request.session[SHOWN] = user.pk


def _on_removed(request: HttpRequest, user: AbstractUser, **_signal: object) -> None:
    if not has_second_factor(user):
        request.session.pop(SHOWN, None)


def _lacks_it(request: HttpRequest) -> bool:
    """Whether somebody is signed in who needs one, and has not shown it in this session."""
    user = request.user
    return user.is_authenticated and request.session.get(SHOWN) != user.pk and needs_second_factor(user)


def _has_not_shown_it(request: HttpRequest) -> bool:
    """Whether somebody is signed in who has one, needed or not, and has not shown it in this session."""
    user = request.user
    return user.is_authenticated and request.session.get(SHOWN) != user.pk and has_second_factor(user)


def _make_nobody_of_who_lacks_it(request: HttpRequest) -> None:
    """Asked only when somebody asks who it is: pages for all readers have no session."""
    asked = HttpRequest()
    asked.user, asked.session = request.user, request.session
    request.user = SimpleLazyObject(lambda: AnonymousUser() if _lacks_it(asked) else asked.user)  # type: ignore[assignment]


def _lead_to_it(request: HttpRequest, following: str) -> HttpResponseBase:
    user = request.user
    if not has_second_factor(user):  # type: ignore[arg-type]
        return HttpResponseRedirect(f"{reverse('mfa_index')}?needed=1")
    by_code = get_adapter().is_mfa_enabled(user, [Authenticator.Type.TOTP])
    where = reverse("mfa_reauthenticate" if by_code else "mfa_reauthenticate_webauthn")
    return HttpResponseRedirect(f"{where}?{urlencode({'next': following})}")
