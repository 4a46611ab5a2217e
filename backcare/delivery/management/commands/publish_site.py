"""`manage.py publish_site`: every public address as a file, made from what the database says now."""

from __future__ import annotations

from argparse import ArgumentParser
from time import monotonic

from django.core.management.base import BaseCommand, CommandError
from typing_extensions import override

from backcare.delivery.place import publishes
from backcare.delivery.publishing import Published, publish
from backcare.delivery.rendering import Outcome
from backcare.delivery.tasks import make


class Command(BaseCommand):
    """Ends with an error when an address that should have a file has none."""

    help = "Writes the public site as files. Run twice in a row, the second run writes nothing."

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--jobs", type=int, default=1, help="how many processes render (1)")
        parser.add_argument(
            "--anew", action="store_true", help="ask for every address, whatever is known of it"
        )
        parser.add_argument("--without-pdfs", action="store_true", help="leave PDFs to the background worker")

    @override
    def handle(self, *, jobs: int, anew: bool, without_pdfs: bool, **options: object) -> None:
        if not publishes():
            self.stdout.write("PUBLISH_FILES is 0: the application answers readers itself.")
            return
        if not 1 <= jobs <= 64:
            raise CommandError(f"--jobs is {jobs}, but it must be a number from 1 to 64.")
        self._told = monotonic()
        try:
            found = publish(anew=anew, jobs=jobs, with_slow=not without_pdfs, progress=self._tell)
        except OSError as error:
            raise CommandError(f"The files could not be written: {error}.") from None
        except KeyboardInterrupt:
            raise CommandError("Stopped. What is made is made; the next call makes the rest.") from None
        make.enqueue()  # what is left to the background: PDFs, the cache in front
        self.stdout.write(_in_words(found))
        if found.without:
            some = ", ".join(list(found.without)[:10])
            raise CommandError(
                f"{len(found.without)} of the addresses have no file, such as {some}. “Reports → Published files” says why."
            )

    def _tell(self, done: int, of: int) -> None:
        if monotonic() - self._told > 5:
            self._told = monotonic()
            self.stdout.write(f"{done} of {of} …")


def _in_words(found: Published) -> str:
    return (
        f"Files written: {found.outcomes[Outcome.WRITTEN]}, asked for and unchanged: "
        f"{found.outcomes[Outcome.UNCHANGED]}, removed: {found.removed}."
    )
