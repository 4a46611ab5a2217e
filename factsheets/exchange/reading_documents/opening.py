"""Which reader a document needs, by what it is."""

from __future__ import annotations

from ..formats.document import Document
from .plain_text import read_plain_text


def read_in_this_process(data: bytes, name: str) -> Document:
    return read_plain_text(data, name)
