"""What a person ticked on the plan of a batch, taken only as far as the plan itself offers it."""

from __future__ import annotations

from django.http import QueryDict

from factsheets.exchange.batches.confirming import Parts
from factsheets.exchange.formats.plan import PlannedDraft
from factsheets.exchange.models.batch import BatchDocument, ImportBatch
from factsheets.exchange.proposals import LEAVE_OUT

from .plan_in_words import document_tick, draft_tick, parts_name, plan_of, record_tick


def documents_ticked(batch: ImportBatch, posted: QueryDict) -> dict[int, Parts]:
    """By the key of each document that is ticked: for each of its drafts the parts that may be written over, or None."""
    ticked: dict[int, Parts] = {}
    for document in batch.documents.filter(state=BatchDocument.State.PLANNED):
        if not posted.get(document_tick(document)):
            continue
        drafts = plan_of(document).drafts
        parts = [
            _parts(draft, posted.getlist(parts_name(document, place)))
            if len(drafts) == 1 or posted.get(draft_tick(document, place))
            else None
            for place, draft in enumerate(drafts)
        ]
        ticked[document.pk] = parts
    return ticked


def records_chosen(batch: ImportBatch, posted: QueryDict) -> dict[str, str]:
    """For each new record that is not simply made: left out, or the key of the one near it that is used instead."""
    choices = {}
    for place, record in enumerate(batch.records):
        instead = posted.get(f"{record_tick(place)}-as", "")
        if not posted.get(record_tick(place)):
            choices[record["key"]] = LEAVE_OUT
        elif instead in {str(key) for key, _name in record["near"]}:
            choices[record["key"]] = instead
    return choices


def _parts(draft: PlannedDraft, names: list[str]) -> list[str] | None:
    """None for a factsheet that exists, and of which nothing at all was ticked."""
    chosen = [part.name for part in draft.to_confirm if part.name in names]
    if draft.page is not None and not chosen and not any(part.is_free for part in draft.parts):
        return None
    return chosen
