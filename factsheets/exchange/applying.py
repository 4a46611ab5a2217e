"""A plan becomes a draft factsheet, or a draft revision of one. Nothing is ever published."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import PurePath

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.forms.models import model_to_dict
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Revision

from factsheets.database.row_locks import held
from factsheets.outputs.parsed_factsheet import ParsedFactsheet, ReadDocument
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.import_note import ImportNote
from factsheets.page.models.imported_document import ImportedDocument
from factsheets.page.models.library_page import LibraryPage
from factsheets.page.models.original_document import OriginalDocument
from factsheets.signing.formats.authorship import BROUGHT_IN_BY

from .drafting import fill
from .formats.plan import PlannedDraft
from .models.batch import BatchDocument
from .page_values import gather
from .planning import admin_path, latest_draft, refuse_taken_slug, the_library
from .proof import with_lost_words
from .proposals import Choices, chosen
from .reading_drafts import is_factsheet_file
from .shared_records import ExchangeError, SharedRecords
from .title_lookup import find_called
from .updating import marks_of, only_what_may_be_written

#: In the audit trail of a factsheet.
CAME_IN = "factsheets.import.apply"


@dataclass(frozen=True, kw_only=True)
class Kept:
    """The document that a draft is made from, as it stays with the factsheet."""

    name: str
    text: str
    original: OriginalDocument
    batch_document: BatchDocument | None = None

    @property
    def brought_by(self) -> int | None:
        """The account whose file it is, which need not be the one that lets it in."""
        return self.batch_document.batch.made_by_id if self.batch_document else None


def apply_draft(
    draft: PlannedDraft,
    document: Kept,
    *,
    user: User | None,
    choices: Choices,
    confirmed: Collection[str],
) -> FactsheetPage:
    """Write one draft; `confirmed` names parts that may be written over although somebody has edited them.

    Call it within a transaction, which an `ExchangeError` has to undo.
    """
    library = the_library()
    existing = _still_as_planned(draft)
    if existing is not None and user is not None:
        _refuse_whom_it_is_closed_to(existing, user)
    reading = chosen(only_what_may_be_written(draft, draft.reading, confirmed), choices)
    page = latest_draft(existing) if existing is not None else FactsheetPage(owner=user)
    before = existing.latest_revision_id if existing else None
    refuse_taken_slug(library, reading.factsheet, existing)
    books = fill(page, reading.factsheet)
    reading = replace(reading, odd=(*reading.odd, *dict.fromkeys(books.left_out)))
    if not is_factsheet_file(document.name):
        reading = with_lost_words(reading, gather(page))
    add_notes(page, reading)
    save_draft(library, page, user=user)
    note_who_brought_it(page, document.brought_by)
    _note_who_made(books.made, document.brought_by or (user.pk if user else None))
    _keep(page, document, books, reading.factsheet, before=before)
    log(
        instance=page,
        action=CAME_IN,
        user=user,
        revision=page.latest_revision,
        data={"document": PurePath(document.name).name},
    )
    return page


def add_notes(page: FactsheetPage, reading: ReadDocument) -> None:
    """What a person has to settle. A note that waits on the page already is not made again."""
    notes = list(page.import_notes.all())
    waiting = {(note.kind, note.text) for note in notes if not note.settled}
    for kind, texts in (
        (ImportNote.Kind.PROPOSED, reading.proposed),
        (ImportNote.Kind.ODD, reading.odd),
        (ImportNote.Kind.UNPLACED, reading.unplaced),
    ):
        notes += [ImportNote(kind=kind, text=text) for text in texts if (kind.value, text) not in waiting]
    for place, note in enumerate(notes):
        note.sort_order = place
        if page.pk and not note.pk:
            # Its words are shown, not posted: only a row of its own brings them back when the draft is saved.
            note.page = page
            note.save()
    page.import_notes.set(notes)


def save_draft(library: LibraryPage, page: FactsheetPage, *, user: User | None) -> None:
    """A new page, or a new draft of one; `ExchangeError` says what its own checks refuse."""
    is_new = page.pk is None
    try:
        if is_new:
            library.add_child(instance=page)
        elif not page.live:
            page.save()
        page.save_revision(user=user, log_action=not is_new)
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise ExchangeError(
            f"The factsheet “{page.title}” cannot be saved: {field.replace('_', ' ').capitalize()}: {messages[0]}"
        ) from error


def note_who_brought_it(page: FactsheetPage, account: int | None) -> None:
    """The latest draft has the words of `account`, whoever saved it: neither can sign them off."""
    revision = page.latest_revision
    if account is not None and revision is not None:
        content = revision.content | {BROUGHT_IN_BY: [account]}
        Revision.objects.filter(pk=revision.pk).update(content=content)


def _note_who_made(records: Iterable[Model], account: int | None) -> None:
    """In the log of each record, as of one that was typed: its name stands on factsheets that others write, too."""
    person = User.objects.filter(pk=account).first() if account is not None else None
    for record in records if person else ():
        log(instance=record, action="wagtail.create", user=person)


def mark_of_record(record: Model) -> str:
    """A mark of all that a record says: it is another one as soon as somebody has changed a word of it."""
    said = json.dumps(model_to_dict(record), cls=DjangoJSONEncoder, sort_keys=True, default=str)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _still_as_planned(draft: PlannedDraft) -> FactsheetPage | None:
    """The factsheet that is to have a new draft. What was planned for words that are gone is not written."""
    if draft.page is None:
        if other := find_called(draft.title):
            raise ExchangeError(
                f"There is a factsheet “{other.title}” ({admin_path(other)}) since this was planned: "
                "bring the document in again, to see both."
            )
        return None
    existing = held(FactsheetPage.objects.filter(pk=draft.page)).first()
    if existing is None:
        raise ExchangeError(
            f"The factsheet “{draft.title}” was deleted since this was planned: bring the document in again."
        )
    if existing.latest_revision_id != draft.revision:
        raise ExchangeError(
            f"“{existing.title}” ({admin_path(existing)}) was edited since this was planned, so nothing was "
            "written over it: bring the document in again, to see both."
        )
    return existing


def _refuse_whom_it_is_closed_to(existing: FactsheetPage, user: User) -> None:
    if not existing.permissions_for_user(user).can_edit():
        raise ExchangeError(f"“{existing.title}” has other words, and you may not edit it: ask an editor.")


def _keep(
    page: FactsheetPage,
    document: Kept,
    books: SharedRecords,
    written: ParsedFactsheet,
    *,
    before: int | None,
) -> None:
    # The values as an editor will have them: out of the draft that was saved.
    marks = marks_of(gather(FactsheetPage.objects.get(pk=page.pk).get_latest_revision_as_object()))
    last = page.imported_documents.first() if before else None
    # Of what this document did not write, a person may have written: it keeps the mark of the last that did.
    values = (last.values if last else {}) | {
        name: mark for name, mark in marks.items() if getattr(written, name) is not None
    }
    ImportedDocument.objects.update_or_create(
        page=page,
        digest=document.original.digest,
        defaults={
            "name": PurePath(document.name).name[-255:],
            "text": document.text,
            "imported_at": timezone.now(),
            "original": document.original,
            "batch_document": document.batch_document,
            "made_page": before is None,
            "revision_before": before,
            "revision_made": page.latest_revision_id,
            "records_made": [
                [record._meta.model_name, record.pk, mark_of_record(record)] for record in books.made
            ],
            "values": values,
        },
    )
