"""The address of each account, as the package for signing in keeps it: one, confirmed, the one that administrators set."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string


def keep_address(
    sender: type[AbstractUser], instance: AbstractUser, raw: bool = False, **_signal: object
) -> None:
    """Heard whenever an account is saved. An old address hears of nothing any more, and no link goes there.

    Where two accounts share an address, only the first has it as confirmed: the table allows no more.
    """
    if raw:
        return
    address, kept = instance.email.lower(), EmailAddress.objects.filter(user=instance)
    before = list(kept.values_list("email", "primary"))
    if before == ([(address, True)] if address else []):
        return
    with transaction.atomic():
        kept.delete()
        for old, was_primary in before:
            if was_primary and old != address:
                _tell(instance, old)
        if address:
            taken = EmailAddress.objects.filter(email=address, verified=True).exists()
            EmailAddress.objects.create(user=instance, email=address, primary=True, verified=not taken)


def _tell(user: AbstractUser, old: str) -> None:
    """At the old address: at the new one sits whoever changed it."""
    context = {"person": user, "site": settings.WAGTAIL_SITE_NAME}
    subject, _, body = render_to_string("accounts/email/address_changed.txt", context).strip().partition("\n")
    send_mail(subject, body, None, [old])
