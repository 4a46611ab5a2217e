"""Small documents, batches of them, and what the background does with them."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from itertools import count
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.management import call_command
from django.utils import timezone

from factsheets.exchange.batches.collecting import collect_upload
from factsheets.exchange.batches.confirming import confirm_batch
from factsheets.exchange.batches.receiving import receive
from factsheets.exchange.screens.plan_in_words import plan_of
from factsheets.models import ImportBatch
from tests.builders import person

_numbers = count()

HEAT = b"Heat\n\nEvidence\nSome.\n\nMost likely to help\n\n\xe2\x80\xa2 Lumbago\n"
COLD = b"Cold\n\nEvidence\nA little.\n\nMost likely to help\n\n\xe2\x80\xa2 Lumbago\n\xe2\x80\xa2 Sciatica\n"


def document(title: str, *, names: str = "") -> bytes:
    """A factsheet that is related to others."""
    related = f"\n\nRelevant Information\nBackCare Factsheets \u2013 {names}\n" if names else ""
    return f"{title}\n\nEvidence\nSome of {title}.{related}\n".encode()


def zipped(files: Mapping[str, bytes]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def brought_in(files: Mapping[str, bytes], *, by: str = "Author", read: bool = True) -> ImportBatch:
    """A batch that waits to be confirmed, or, not read yet, for the background."""
    user = person(by, f"who-brings-{next(_numbers)}")
    found = (each for name, data in files.items() for each in collect_upload(data, name))
    batch = receive(found, user=user, now=timezone.now())
    if read:
        work()
    return fresh(batch)


def work() -> None:
    """The background does what waits."""
    call_command("work", once=True)


def confirm(batch: ImportBatch, *, but: str = "", **choices: str) -> ImportBatch:
    """Everything comes in as the plan offers it, `but` not the document of that name."""
    documents = {
        each.pk: [[] for _ in plan_of(each).drafts]
        for each in batch.documents.filter(state="planned").exclude(name=but)
    }
    assert confirm_batch(batch, documents=documents, choices=choices, user=batch.made_by, now=timezone.now())
    return fresh(batch)


def come_in(files: Mapping[str, bytes], **options: str) -> ImportBatch:
    """Brought in, confirmed, and done."""
    batch = confirm(brought_in(files), **options)
    work()
    return fresh(batch)


def fresh(batch: ImportBatch) -> ImportBatch:
    return ImportBatch.objects.get(pk=batch.pk)


def states(batch: ImportBatch) -> dict[str, str]:
    return dict(batch.documents.values_list("name", "state"))
