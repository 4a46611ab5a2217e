"""The one entry: the bytes of a document → its blocks."""

from __future__ import annotations

from ..formats.document import Document
from .plain_text import read_plain_text


def read_source_document(data: bytes, file_name: str) -> Document:
    """Read a document by what it is, never by its name alone. Raises `DocumentRefused` with one sentence."""
    return read_plain_text(data, file_name)
