"""Who wrote the words that readers get through a factsheet from elsewhere: records, headings, documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from wagtail.documents import get_document_model
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from factsheets.signing.formats.clinical_content import Row

from .document_rows import document_row, linked_documents
from .sign_off import SignOff

#: In the audit log: a record was made, or its words were changed.
WORDING_CHANGED = "factsheets.wording.change"
_WROTE = ("wagtail.create", WORDING_CHANGED)
#: In the audit log of a document: it was uploaded, or its title or file changed.
_BROUGHT = ("wagtail.create", "wagtail.edit")


def shared_authors(factsheet: Any, last: SignOff | None) -> Iterator[int]:
    """Accounts that made or reworded a record of `factsheet`, or changed a heading of it, where `last` does not cover the
    words. What stood in the signed words under the same name counts from that day on."""
    if last and factsheet.is_covered_by(last):
        return
    known = {row["subject"] for row in _signed_rows(last)}
    known |= {part.get("words", "") for part in (last.words if last else [])}
    for record in _records(factsheet):
        entries = _log_of(record, _WROTE)
        if last and str(record) in known:
            entries = entries.filter(timestamp__gt=last.signed_at)
        yield from entries.values_list("user", flat=True)
    worded = PageLogEntry.objects.filter(
        page__in=Page.objects.ancestor_of(factsheet), action=WORDING_CHANGED, user__isnull=False
    )
    if last:
        worded = worded.filter(timestamp__gt=last.signed_at)
    yield from worded.values_list("user", flat=True)


def document_authors(text: Any, last: SignOff | None) -> Iterator[int]:
    """Accounts that uploaded or edited a document which `text` links to, unless `last` covers these very bytes.

    The log of a document does not say which edit brought another file, so each counts.
    """
    if last and text.is_covered_by(last):
        return
    signed = {(row["subject"], row["note"]) for row in _signed_rows(last)}
    documents = get_document_model().objects.in_bulk(linked_documents(text))
    for document in documents.values():
        row = document_row(document)
        if (row["subject"], row["note"]) in signed:
            continue
        if document.uploaded_by_user_id:
            yield document.uploaded_by_user_id
        yield from _log_of(document, _BROUGHT).values_list("user", flat=True)


def _log_of(record: Model, actions: Iterable[str]) -> QuerySet[ModelLogEntry]:
    """What accounts that are still there did to it."""
    entries: QuerySet[ModelLogEntry] = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(record),
        object_id=str(record.pk),
        action__in=actions,
        user__isnull=False,
    )
    return entries


def _signed_rows(last: SignOff | None) -> Iterator[Row]:
    for part in last.words if last else []:
        yield from part.get("rows", [])


def _records(factsheet: Any) -> list[Any]:
    rows = [(row.condition, row.pattern) for row in factsheet.suitabilities.all()]
    found = [record for pair in rows for record in pair if record]
    found += [row.source for row in factsheet.citations.all() if row.source_id]
    found += [factsheet.therapy_kind] if factsheet.therapy_kind_id else []
    return [record for record in found if record is not None and not record.is_gone]
