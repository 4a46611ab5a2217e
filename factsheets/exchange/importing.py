"""The verb "import": a document becomes a draft factsheet, or a draft revision of one. Nothing is ever published."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from factsheets.language.vocabulary import Verdict
from factsheets.outputs.parsed_factsheet import ParsedFactsheet, ParsedSuitability, ReadDocument
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.import_note import ImportNote
from factsheets.page.models.imported_document import ImportedDocument
from factsheets.page.models.library_page import LibraryPage
from factsheets.page.models.missing_records import what_is_gone

from .drafting import fill
from .matching import facts_that_differ, reuse_patterns
from .page_values import gather
from .proof import with_lost_words
from .reading_drafts import is_factsheet_file, read_drafts
from .shared_records import ExchangeError
from .title_lookup import find_called


@dataclass(frozen=True, kw_only=True)
class Import:
    """What an import did, or what it would do on a dry run."""

    outcome: str  # "created", "updated" or "unchanged"
    title: str
    admin_path: str  # of the page; "" when there is none
    reading: ReadDocument | None = None  # None when nothing was read because nothing changed
    records: tuple[str, ...] = ()  # one sentence for each shared record that was created or reused


def import_document(data: bytes, name: str, *, update: bool = False, dry_run: bool = False) -> Import:
    """Import one document, all or nothing. `name` is its file name.

    A new factsheet becomes a draft; with `update`, one that exists gets a new draft revision. Its live text stays.
    A document that made the page as it is changes nothing. `ExchangeError` holds one sentence on what is in the way.
    """
    digest = hashlib.sha256(data).hexdigest()
    with transaction.atomic():
        library = LibraryPage.objects.first()
        if library is None:
            raise ExchangeError("There is no library page yet: run “manage.py migrate”, which makes it.")
        known = ImportedDocument.objects.of_digest(digest).select_related("page").first()
        if known is not None and not (update and known.page.imported_documents.first() != known):
            return Import(outcome="unchanged", title=known.page.title, admin_path=admin_path(known.page))
        readings, text = read_drafts(data, name)
        if len(readings) > 1:
            titles = ", ".join(f"“{reading.factsheet.title}”" for reading in readings)
            raise ExchangeError(f"{name} holds more than one therapy ({titles}): make a file of each.")
        reading = readings[0]
        done = _draft(library, reading, name, update=update)
        ImportedDocument.objects.update_or_create(
            page=done.page,
            digest=digest,
            defaults={"name": PurePath(name).name[-255:], "text": text, "imported_at": timezone.now()},
        )
        if dry_run:
            transaction.set_rollback(True)
    path = "" if dry_run and done.outcome == "created" else admin_path(done.page)
    return Import(
        outcome=done.outcome,
        title=done.page.title,
        admin_path=path,
        reading=done.reading,
        records=done.records,
    )


def admin_path(page: Page) -> str:
    """Where staff edit the page."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


@dataclass(frozen=True)
class _Drafted:
    outcome: str
    page: FactsheetPage
    reading: ReadDocument
    records: tuple[str, ...]


def _draft(library: LibraryPage, reading: ReadDocument, name: str, *, update: bool) -> _Drafted:
    existing = find_called(reading.factsheet.title)
    if existing is not None and not update:
        raise ExchangeError(
            f"There is a factsheet “{existing.title}” already ({admin_path(existing)}), and {name} has other text: "
            "import it with --update to make it a new draft revision of that page; its live text stays."
        )
    is_legacy = not is_factsheet_file(name)
    page = _latest_draft(existing) if existing is not None else FactsheetPage()
    parsed, records = reading.factsheet, list[str]()
    if is_legacy:
        parsed, records = reuse_patterns(parsed)
        reading = replace(reading, unplaced=(*reading.unplaced, *facts_that_differ(parsed)))
        if existing is not None:
            parsed = _with_what_it_is_silent_about(parsed, page)
    _refuse_taken_slug(library, parsed, existing)
    books = fill(page, parsed)
    # The same words before and after the fact: a dry run has created nothing.
    records += [f"New {record}." for record in books.created]
    records += [f"Existing {record}." for record in books.reused]
    reading = replace(reading, odd=(*reading.odd, *books.left_out))
    if is_legacy:
        reading = with_lost_words(reading, gather(page))
    _add_notes(page, reading)
    _save(library, page, is_new=existing is None)
    return _Drafted("updated" if existing else "created", page, reading, tuple(records))


def _latest_draft(page: FactsheetPage) -> FactsheetPage:
    if page.locked or page.workflow_in_progress:
        raise ExchangeError(
            f"“{page.title}” is being checked or locked ({admin_path(page)}): "
            "wait until that has ended, or cancel it, then import again."
        )
    draft = page.get_latest_revision_as_object()
    if gone := what_is_gone(draft):
        raise ExchangeError(f"“{page.title}” ({admin_path(page)}) cannot be updated yet. {' '.join(gone)}")
    return draft


def _with_what_it_is_silent_about(parsed: ParsedFactsheet, page: FactsheetPage) -> ParsedFactsheet:
    """A legacy document has no address, and it may say nothing about one of the three lists: the page's own stay."""
    own = gather(page)
    said = {row.verdict for row in parsed.suitabilities or ()}
    said |= {
        verdict
        for verdict, statement in (
            (Verdict.LIKELY, parsed.likely_statement),
            (Verdict.UNLIKELY, parsed.unlikely_statement),
            (Verdict.AVOID, parsed.contraindication_state),
        )
        if statement is not None
    }
    subjects = {_subject(row) for row in parsed.suitabilities or ()}
    kept = [
        row for row in own.suitabilities or () if row.verdict not in said and _subject(row) not in subjects
    ]
    return replace(
        parsed, title=page.title, slug=page.slug, suitabilities=(*(parsed.suitabilities or ()), *kept)
    )


def _subject(row: ParsedSuitability) -> tuple[str, ...]:
    return tuple(subject.name.casefold() if subject else "" for subject in (row.condition, row.pattern))


def _refuse_taken_slug(library: LibraryPage, parsed: ParsedFactsheet, existing: Page | None) -> None:
    siblings = library.get_children().filter(slug=parsed.slug).exclude(pk=existing.pk if existing else None)
    other = siblings.first() if parsed.slug else None
    if other is not None:
        raise ExchangeError(
            f"The address “{parsed.slug}” belongs to the page “{other.title}” ({admin_path(other)}): "
            "change the slug of that page or the title of the document, then import again."
        )


def _add_notes(page: FactsheetPage, reading: ReadDocument) -> None:
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


def _save(library: LibraryPage, page: FactsheetPage, *, is_new: bool) -> None:
    try:
        if is_new:
            library.add_child(instance=page)
        elif not page.live:
            page.save()
        page.save_revision(log_action=not is_new)
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise ExchangeError(
            f"The factsheet “{page.title}” cannot be saved: {field.replace('_', ' ').capitalize()}: {messages[0]}"
        ) from error
