"""A person has seen the plan: what they chose is written down once, and the background makes the drafts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from wagtail.log_actions import log

from factsheets.exchange.models.batch import BatchDocument, ImportBatch
from factsheets.exchange.proposals import Choices

from .carrying_on import carry_on
from .forgetting import forget_batches

#: In the audit trail of a batch.
CONFIRMED = "factsheets.import.confirm"
UNDO = "factsheets.import.undo"
#: Why a document is left out.
NOT_TICKED = "Its tick was taken away when the batch was confirmed."
NO_PART_TICKED = "The document was ticked, but none of what it would write: no factsheet of it, and no part."
#: For each draft of a document the parts that may be written over; None for a draft that is to be left out.
Parts = Sequence[Sequence[str] | None]


def confirm_batch(
    batch: ImportBatch,
    *,
    documents: Mapping[int, Parts],
    choices: Choices,
    user: AbstractBaseUser,
    now: datetime,
) -> bool:
    """`documents` names, by their keys, those that come in. False where somebody else was quicker: then nothing changes."""
    state = ImportBatch.State
    with transaction.atomic():
        waiting = ImportBatch.objects.filter(pk=batch.pk, state=state.PLANNED)
        if not waiting.update(
            state=state.APPLYING, confirmed_at=now, confirmed_by=user.pk, choices=dict(choices)
        ):
            return False
        for document in batch.documents.filter(state=BatchDocument.State.PLANNED).defer("plan"):
            parts = documents.get(document.pk)
            is_taken = parts is not None and any(each is not None for each in parts)
            document.state = BatchDocument.State.CONFIRMED if is_taken else BatchDocument.State.LEFT_OUT
            document.parts, document.tries = list(parts or []), 0
            if not is_taken:
                document.sentence = NO_PART_TICKED if document.pk in documents else NOT_TICKED
            document.save(update_fields=["state", "parts", "tries", "sentence"])
        log(instance=batch, action=CONFIRMED, user=user)
        carry_on.enqueue(batch.pk)
    return True


def go_on(batch: ImportBatch) -> bool:
    """Queue the work on a batch that stands still; False when there is none."""
    if not ImportBatch.objects.under_way().filter(pk=batch.pk).exists():
        return False
    # Whoever says so has a reason to think that it will work now.
    batch.documents.filter(state__in=["waiting", "confirmed"]).update(tries=0)
    carry_on.enqueue(batch.pk)
    return True


def ask_to_undo(batch: ImportBatch, *, user: AbstractBaseUser) -> bool:
    """Undo a whole batch in the background; False where it is not done yet, or being undone already."""
    state = ImportBatch.State
    with transaction.atomic():
        done = ImportBatch.objects.filter(pk=batch.pk, state=state.APPLIED)
        if not done.update(state=state.UNDOING, undone_by=user.pk):
            return False
        log(instance=batch, action=UNDO, user=user)
        carry_on.enqueue(batch.pk)
    return True


def throw_away(batch: ImportBatch) -> bool:
    """Delete a batch that nobody has confirmed, with its originals; False where somebody has meanwhile."""
    with transaction.atomic():
        rows = ImportBatch.objects.select_for_update().never_confirmed().filter(pk=batch.pk)
        if not rows.exists():
            return False
        forget_batches(rows)
    return True
