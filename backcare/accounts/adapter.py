"""What the package for signing in asks the site."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from typing_extensions import override

from .client_address import client_address
from .devices import is_new_device, mark_device
from .new_factor import is_setting_up_the_first

_WRONG = "The name or the password is not right. Look whether the Caps Lock key is on."
_TOO_OFTEN = "Too many tries. Wait five minutes, then try again."


class StaffAccountAdapter(DefaultAccountAdapter):
    """For `ACCOUNT_ADAPTER`: staff are invited, and whoever tries too often waits."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _WRONG,
        "email_password_mismatch": _WRONG,
        "too_many_login_attempts": _TOO_OFTEN,
        "rate_limited": _TOO_OFTEN,
        "incorrect_code": "This code is not right, or was used already. Wait for the next one.",
        "incorrect_password": "This password is not right.",
        "enter_current_password": "This is not your password of today.",
    }

    @override
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    @override
    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    @override
    def format_email_subject(self, subject: str) -> str:
        return f"{settings.WAGTAIL_SITE_NAME}: {subject}"

    @override
    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return str(settings.LOGIN_REDIRECT_URL)

    @override
    def is_reauthentication_required(self, *, app: str, **more: object) -> bool:
        if is_setting_up_the_first(self.request, self.request.user):
            return False
        return bool(super().is_reauthentication_required(app=app, **more))

    @override
    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **login: object) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **login)
        if is_new_device(request, user):
            self.send_notification_mail("account/email/new_device", user)
        mark_device(request, response, user)
        return response
