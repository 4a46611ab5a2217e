"""The work on a batch, one document after the other: begun anew wherever it was broken off, and never done twice."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from django.db import DatabaseError, transaction
from django.utils import timezone

from factsheets.database.background import background_task
from factsheets.exchange.applying import Kept, apply_draft
from factsheets.exchange.formats.plan import DocumentPlan
from factsheets.exchange.formats.values_in_json import from_json, to_json
from factsheets.exchange.models.batch import BatchDocument, ImportBatch
from factsheets.exchange.planning import plan_document
from factsheets.exchange.reading_documents.reading import one_child_for_all
from factsheets.exchange.shared_records import ExchangeError
from factsheets.page.models.original_document import OriginalDocument

from .linking import link_drafts
from .new_records import new_records
from .undoing import undo_drafts

logger = logging.getLogger(__name__)

#: For so many seconds a task works before others have their turn: mail waits in the same queue.
SLICE = 3.0
#: A document that ended the process so often is given up, and the others go on.
MOST_TRIES = 3
_BROKEN = (
    "Something went wrong here that has nothing to do with what it says. The log of the site has the details."
)


@background_task
def carry_on(batch_pk: int) -> None:
    """Work on a batch for a little while, and queue the rest."""
    end = monotonic() + SLICE
    with one_child_for_all():
        while is_left := do_next(batch_pk):
            if monotonic() >= end:
                break
    if is_left:
        carry_on.enqueue(batch_pk)


def carry_on_with_all() -> int:
    """Queue the work on each batch that is under way: one whose task was lost goes on. How many there are."""
    batches = list(ImportBatch.objects.under_way().filter(by_command=False).values_list("pk", flat=True))
    for pk in batches:
        carry_on.enqueue(pk)
    return len(batches)


def do_next(batch_pk: int) -> bool:
    """Do the next piece of work on a batch; False when nothing is left to do."""
    batch = ImportBatch.objects.filter(pk=batch_pk).first()
    step = _STEPS.get(batch.state) if batch else None
    if batch is None or step is None:
        return False
    step(batch)
    return True


def _read_next(batch: ImportBatch) -> None:
    document = batch.documents.to_read().first()
    if document is None:
        with transaction.atomic():
            records = new_records(batch)
            batches = ImportBatch.objects.filter(pk=batch.pk, state=ImportBatch.State.READING)
            batches.update(state=ImportBatch.State.PLANNED, records=records)
        return
    if _gives_up(document):
        return
    with _failing(document, BatchDocument.State.REFUSED):
        read_document_of_batch(document, update=True)


def read_document_of_batch(document: BatchDocument, *, update: bool) -> DocumentPlan:
    """Make the plan of one document and keep it; `ExchangeError` where it is refused."""
    plan = plan_document(bytes(_original_of(document).data), document.name, update=update)
    said = _why_unchanged(plan)
    state = BatchDocument.State.UNCHANGED if said else BatchDocument.State.PLANNED
    mine = BatchDocument.objects.filter(pk=document.pk, state=BatchDocument.State.WAITING)
    mine.update(state=state, sentence=said, plan=to_json(plan))
    return plan


def _why_unchanged(plan: DocumentPlan) -> str:
    """The sentence on a document that brings nothing new: a file that was saved anew can hold the same words."""
    if plan.unchanged:
        return f"“{plan.unchanged}” was made from this very file."
    if plan.drafts and all(draft.is_same for draft in plan.drafts):
        titles = " and ".join(f"“{draft.title}”" for draft in plan.drafts)
        return f"{titles} {'has' if len(plan.drafts) == 1 else 'have'} all of its words already."
    return ""


def _apply_next(batch: ImportBatch) -> None:
    document = batch.documents.to_apply().first()
    if document is None:
        link_drafts(batch)
        batches = ImportBatch.objects.filter(pk=batch.pk, state=ImportBatch.State.APPLYING)
        batches.update(state=ImportBatch.State.APPLIED)
        return
    if _gives_up(document):
        return
    with _failing(document, BatchDocument.State.FAILED):
        apply_document_of_batch(document)


def apply_document_of_batch(document: BatchDocument) -> list[int]:
    """Make the drafts of one document, whole or not at all: the keys of their pages, or none where another process was
    quicker. `ExchangeError` where it cannot come in."""
    batch, state = document.batch, BatchDocument.State
    plan = from_json(DocumentPlan, document.plan)
    with transaction.atomic():
        # The row is held from here on: another process waits, and then finds that it is done.
        mine = BatchDocument.objects.filter(pk=document.pk, state=state.CONFIRMED)
        if not mine.update(state=state.APPLIED):
            return []
        kept = Kept(
            name=document.name,
            text=plan.text,
            original=_original_of(document),
            batch_document=document,
        )
        return [
            apply_draft(
                draft,
                kept,
                user=batch.confirmed_by,
                choices=batch.choices,
                confirmed=document.parts[place] if place < len(document.parts) else (),
            ).pk
            for place, draft in enumerate(plan.drafts)
            if place >= len(document.parts) or document.parts[place] is not None
        ]


def _original_of(document: BatchDocument) -> OriginalDocument:
    if document.original is None:
        raise ExchangeError(f"The file {document.name} is not kept any more: bring it in again.")
    return document.original


def _undo(batch: ImportBatch) -> None:
    undo_drafts(batch, now=timezone.now())


_STEPS: dict[str, Callable[[ImportBatch], None]] = {
    ImportBatch.State.READING: _read_next,
    ImportBatch.State.APPLYING: _apply_next,
    ImportBatch.State.UNDOING: _undo,
}


def _gives_up(document: BatchDocument) -> bool:
    """Counts the try before it is made: a document that ends the process is not tried for ever."""
    BatchDocument.objects.counted_try(document.pk)
    if document.tries < MOST_TRIES:
        return False
    logger.error("A document was given up after %s tries: %s", document.tries, document.pk)
    is_read = document.state == BatchDocument.State.CONFIRMED
    _end(document, BatchDocument.State.FAILED if is_read else BatchDocument.State.REFUSED, _BROKEN)
    return True


@contextmanager
def _failing(document: BatchDocument, after: str) -> Iterator[None]:
    """One document that cannot be taken does not stop the others: its row says why. What the database refuses is tried again."""
    try:
        yield
    except ExchangeError as refusal:
        _end(document, after, str(refusal))
    except DatabaseError:
        raise
    except Exception:  # whatever is wrong with one document, the others still have to come in
        logger.exception("A document could not be taken: %s", document.pk)
        _end(document, after, _BROKEN)


def _end(document: BatchDocument, state: str, sentence: str) -> None:
    BatchDocument.objects.filter(pk=document.pk, state=document.state).update(state=state, sentence=sentence)
