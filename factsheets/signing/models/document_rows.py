"""The documents that a text links to: readers get their bytes through it, so they belong to its words."""

from __future__ import annotations

from django.db import models
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.fields import RichTextField
from wagtail.utils.file import hash_filelike

from factsheets.signing.formats.clinical_content import Row
from factsheets.signing.formats.document_address import documents_linked_in


def linked_documents(text: models.Model) -> list[int]:
    """The keys of the documents that the rich text of `text` links to, in the order of reading, each once."""
    found = (
        key
        for field in text._meta.concrete_fields
        if isinstance(field, RichTextField)
        for key in documents_linked_in(getattr(text, field.name))
    )
    return list(dict.fromkeys(found))


def document_rows(text: models.Model) -> list[Row]:
    """One row for each linked document: the name of its file, and the SHA-1 of its bytes, as Wagtail keeps it."""
    keys = linked_documents(text)
    if not keys:
        return []
    stored = get_document_model()._default_manager.in_bulk(keys)
    return [
        document_row(stored[key])
        if key in stored
        else Row(subject=f"Document {key}, which is not there any more", kind="document", note="")
        for key in keys
    ]


def document_row(document: AbstractDocument) -> Row:
    """The name of its file, and the digest of its bytes in the note."""
    return Row(subject=document.filename, kind="document", note=_digest(document))


def _digest(document: AbstractDocument) -> str:
    if document.file_hash:
        return str(document.file_hash)
    try:
        with document.open_file() as file:
            return str(hash_filelike(file))
    except OSError:
        return "the file is missing"
