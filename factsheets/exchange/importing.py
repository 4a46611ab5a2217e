"""The verb "import": one document is read, planned and applied in one go, for those who have confirmed it by naming it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from factsheets.outputs.parsed_factsheet import ReadDocument
from factsheets.page.models.original_document import OriginalDocument

from .applying import Kept, apply_draft
from .formats.plan import DocumentPlan, PlannedDraft, PlannedPart
from .planning import admin_path, plan_document
from .shared_records import ExchangeError

#: For `confirmed`: every part.
ALL_PARTS = "all"


@dataclass(frozen=True, kw_only=True)
class Import:
    """What an import did, or what it would do on a dry run."""

    outcome: str  # "created", "updated" or "unchanged"
    title: str
    admin_path: str  # of the page; "" when there is none
    reading: ReadDocument | None = None  # None when nothing was read because nothing changed
    records: tuple[str, ...] = ()  # one sentence for each shared record that was created or reused
    not_written: tuple[PlannedPart, ...] = ()  # parts that somebody has written since, and nobody confirmed


def import_document(
    data: bytes, name: str, *, update: bool = False, dry_run: bool = False, parts: Collection[str] = ()
) -> tuple[Import, ...]:
    """Import one document, all or nothing: what became of each of its drafts. `name` is its file name.

    A new factsheet becomes a draft; with `update`, one that exists gets a new draft revision. Its live text stays, and
    so does what somebody has written in the draft since, but for the `parts` that are named.
    `ExchangeError` holds one sentence on what is in the way.
    """
    plan = plan_document(data, name, update=update)
    if dry_run or not plan.drafts:
        return told(plan, parts)
    with transaction.atomic():
        document = Kept(name=name, text=plan.text, original=OriginalDocument.objects.keep(data))
        pages = [
            apply_draft(draft, document, user=None, choices={}, confirmed=confirmed_parts(draft, parts))
            for draft in plan.drafts
        ]
    return told(plan, parts, [page.pk for page in pages])


def told(plan: DocumentPlan, parts: Collection[str], pages: Sequence[int] = ()) -> tuple[Import, ...]:
    """The plan in the words of whoever named the document; `pages` are those that were made of its drafts."""
    if not plan.drafts:
        path = admin_path(plan.unchanged_page) if plan.unchanged_page else ""
        return (Import(outcome="unchanged", title=plan.unchanged, admin_path=path),)
    made: Sequence[int | None] = pages or [draft.page for draft in plan.drafts]
    return tuple(
        Import(
            outcome=draft.outcome,
            title=draft.title,
            admin_path=admin_path(page) if page else "",
            reading=replace(draft.reading, odd=(*draft.reading.odd, *draft.left_out)),
            records=draft.sentences,
            not_written=tuple(
                part for part in draft.to_confirm if part.name not in confirmed_parts(draft, parts)
            ),
        )
        for draft, page in zip(plan.drafts, made, strict=True)
    )


def confirmed_parts(draft: PlannedDraft, parts: Collection[str]) -> set[str]:
    """The parts of this draft that may be written over; `ExchangeError` where nothing at all would be written."""
    names = {part.name for part in draft.parts}
    confirmed = names if ALL_PARTS in parts else names & set(parts)
    if draft.parts and not any(part.is_free or part.name in confirmed for part in draft.parts):
        raise ExchangeError(
            f"Somebody has written in “{draft.title}” ({admin_path(draft.page or 0)}) what the document has other "
            "words for: "
            + ", ".join(f"{part.label} (--part {part.name})" for part in draft.parts)
            + ". Name each part that may be written over, or “--part all”."
        )
    return confirmed
