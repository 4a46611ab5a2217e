"""Who it is that signs in: by name or by e-mail address, and in the same time for accounts that do not exist."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User
from django.http import HttpRequest
from typing_extensions import override


class NameOrAddress(ModelBackend):
    """For `AUTHENTICATION_BACKENDS`: one password is checked at each try, whether or not there is such an account.

    A user name counts before an address; the screens give nobody a user name that is the address of somebody else.
    An address that several people share signs nobody in: each of them has a user name.
    """

    @override
    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: object,
    ) -> User | None:
        login = username or kwargs.get("email")
        if not login or password is None:
            return None
        user = account_of(str(login))
        if user is None:
            get_user_model()().set_password(password)  # takes as long as the check of a password
            return None
        return user if user.check_password(password) and self.user_can_authenticate(user) else None


def account_of(login: str) -> User | None:
    """Whose user name this is, or else whose address; None for nobody, and for an address of several."""
    users = get_user_model().objects
    named = users.filter(username=login).first() or _only(users.filter(username__iexact=login)[:2])
    return named or (_only(users.filter(email__iexact=login)[:2]) if "@" in login else None)


def _only(users: Any) -> User | None:
    found: list[User] = list(users)
    return found[0] if len(found) == 1 else None
