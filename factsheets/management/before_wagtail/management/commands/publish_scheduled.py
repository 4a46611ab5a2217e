"""`manage.py publish_scheduled`, in place of Wagtail's: each page by itself, and the gate asked at that moment."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from typing_extensions import override

from factsheets.publication.scheduling import carry_out_schedules, what_is_due


class Command(BaseCommand):
    """Whatever could not be published is named, the rest is done, and the command fails."""

    help = (
        "Publishes what is scheduled to go live by now, and takes down what has expired. Run it every few minutes; "
        "missed runs are caught up with, and two runs at once do everything once."
    )

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dryrun", action="store_true", help="Say what is due, and change nothing.")

    @override
    def handle(self, *, dryrun: bool, **_options: object) -> None:
        now = timezone.now()
        if dryrun:
            for sentence in what_is_due(now=now) or ["Nothing is due."]:
                self.stdout.write(sentence)
            return
        run = carry_out_schedules(now=now)
        for sentence in run.done:
            self.stdout.write(sentence)
        if run.failed:
            raise CommandError("\n".join(run.failed))
