"""The page behind a link that sets a password: of several who send it at once, one sets it, and the others are told."""

from __future__ import annotations

from allauth.account.forms import UserTokenForm
from allauth.account.views import PasswordResetFromKeyView
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from typing_extensions import override


class SetPasswordOnce(PasswordResetFromKeyView):
    """The key is asked for again while the account is held: it says which password there was when it was sent."""

    reset_user: AbstractBaseUser | None

    @override
    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        with transaction.atomic():
            accounts = get_user_model()._default_manager.select_for_update()
            accounts.filter(pk=getattr(self.reset_user, "pk", 0)).first()
            asked = UserTokenForm(data={"uidb36": self.kwargs["uidb36"], "key": self.key})
            if asked.is_valid():
                response: HttpResponse = super().post(request, *args, **kwargs)
                return response
        self.reset_user = None
        refused: HttpResponse = self.render_to_response(self.get_context_data(token_fail=True))
        return refused


set_password_once = SetPasswordOnce.as_view()
