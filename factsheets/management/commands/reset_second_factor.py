"""`manage.py reset_second_factor NAME`: for the only administrator, who lost the second factor."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from typing_extensions import override

from factsheets.accounts.second_factor import take_away


class Command(BaseCommand):
    """Whoever may run it has the database anyway; the log says that it was done."""

    help = "Takes away the second factor of an account, and signs it out everywhere. The next sign-in sets up a new one."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the user name of the account")

    @override
    def handle(self, name: str, **_options: object) -> None:
        user = get_user_model().objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no account with the user name “{name}”.")
        if take_away(user, by="a command on the server"):
            self.stdout.write(f"{name} has no second factor any more, and is signed out everywhere.")
        else:
            self.stdout.write(f"{name} had no second factor, and is signed out everywhere.")
