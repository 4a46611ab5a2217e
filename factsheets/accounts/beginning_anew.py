"""An account that comes into other hands: nothing that its last owner knows opens it any more."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser

from factsheets.accounts.password_links import invite
from factsheets.accounts.second_factor import take_away


def begin_anew(person: AbstractUser, *, by: str) -> None:
    """End password, second factor and sessions, and send an invitation to the address that the account has now."""
    person.set_unusable_password()
    person.save(update_fields=["password"])
    take_away(person, by=by, is_told=False)
    invite(person)
