"""The key in a link that sets a password. Nothing imports this but the package for signing in, by its setting."""

from __future__ import annotations

from datetime import datetime

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from django.contrib.auth.models import AbstractBaseUser
from typing_extensions import override


class KeyForTheActive(EmailAwarePasswordResetTokenGenerator):
    """For `ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR`: a link does nothing for somebody who was switched off meanwhile."""

    @override
    def _make_hash_value(self, user: AbstractBaseUser, timestamp: int | datetime) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.is_active}"
