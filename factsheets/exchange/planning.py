"""Read and map: a document becomes a plan. Nothing is written, shared records included."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from django.db import transaction
from django.urls import reverse
from wagtail.models import Page

from factsheets.language.vocabulary import Verdict
from factsheets.outputs.parsed_factsheet import ParsedFactsheet, ParsedSuitability, ReadDocument
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.imported_document import ImportedDocument
from factsheets.page.models.library_page import LibraryPage
from factsheets.page.models.missing_records import what_is_gone
from factsheets.page.models.original_document import digest_of

from .drafting import fill
from .formats.plan import DocumentPlan, PlannedDraft, PlannedRecord
from .matching import facts_that_differ, reuse_patterns
from .page_values import gather
from .proof import with_lost_words
from .proposals import planned_records
from .reading_drafts import is_factsheet_file, read_drafts
from .shared_records import ExchangeError, SharedRecords
from .title_lookup import find_called
from .updating import parts_that_differ


def plan_document(data: bytes, name: str, *, update: bool) -> DocumentPlan:
    """What would become of a document. `name` is its file name.

    With `update`, a factsheet that exists may get a new draft. A document that made the page as it is changes nothing.
    `ExchangeError` holds one sentence on what is in the way.
    """
    library = the_library()
    if unchanged := _made_before(digest_of(data), update=update):
        return DocumentPlan(unchanged=unchanged.title, unchanged_page=unchanged.pk)
    readings, text = read_drafts(data, PurePath(name).name)
    drafts = tuple(_plan_draft(library, reading, name, update=update) for reading in readings)
    return DocumentPlan(text=text, drafts=drafts)


def the_library() -> LibraryPage:
    """Where drafts go; `ExchangeError` where there is none."""
    library = LibraryPage.objects.first()
    if library is None:
        raise ExchangeError("There is no library page yet: run “manage.py migrate”, which makes it.")
    return library


def admin_path(page: Page | int) -> str:
    """Where staff edit the page."""
    return reverse("wagtailadmin_pages:edit", args=[page if isinstance(page, int) else page.pk])


def latest_draft(page: FactsheetPage) -> FactsheetPage:
    """The words that an import may go on from; `ExchangeError` where somebody is checking them, or records are gone."""
    if page.locked or page.workflow_in_progress:
        raise ExchangeError(
            f"“{page.title}” is being checked or locked ({admin_path(page)}): "
            "wait until that has ended, or cancel it, then import again."
        )
    draft = page.get_latest_revision_as_object()
    if gone := what_is_gone(draft):
        raise ExchangeError(f"“{page.title}” ({admin_path(page)}) cannot be updated yet. {' '.join(gone)}")
    return draft


def refuse_taken_slug(library: LibraryPage, parsed: ParsedFactsheet, existing: Page | None) -> None:
    """`ExchangeError` where another page has the address."""
    siblings = library.get_children().filter(slug=parsed.slug).exclude(pk=existing.pk if existing else None)
    other = siblings.first() if parsed.slug else None
    if other is not None:
        raise ExchangeError(
            f"The address “{parsed.slug}” belongs to the page “{other.title}” ({admin_path(other)}): "
            "change the slug of that page or the title of the document, then import again."
        )


def _made_before(digest: str, *, update: bool) -> FactsheetPage | None:
    """The page that this very file made. With `update` an older file may be taken again, over what a newer one brought."""
    known = ImportedDocument.objects.of_digest(digest).select_related("page")
    unchanged = [each.page for each in known if not update or each.page.imported_documents.first() == each]
    return unchanged[0] if unchanged and len(unchanged) == len(known) else None


def _plan_draft(library: LibraryPage, reading: ReadDocument, name: str, *, update: bool) -> PlannedDraft:
    existing = find_called(reading.factsheet.title)
    if existing is not None and not update:
        raise ExchangeError(
            f"There is a factsheet “{existing.title}” already ({admin_path(existing)}), and {name} has other text: "
            "import it with --update to make it a new draft revision of that page; its live text stays."
        )
    page = latest_draft(existing) if existing is not None else None
    parsed, sentences = reading.factsheet, list[str]()
    if not is_factsheet_file(name):
        parsed, sentences = reuse_patterns(parsed)
        reading = replace(reading, unplaced=(*reading.unplaced, *facts_that_differ(parsed)))
        if page is not None:
            parsed = _with_what_it_is_silent_about(parsed, page)
    refuse_taken_slug(library, parsed, existing)
    books, records, filled = _rehearse(parsed)
    # The same words before and after the fact: a plan has created nothing.
    sentences += [f"New {record}." for record in books.created]
    sentences += [f"Existing {record}." for record in books.reused]
    reading = replace(reading, factsheet=parsed)
    if not is_factsheet_file(name):
        reading = with_lost_words(reading, filled)
    last = existing.imported_documents.first() if existing else None
    return PlannedDraft(
        reading=reading,
        title=page.title if page else parsed.title,
        page=existing.pk if existing else None,
        revision=existing.latest_revision_id if existing else None,
        records=records,
        parts=parts_that_differ(gather(page), parsed, last.values if last else {}) if page else (),
        left_out=tuple(dict.fromkeys(books.left_out)),
        sentences=tuple(sentences),
    )


def _rehearse(
    parsed: ParsedFactsheet,
) -> tuple[SharedRecords, tuple[PlannedRecord, ...], ParsedFactsheet]:
    """What filling a page says about the values: the very records and refusals that applying it will have, and the values
    that the page then holds. It is all undone."""
    with transaction.atomic():
        page = FactsheetPage()
        books = fill(page, parsed)
        said = list(books.created), list(books.reused)
        records = planned_records(parsed, books)
        books.created, books.reused = said
        filled = gather(page)
        transaction.set_rollback(True)
    return books, records, filled


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
