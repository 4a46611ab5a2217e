"""`manage.py load_starter_library`: example factsheets for an empty library; safe to run again."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from typing_extensions import override

from factsheets.exchange.shared_records import ExchangeError
from factsheets.outputs.factsheet_file import FactsheetFileError
from factsheets.starter.library import load_starter_library


class Command(BaseCommand):
    """A line for each example: made, or left alone."""

    help = "Publishes eight example factsheets, the safety advice and the disclaimer, where they are not there yet."

    @override
    def handle(self, **_options: object) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("This site is no demonstration, so it gets no example factsheets.")
        try:
            lines = load_starter_library()
        except (ExchangeError, FactsheetFileError) as error:
            raise CommandError(str(error)) from error
        for line in lines:
            self.stdout.write(line)
