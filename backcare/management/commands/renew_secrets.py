"""`manage.py renew_secrets`: after another `SECRET_KEY`, the secrets of second factors are encrypted with it."""

from django.core.management.base import BaseCommand, CommandError
from typing_extensions import override

from backcare.accounts.kept_secrets import renew_secrets


class Command(BaseCommand):
    """Afterwards the former key can be taken out of `SECRET_KEY_FALLBACKS`; safe to run twice."""

    help = "Encrypts the secrets of second factors with the SECRET_KEY of today. `daily` does it too."

    @override
    def handle(self, **_options: object) -> None:
        count, unreadable = renew_secrets()
        if unreadable:
            raise CommandError(
                f"The second factors of {', '.join(unreadable)} cannot be read, as SECRET_KEY is another one than when they "
                "were set up. Name the former key in SECRET_KEY_FALLBACKS, or take each away with "
                "“manage.py reset_second_factor NAME”."
            )
        self.stdout.write(f"Second factors that are encrypted with the key of today now: {count}.")
