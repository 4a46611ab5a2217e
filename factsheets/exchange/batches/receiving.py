"""Files arrive: the batch and the originals are written down, and nothing else. Reading them is left to the background."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import PurePosixPath

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from wagtail.log_actions import log

from factsheets.exchange.models.batch import BatchDocument, ImportBatch
from factsheets.exchange.shared_records import ExchangeError
from factsheets.language.one_line import on_one_line
from factsheets.page.models.original_document import OriginalDocument, digest_of

from .carrying_on import carry_on
from .collecting import Found, refuse_too_many

#: In the audit trail of a batch.
RECEIVED = "factsheets.import.receive"
_NAMES_SHOWN = 2


def receive(found: Iterable[Found], *, user: AbstractBaseUser, now: datetime) -> ImportBatch:
    """A batch of these documents, to be read in the background. `ExchangeError` where there is no document at all."""
    with transaction.atomic():
        batch = ImportBatch.objects.create(name="Documents", made_at=now, made_by_id=user.pk)
        documents: list[BatchDocument] = []
        for each in found:
            if each.left_out:
                batch.left_out.append(each.left_out)
                continue
            documents.append(note_document(batch, each, place=len(documents) + 1))
            refuse_too_many(len(documents))
        if not documents:
            raise ExchangeError(" ".join(["There is no document among the files.", *batch.left_out[:1]]))
        batch.name = name_of_batch([document.name for document in documents])
        batch.save()
        log(instance=batch, action=RECEIVED, user=user)
        carry_on.enqueue(batch.pk)
    return batch


def note_document(batch: ImportBatch, found: Found, *, place: int) -> BatchDocument:
    """The row of one document, with its original. What comes twice in a batch is read once."""
    digest = digest_of(found.data)
    kept = batch.documents.filter(digest=digest, original__isnull=False)
    twin = None if found.refused else kept.first()
    sentence = found.refused or (f"It is the same file as “{twin.name}”." if twin else "")
    state = BatchDocument.State
    return BatchDocument.objects.create(
        batch=batch,
        place=place,
        name=found.name[-255:],
        size=len(found.data),
        digest=digest,
        original=None if found.refused or twin else OriginalDocument.objects.keep(found.data),
        state=state.REFUSED if found.refused else state.UNCHANGED if twin else state.WAITING,
        sentence=sentence,
    )


def name_of_batch(names: Sequence[str]) -> str:
    """What staff know it by: the names of the first documents, and how many more there are."""
    shown = ", ".join(on_one_line(PurePosixPath(name).name)[:60] for name in names[:_NAMES_SHOWN])
    more = len(names) - _NAMES_SHOWN
    return shown if more <= 0 else f"{shown} and {more} more"
