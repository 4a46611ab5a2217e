"""Who wrote the words that readers get through a factsheet from elsewhere: records, headings, documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.documents import get_document_model
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from .document_rows import linked_documents
from .sign_off import SignOff

#: In the audit log: a record was made, or its words were changed.
WORDING_CHANGED = "factsheets.wording.change"
_WROTE = ("wagtail.create", WORDING_CHANGED)


def shared_authors(factsheet: Any, last: SignOff | None) -> Iterator[int]:
    """Accounts that made or reworded a record of `factsheet`, changed a heading or uploaded a document of it, where `last`
    does not cover the words. What stood in the signed words under the same name counts from that day on."""
    if last and factsheet.is_covered_by(last):
        return
    known = {row["subject"] for part in (last.words if last else []) for row in part.get("rows", [])}
    known |= {part.get("words", "") for part in (last.words if last else [])}
    for record in _records(factsheet):
        entries = ModelLogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(record),
            object_id=str(record.pk),
            action__in=_WROTE,
            user__isnull=False,
        )
        if last and str(record) in known:
            entries = entries.filter(timestamp__gt=last.signed_at)
        yield from entries.values_list("user", flat=True)
    worded = PageLogEntry.objects.filter(
        page__in=Page.objects.ancestor_of(factsheet), action=WORDING_CHANGED, user__isnull=False
    )
    if last:
        worded = worded.filter(timestamp__gt=last.signed_at)
    yield from worded.values_list("user", flat=True)
    documents = get_document_model().objects.filter(pk__in=linked_documents(factsheet))
    yield from (
        document.uploaded_by_user_id
        for document in documents
        if document.uploaded_by_user_id and document.filename not in known
    )


def _records(factsheet: Any) -> list[Any]:
    rows = [(row.condition, row.pattern) for row in factsheet.suitabilities.all()]
    found = [record for pair in rows for record in pair if record]
    found += [row.source for row in factsheet.citations.all() if row.source_id]
    found += [factsheet.therapy_kind] if factsheet.therapy_kind_id else []
    return [record for record in found if record is not None and not record.is_gone]
