"""`manage.py create_demonstration_accounts`: one account for each role, so that a new installation can be tried out."""

import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from typing_extensions import override

from factsheets.people.demonstration import (
    FIRST_NAME,
    ROLES,
    demonstration_accounts,
    demonstration_address,
)


class Command(BaseCommand):
    """For trying the site out: as soon as there is any account, it makes none."""

    help = "Makes one account for each role, with a random password that is shown once. Only when there is no account."

    @override
    def handle(self, **_options: object) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError(
                "This site is no demonstration: make an account with “manage.py createsuperuser”."
            )
        if get_user_model()._default_manager.exists():
            _give_addresses()
            self.stdout.write("There are accounts already; none was made.")
            return
        passwords = {username: secrets.token_urlsafe(12) for username in ROLES}
        with transaction.atomic():
            for username, role in ROLES.items():
                _create_account(username, _group(role), passwords[username])
        self._show(passwords)

    def _show(self, passwords: dict[str, str]) -> None:
        rows = [("user name", "password", "role")]
        rows += [(username, passwords[username], role) for username, role in ROLES.items()]
        widths = [max(len(row[column]) for row in rows) for column in range(3)]
        self.stdout.write(f"\nDemonstration accounts for {settings.WAGTAILADMIN_BASE_URL}/admin/")
        self.stdout.write(
            "The passwords are shown this once. Delete the accounts before real work begins.\n\n"
        )
        for row in rows:
            cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            self.stdout.write(f"  {'  '.join(cells).rstrip()}")
        self.stdout.write("")


def _group(role: str) -> Group:
    try:
        return Group.objects.get(name=role)
    except Group.DoesNotExist:
        raise CommandError(
            f"The role '{role}' is missing; run 'manage.py migrate', which makes the roles."
        ) from None


def _give_addresses() -> None:
    """Those of earlier releases had none; they count as confirmed as soon as they are saved."""
    for user in demonstration_accounts().filter(email=""):
        user.email = demonstration_address(user.get_username())
        user.save(update_fields=["email"])


def _create_account(username: str, group: Group, password: str) -> None:
    user = get_user_model()(
        username=username,
        first_name=FIRST_NAME,
        last_name=username,
        email=demonstration_address(username),
    )
    validate_password(password, user)
    user.set_password(password)
    user.save()
    user.groups.add(group)
