"""Somebody who signs in through the form, and everything that they need for it."""

from __future__ import annotations

import time

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth.models import AbstractUser
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.builders import person

PASSWORD = "violet kettle under seventeen stairs"


def member(role: str = "Author", **fields: object) -> AbstractUser:
    """Somebody with a password and an address."""
    name = role.lower().replace(" ", "-")
    return person(role, **({"password": PASSWORD, "email": f"{name}@example.org"} | fields))


def sign_in(login: str, password: str = PASSWORD, client: Client | None = None, **sent: str) -> Client:
    """A browser that sent the form; whether it let them in the test asks."""
    browser = client or Client()
    browser.post(reverse("account_login"), {"login": login, "password": password, **sent})
    return browser


def is_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def give_app(user: AbstractUser) -> str:
    """A second factor for somebody; the secret that their app keeps."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def digits(secret: str, steps: int = 0) -> str:
    """What the app shows now, or some half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def show_digits(browser: Client, code: str, page: str = "mfa_authenticate") -> HttpResponse:
    return browser.post(page if "/" in page else reverse(page), {"code": code})
