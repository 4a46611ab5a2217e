"""What one query brought along with a factsheet, so that its page asks for nothing again."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from factsheets.governed.models.shared_words import SharedWords

from .versioned import ShownVersion


class Prefetched(NamedTuple):
    """Handed to a factsheet, as `FactsheetPage.prefetched`, by `reading.factsheets_for_reading` and by nothing else."""

    is_private: bool
    version: ShownVersion | None
    shared_words: SharedWords
    last_reviewed_on: date | None
    next_due_on: date | None
