"""The form of a forgotten password: one answer for everybody."""

from __future__ import annotations

from allauth.account.forms import ResetPasswordForm
from django.http import HttpRequest
from typing_extensions import override

from factsheets.accounts.password_links import send_forgotten_password


class ForgottenPasswordForm(ResetPasswordForm):
    """For `ACCOUNT_FORMS`: the worker looks whose address it is, so the answer is the same, and as quick, for any."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "Your e-mail address"

    @override
    def clean_email(self) -> str:
        return str(self.cleaned_data["email"])

    @override
    def save(self, request: HttpRequest, **kwargs: object) -> str:
        address = self.clean_email()
        send_forgotten_password(address)
        return address
