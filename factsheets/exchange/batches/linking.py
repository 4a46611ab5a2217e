"""The second pass over a batch: its factsheets name one another, whatever the order in which they came."""

from __future__ import annotations

import re

from django.db import transaction
from django.utils.text import slugify

from factsheets.database.row_locks import held
from factsheets.exchange.applying import note_who_brought_it
from factsheets.exchange.formats.plan import DocumentPlan, PlannedDraft
from factsheets.exchange.formats.values_in_json import from_json
from factsheets.exchange.links import to_stored
from factsheets.exchange.models.batch import ImportBatch
from factsheets.exchange.page_values import gather
from factsheets.exchange.updating import marks_of
from factsheets.outputs.parsed_factsheet import SECTIONS
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.imported_document import ImportedDocument

_LINK_TO_PAGE = re.compile(r'<a linktype="page" id="[0-9]+">(.*?)</a>')


def link_drafts(batch: ImportBatch) -> None:
    """Give each draft of the batch its links to the others. Called again, it finds nothing left to do."""
    made = ImportedDocument.objects.filter(batch_document__batch=batch).select_related(
        "page", "batch_document__batch"
    )
    by_name = _by_name([imported.page for imported in made])
    for imported in made:
        with transaction.atomic():
            _link(imported, by_name)


def _by_name(pages: list[FactsheetPage]) -> dict[str, int]:
    """The page for each title, other name and slug of the batch."""
    found: dict[str, int] = {}
    for page in pages:
        for name in (*page.names, page.slug.replace("-", " ")):
            found.setdefault(slugify(name), page.pk)
    return found


def _link(imported: ImportedDocument, by_name: dict[str, int]) -> None:
    page = held(FactsheetPage.objects.filter(pk=imported.page_id)).first()
    if page is None or page.latest_revision_id != imported.revision_made:
        return  # somebody has it in hand
    draft = page.get_latest_revision_as_object()
    changed = {"related_items"} if _link_items(draft, by_name) else set[str]()
    planned = _plan_of(imported)
    if planned is not None:
        changed |= _link_words(draft, planned)
    if not changed:
        return
    if not page.live:
        draft.save()
    draft.save_revision(user=page.latest_revision.user)
    stored = FactsheetPage.objects.get(pk=page.pk)
    note_who_brought_it(stored, _whose(imported))
    imported.revision_made = stored.latest_revision_id
    marks = marks_of(gather(stored.get_latest_revision_as_object()))
    imported.values |= {name: marks[name] for name in changed & set(imported.values)}
    imported.save(update_fields=["revision_made", "values"])


def _whose(imported: ImportedDocument) -> int | None:
    return imported.batch_document.batch.made_by_id if imported.batch_document else None


def _link_items(draft: FactsheetPage, by_name: dict[str, int]) -> bool:
    """Titles that waited for a factsheet which has come in."""
    rows = list(draft.related_items.all())
    linked = {row.factsheet_id for row in rows if row.factsheet_id} | {draft.pk}
    is_changed = False
    for row in rows:
        found = by_name.get(slugify(row.pending_title)) if row.pending_title else None
        if found is None or found in linked:
            continue
        linked.add(found)
        _settle_note(draft, row.pending_title)
        row.factsheet_id, row.pending_title, is_changed = found, "", True
    if is_changed:
        draft.related_items.set(rows)
    return is_changed


def _link_words(draft: FactsheetPage, planned: PlannedDraft) -> set[str]:
    """Links inside a text that led nowhere when it came in, as what they lead to was not there yet: the changed parts."""
    changed, lost = set(), list[str]()
    for section in SECTIONS:
        words = getattr(planned.reading.factsheet, section) or ""
        if 'href="page:' not in words:
            continue
        stored, lost_here = to_stored(words)
        lost += lost_here
        mine = getattr(draft, section)
        if mine != stored and _plain(mine) == _plain(stored):
            setattr(draft, section, stored)
            changed.add(section)
    if changed:
        notes = draft.import_notes.all()
        draft.import_notes.set(
            [note for note in notes if not _is_of_a_lost_link(note.text) or note.text in lost]
        )
    return changed


def _plain(stored: str) -> str:
    """The same words without their links to pages."""
    return _LINK_TO_PAGE.sub(r"\1", stored)


def _is_of_a_lost_link(sentence: str) -> bool:
    return sentence.startswith("There is no page “")


def _settle_note(draft: FactsheetPage, title: str) -> None:
    """That a title waits is no question any more."""
    kept = [
        note for note in draft.import_notes.all() if f"“{title}” waits as a pending title" not in note.text
    ]
    draft.import_notes.set(kept)


def _plan_of(imported: ImportedDocument) -> PlannedDraft | None:
    if imported.batch_document is None:
        return None
    drafts = from_json(DocumentPlan, imported.batch_document.plan).drafts
    titled = [draft for draft in drafts if draft.title == imported.page.title]
    return titled[0] if titled else None
