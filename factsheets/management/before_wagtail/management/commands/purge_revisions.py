"""`manage.py purge_revisions`, in place of Wagtail's: what is on record stays, and who wrote the words to be signed."""

from __future__ import annotations

from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from typing_extensions import override

from factsheets.publication.purging import purge_revisions


class Command(BaseCommand):
    """Takes the arguments of Wagtail’s command, and tells how many revisions it spared."""

    help = (
        "Deletes old revisions that nothing needs any more. The latest, public and scheduled ones stay, those that steps, "
        "sign-offs, versions and withdrawals were about, and all since the last sign-off of a text."
    )

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, help="Only revisions that are older than so many days.")
        parser.add_argument("--pages", action="store_true", help="Only revisions of pages.")
        parser.add_argument("--non-pages", action="store_true", help="Only revisions of other texts.")

    @override
    def handle(self, *, days: int | None, pages: bool, non_pages: bool, **_options: object) -> None:
        if days is not None and not 0 <= days < 100_000:
            raise CommandError("Give the number of days as a whole number from 0 to 99999.")
        before = timezone.now() - timedelta(days=days) if days else None
        done = purge_revisions(before=before, pages=pages, non_pages=non_pages)
        self.stdout.write(f"{_so_many(done.deleted)} deleted. {_so_many(done.spared)} spared: still needed.")


def _so_many(count: int) -> str:
    return f"{count or 'No'} old revision{'' if count == 1 else 's'}"
