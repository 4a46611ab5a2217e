"""`manage.py count_readers`: counts what a web server in front has handed out by itself, from its log."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from typing_extensions import override

from factsheets.reading_figures.gathering import NoLogToCount, count_log


class Command(BaseCommand):
    """To be run every few minutes, or once a day; each line counts once."""

    help = "Counts what nginx handed out by itself, from the log that docs/deploy/nginx.conf has it write."

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("log", type=Path, help="such as /var/log/nginx/backcare-readers.log")

    @override
    def handle(self, *, log: Path, **_options: object) -> None:
        try:
            counted = count_log(log.resolve())
        except OSError as error:
            raise CommandError(f"{log} cannot be read: {error.strerror}.") from None
        except NoLogToCount as reason:
            raise CommandError(str(reason)) from None
        self.stdout.write(f"Readings counted: {counted.readings}.")
        if counted.unread:
            raise CommandError(
                f"{counted.unread} lines of {log} are not of the form that docs/deploy/nginx.conf gives to this log, "
                "and are left out."
            )
