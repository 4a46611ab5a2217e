"""`manage.py import_factsheet`: reads documents into draft factsheets and reports what became of every part."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from typing_extensions import override

from factsheets.exchange.formats.document import DocumentRefused
from factsheets.exchange.import_report import report, report_values
from factsheets.exchange.importing import import_document
from factsheets.exchange.reading_documents.reading import refuse_large
from factsheets.exchange.shared_records import ExchangeError


class Command(BaseCommand):
    """A document that cannot be taken is named, the others are imported, and the command fails."""

    help = (
        "Reads each document into a draft factsheet and reports what went where. Takes BackCare's legacy text files "
        "and factsheet files (.md). Nothing is published. Each document is taken whole or not at all."
    )

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a text file, or a factsheet file (.md)")
        parser.add_argument("--dry-run", action="store_true", help="report, and write nothing")
        parser.add_argument(
            "--json",
            action="store_true",
            dest="as_json",
            help="one line of JSON for each document, for other programs",
        )
        parser.add_argument(
            "--update",
            action="store_true",
            help="make the document a new draft revision where the factsheet exists; its live text stays",
        )

    @override
    def handle(
        self, *, paths: list[str], update: bool, dry_run: bool, as_json: bool, **_options: object
    ) -> None:
        refusals = []
        for path in paths:
            try:
                self._import(Path(path), update=update, dry_run=dry_run, as_json=as_json)
            except CommandError as refusal:
                refusals.append(str(refusal))
        if not refusals:
            return
        if len(paths) > 1:
            refusals.append(f"{len(refusals)} of {len(paths)} documents were not imported.")
        raise CommandError("\n".join(refusals))

    def _import(self, path: Path, *, update: bool, dry_run: bool, as_json: bool) -> None:
        try:
            refuse_large(path.stat().st_size, path.name)
            done = import_document(path.read_bytes(), path.name, update=update, dry_run=dry_run)
        except FileNotFoundError:
            raise CommandError(f"There is no file {path}: check the path.") from None
        except IsADirectoryError:
            raise CommandError(f"{path} is a folder: name the files in it.") from None
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from None
        except (ExchangeError, DocumentRefused) as error:
            raise CommandError(str(error)) from error
        if as_json:
            self.stdout.write(json.dumps(report_values(done, path.name, dry_run=dry_run), ensure_ascii=False))
        else:
            self.stdout.write(report(done, path.name, dry_run=dry_run))
