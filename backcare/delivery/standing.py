"""How the published files stand: what is behind, since when, and what has no file, and why."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

from django.db.models import Min
from django.utils import timezone

from .ledger import Failed
from .models import Change
from .place import ledger, publishes
from .publishing import LAST_SWEEP


class StandingOfFiles(NamedTuple):
    """`changes` are those that are not followed up yet; `last_sweep` is None before the first whole sweep."""

    is_on: bool
    files: int = 0
    changes: int = 0
    waiting_since: datetime | None = None
    last_sweep: datetime | None = None
    oldest: datetime | None = None
    failures: list[Failed] = []

    @property
    def is_behind(self) -> bool:
        """Whether something has changed that is not followed up, or something should have a file and has none."""
        return bool(self.changes or self.failures)

    @property
    def seconds_behind(self) -> int:
        """For how long the oldest change has waited."""
        return int((timezone.now() - self.waiting_since).total_seconds()) if self.waiting_since else 0


def standing() -> StandingOfFiles:
    """Now."""
    if not publishes():
        return StandingOfFiles(False)
    known = ledger()
    oldest = known.oldest()
    return StandingOfFiles(
        True,
        files=known.count(),
        changes=Change.objects.count(),
        waiting_since=Change.objects.aggregate(first=Min("changed_at"))["first"],
        last_sweep=known.written_down(LAST_SWEEP),
        oldest=datetime.fromtimestamp(oldest, UTC) if oldest is not None else None,
        failures=known.failures(),
    )
