"""The plan of a batch as its screen shows it: for each document what it becomes, what to confirm, and what to tick."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from factsheets.exchange.formats.plan import DocumentPlan, PlannedDraft, PlannedPart
from factsheets.exchange.formats.values_in_json import from_json
from factsheets.exchange.models.batch import BatchDocument, ImportBatch
from factsheets.exchange.planning import admin_path
from factsheets.exchange.title_lookup import folded

_TAG = re.compile(r"<[^<>]*>")
_WORDS_SHOWN = 24
#: Of two documents with one title, the first that is ticked comes in.
TWICE = "“{title}” is made of {first} as well: only the first of them that is ticked comes in. Take one of the ticks away."


@dataclass(frozen=True, kw_only=True)
class ShownDraft:
    """One draft, with the names of its ticks."""

    title: str
    tick: str  # empty where the document becomes one draft only: then the document has the tick
    edit_path: str  # of the factsheet that exists
    fields: list[tuple[str, str]]
    notes: list[str]
    tray: list[str]
    new: list[str]
    used: list[str]
    taken: tuple[PlannedPart, ...]
    to_confirm: tuple[PlannedPart, ...]
    parts_name: str
    is_same: bool  # an update without a difference


@dataclass(frozen=True, kw_only=True)
class ShownDocument:
    """One document that can come in."""

    document: BatchDocument
    tick: str
    drafts: list[ShownDraft]


@dataclass(frozen=True, kw_only=True)
class ShownRecord:
    """A record that would be made."""

    tick: str
    label: str
    name: str
    near: list[Any]
    documents: list[str]


@dataclass(frozen=True, kw_only=True)
class ShownPlan:
    """All of it, and how much it is."""

    documents: list[ShownDocument]
    others: list[BatchDocument]
    records: list[ShownRecord]

    @property
    def summary(self) -> list[tuple[int, str]]:
        """The beginning of the screen: numbers and what they count."""
        drafts = [draft for document in self.documents for draft in document.drafts]
        return [
            (len(drafts), _counted(drafts, "draft")),
            (sum(len(draft.fields) for draft in drafts), "fields filled"),
            (sum(len(draft.notes) for draft in drafts), "notes to confirm"),
            (sum(len(draft.tray) for draft in drafts), "pieces of text without a place"),
            (len(self.records), _counted(self.records, "new record")),
            (len(self.others), _counted(self.others, "document") + " not coming in"),
        ]


def shown_plan(batch: ImportBatch) -> ShownPlan:
    """For a batch that waits to be confirmed."""
    rows = list(batch.documents.all())
    planned = [row for row in rows if row.state == BatchDocument.State.PLANNED]
    names = {row.place: row.name for row in rows}
    made: dict[str, str] = {}
    return ShownPlan(
        documents=[
            ShownDocument(
                document=row,
                tick=document_tick(row),
                drafts=list(_drafts(row, plan_of(row).drafts, made)),
            )
            for row in planned
        ],
        others=[row for row in rows if row.state != BatchDocument.State.PLANNED],
        records=[
            ShownRecord(
                tick=record_tick(place),
                label=record["label"],
                name=record["name"],
                near=record["near"],
                documents=[names[each] for each in record["documents"]],
            )
            for place, record in enumerate(batch.records)
        ],
    )


def plan_of(document: BatchDocument) -> DocumentPlan:
    """Its plan as values."""
    return from_json(DocumentPlan, document.plan)


def document_tick(document: BatchDocument) -> str:
    """The name of the tick that lets a document in."""
    return f"document-{document.pk}"


def draft_tick(document: BatchDocument, place: int) -> str:
    """The name of the tick of one of its drafts, where there are several."""
    return f"draft-{document.pk}-{place}"


def parts_name(document: BatchDocument, place: int) -> str:
    """The name of the ticks for parts that somebody has written since."""
    return f"parts-{document.pk}-{place}"


def record_tick(place: int) -> str:
    """The name of the tick for a new record."""
    return f"record-{place}"


def _drafts(
    document: BatchDocument, drafts: Iterable[PlannedDraft], made: dict[str, str]
) -> Iterator[ShownDraft]:
    """`made` says which document of the batch comes first for a title; those that follow are told of it."""
    drafts = list(drafts)
    for place, draft in enumerate(drafts):
        reading = draft.reading
        first = made.setdefault(folded(draft.title), document.name)
        twice = [TWICE.format(title=draft.title, first=first)] if first != document.name else []
        yield ShownDraft(
            title=draft.title,
            tick=draft_tick(document, place) if len(drafts) > 1 else "",
            edit_path=admin_path(draft.page) if draft.page else "",
            fields=[(label, beginning(text)) for label, text in reading.placed],
            notes=[*twice, *reading.proposed, *reading.odd, *draft.left_out],
            tray=list(reading.unplaced),
            new=[f"{record.label} “{record.name}”" for record in draft.records if not record.exists],
            used=[f"{record.label} “{record.exists}”" for record in draft.records if record.exists],
            taken=tuple(part for part in draft.parts if part.is_free),
            to_confirm=draft.to_confirm,
            parts_name=parts_name(document, place),
            is_same=draft.is_same,
        )


def beginning(text: str) -> str:
    """The first words of a text."""
    words = html.unescape(_TAG.sub(" ", text)).split() if text.startswith("<") else text.split()
    return " ".join(words[:_WORDS_SHOWN]) + (" …" if len(words) > _WORDS_SHOWN else "")


def _counted(things: list[Any], name: str) -> str:
    return name if len(things) == 1 else f"{name}s"
