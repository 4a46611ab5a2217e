"""What was brought in and became no factsheet goes after its time; an original goes with the last that needs it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from backcare.retention import BROUGHT_IN
from factsheets.exchange.models.batch import UNDER_WAY, BatchDocument, ImportBatch
from factsheets.page.models.original_document import OriginalDocument


def forget_brought_in(now: datetime) -> int:
    """Delete batches that nobody confirmed, what the others hold of documents that came in or did not, and originals that
    nobody needs any more. How many originals went. What stays with a factsheet is not touched."""
    ended = BROUGHT_IN.ended(now)
    with transaction.atomic():
        # Whoever reads or applies just now holds on to what they need.
        old = ImportBatch.objects.filter(made_at__lt=ended)
        forget_batches(old.never_confirmed())
        documents = BatchDocument.objects.filter(batch__in=old.exclude(state__in=UNDER_WAY))
        documents.update(original=None, plan={}, sentence="", parts=[])
        return _forget_originals(OriginalDocument.objects.filter(kept_since__lt=ended))


def forget_batches(batches: QuerySet[ImportBatch]) -> None:
    """Delete them with all that they hold."""
    originals = list(
        OriginalDocument.objects.filter(batch_documents__batch__in=batches).values_list("pk", flat=True)
    )
    batches.delete()
    _forget_originals(OriginalDocument.objects.filter(pk__in=originals))


def _forget_originals(originals: QuerySet[OriginalDocument]) -> int:
    unneeded = list(
        originals.filter(imported_documents=None, batch_documents=None).values_list("pk", flat=True)
    )
    OriginalDocument.objects.filter(pk__in=unneeded).delete()
    return len(unneeded)
