"""The one entry: the bytes of a document → its blocks."""

from __future__ import annotations

from ..formats.document import Document, DocumentRefused


def read_source_document(data: bytes, file_name: str) -> Document:
    """Read a document by what it is, never by its name alone. Raises `DocumentRefused` with one sentence."""
    raise DocumentRefused(f"{file_name} cannot be read.")
