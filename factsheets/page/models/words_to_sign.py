"""The exact words that a clinician signs of a factsheet: its own, those of its documents, and those from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from factsheets.signing.formats.clinical_content import (
    Content,
    documents_part,
    factsheet_words,
    words_from_elsewhere,
)
from factsheets.signing.models.document_rows import document_rows


def words_to_sign(factsheet: Any, headings: Mapping[str, str]) -> Content:
    """In the order of reading. `headings` are the library's, by part."""
    return [
        *factsheet_words(factsheet),
        *documents_part(document_rows(factsheet)),
        *words_from_elsewhere(factsheet, headings),
    ]
