"""The way from the admin to one's own password, second factor and devices."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.menu import MenuItem


def sign_in_menu_item() -> MenuItem:
    """For Wagtail's hook `register_admin_menu_item`."""
    return MenuItem("Signing in", reverse("mfa_index"), icon_name="key", order=9900)


def _entry(name: str, label: str, help_text: str) -> dict[str, str]:
    return {"url": reverse(name), "label": label, "help_text": help_text}


def password_entry(request: HttpRequest) -> dict[str, str]:
    """For Wagtail's hook `register_account_menu_item`, like those below."""
    return _entry("account_change_password", "Password", "Choose another one.")


def second_factor_entry(request: HttpRequest) -> dict[str, str]:
    """Where it is set up, and taken away."""
    return _entry(
        "mfa_index", "Second factor", "An app on your telephone, or a passkey, beside your password."
    )


def devices_entry(request: HttpRequest) -> dict[str, str]:
    """Where somebody is signed in, and how to sign out there."""
    return _entry("usersessions_list", "Your devices", "Where you are signed in. Sign out elsewhere.")
