"""`manage.py import_factsheet`: reads documents into draft factsheets and reports what became of every part."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from typing_extensions import override

from factsheets.exchange.batches.by_command import NamedDocuments
from factsheets.exchange.batches.collecting import Found
from factsheets.exchange.import_report import report, report_values
from factsheets.exchange.reading_documents.reading import one_child_for_all
from factsheets.exchange.shared_records import ExchangeError


class Command(BaseCommand):
    """A document that cannot be taken is named, the others are imported, and the command fails."""

    help = (
        "Reads each document into a draft factsheet and reports what went where. Takes documents, folders and ZIPs of "
        "them. Nothing is published. Each document is taken whole or not at all; all of them are one batch, which can "
        "be undone in the admin. A run that was broken off goes on when the same paths are named again."
    )

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a document, a folder, or a ZIP")
        parser.add_argument(
            "--dry-run", action="store_true", help="report what would be done, and write nothing"
        )
        parser.add_argument(
            "--json",
            action="store_true",
            dest="as_json",
            help="one line of JSON for each draft, for other programs",
        )
        parser.add_argument(
            "--update",
            action="store_true",
            help="make the document a new draft revision where the factsheet exists; its live text stays, "
            "and so does what somebody has written since",
        )
        parser.add_argument(
            "--part",
            action="append",
            default=[],
            metavar="PART",
            help="with --update: a part, such as “evidence”, that may be written over although somebody has "
            "written there since; “all” for every part",
        )

    @override
    def handle(
        self,
        *,
        paths: list[str],
        update: bool,
        dry_run: bool,
        part: list[str],
        as_json: bool,
        **_options: object,
    ) -> None:
        named = NamedDocuments([Path(path) for path in paths], update=update, parts=part)
        if not dry_run:
            named.resume()
        with one_child_for_all():
            refusals, number = self._take_all(named, dry_run=dry_run, as_json=as_json)
        if not dry_run:
            named.end()
        if not refusals:
            return
        if number > 1:
            refusals.append(f"{len(refusals)} of {number} documents were not imported.")
        raise CommandError("\n".join(refusals))

    def _take_all(self, named: NamedDocuments, *, dry_run: bool, as_json: bool) -> tuple[list[str], int]:
        """One after the other. What was refused, each with its sentence, and how many documents there were."""
        refusals, number = [], 0
        for found in named.found():
            if found.left_out:
                # Beside the report, so that what programs read is JSON alone.
                (self.stderr if as_json else self.stdout).write(f"Left out: {found.left_out}")
                continue
            number += 1
            try:
                self._take(named, found, dry_run=dry_run, as_json=as_json)
            except ExchangeError as refusal:
                refusals.append(str(refusal))
        return refusals, number

    def _take(self, named: NamedDocuments, found: Found, *, dry_run: bool, as_json: bool) -> None:
        if found.refused:
            raise ExchangeError(found.refused)
        done = named.plan(found) if dry_run else named.take(found)
        for each in done:
            if as_json:
                said = json.dumps(report_values(each, found.name, dry_run=dry_run), ensure_ascii=False)
            else:
                said = report(each, found.name, dry_run=dry_run)
            self.stdout.write(said)
