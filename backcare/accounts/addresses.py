"""The address of each account, as the package for signing in keeps it: one, confirmed, the one that administrators set."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AbstractUser
from django.db import transaction


def keep_address(
    sender: type[AbstractUser], instance: AbstractUser, raw: bool = False, **_signal: Any
) -> None:
    """Heard whenever an account is saved. An old address hears of nothing any more, and no link goes there.

    Where two accounts share an address, only the first has it as confirmed: the table allows no more.
    """
    if raw:
        return
    address, kept = instance.email.lower(), EmailAddress.objects.filter(user=instance)
    if list(kept.values_list("email", "primary")) == ([(address, True)] if address else []):
        return
    with transaction.atomic():
        kept.delete()
        if address:
            taken = EmailAddress.objects.filter(email=address, verified=True).exists()
            EmailAddress.objects.create(user=instance, email=address, primary=True, verified=not taken)
