"""An administrator helps somebody who cannot sign in: invites them again, or takes away a second factor that is lost."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button

from factsheets.accounts.password_links import invite
from factsheets.accounts.second_factor import has_second_factor, take_away
from factsheets.people.permissions import may_help_with_sign_in

#: A hook of ours: each answers with a sentence why `actor` gets no hand on the account of `person`, or with nothing.
CLOSED_ACCOUNT = "why_account_is_closed"
OWN_ACCOUNT = (
    "This is your own account. Your password, your second factor and your devices are changed under “Signing in” in the menu, "
    "where you are asked once more who you are."
)
_ADDRESS = "users/<int:pk>/signing-in/"


def help_with_sign_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Says what a person has, and what can be done about it; either is done at once."""
    person = get_object_or_404(get_user_model(), pk=pk)
    if not may_help_with_sign_in(request.user, person):
        raise PermissionDenied
    is_own = person.pk == request.user.pk
    if request.method == "POST" and is_own:
        messages.error(request, f"Nothing was changed. {OWN_ACCOUNT}")
        return HttpResponseRedirect(request.path)
    if request.method == "POST" and "invite" in request.POST and _can_be_invited(person):
        invite(person)
        messages.success(request, f"An invitation is on its way to {person.email}.")
        return HttpResponseRedirect(reverse("wagtailusers_users:index"))
    closed = _why_closed(request.user, person)
    if request.method == "POST" and "take-away" in request.POST:
        if closed:
            messages.error(request, closed)
            return HttpResponseRedirect(request.path)
        take_away(person, by=request.user.get_username())
        messages.success(request, f"{person.get_username()} is signed out, and sets up a new second factor.")
        return HttpResponseRedirect(reverse("wagtailusers_users:index"))
    context = {
        "person": person,
        "own_account": OWN_ACCOUNT if is_own else "",
        "can_be_invited": _can_be_invited(person),
        "has_factor": has_second_factor(person),
        "closed": closed,
    }
    return render(request, "factsheets/accounts/screens/helping.html", context)


def urls() -> list[URLPattern]:
    """For Wagtail's hook `register_admin_urls`."""
    return [path(_ADDRESS, help_with_sign_in, name="help_with_sign_in")]


def listing_button(user: AbstractUser, request_user: AbstractUser) -> Iterator[Button]:
    """For Wagtail's hook `register_user_listing_buttons`: an entry in the menu of each person."""
    if may_help_with_sign_in(request_user, user):
        yield Button(
            "Help with signing in",
            url=reverse("help_with_sign_in", args=[user.pk]),
            icon_name="key",
            priority=40,
        )


def invite_the_new(request: HttpRequest, user: AbstractUser) -> None:
    """For Wagtail's hook `after_create_user`: nobody chose a password, so a link goes to their address."""
    user.set_unusable_password()
    user.save(update_fields=["password"])
    invite(user)
    messages.success(request, f"An invitation is on its way to {user.email}.")


def _why_closed(actor: AbstractUser | AnonymousUser, person: AbstractUser) -> str:
    """The first sentence of those whom the hook `why_account_is_closed` asks: nobody else gets a hand on this account."""
    return next((why for each in hooks.get_hooks(CLOSED_ACCOUNT) if (why := each(actor, person))), "")


def _can_be_invited(person: AbstractUser) -> bool:
    return bool(person.is_active and person.email)
