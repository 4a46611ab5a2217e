"""How the published files stand: what is behind, since when, and what has no file, and why."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

from django.db.models import Min
from django.utils import timezone
from wagtail.models import Site

from .asking import site_of_readers
from .faults import refuse_a_folder_that_stays_as_it_is
from .ledger import Failed
from .models import Change
from .place import ledger, published_folder, publishes
from .publishing import LAST_SWEEP
from .vanished import vanished_a_moment_ago


class StandingOfFiles(NamedTuple):
    """`changes` are those that are not followed up yet; `last_sweep` is None before the first whole sweep."""

    is_on: bool
    files: int = 0
    changes: int = 0
    waiting_since: datetime | None = None
    last_sweep: datetime | None = None
    oldest: datetime | None = None
    failures: list[Failed] = []
    #: Whose files are out of service until they are made anew, or were deleted by hand.
    vanished: list[str] = []
    #: The names of sites of which no files are published: the application answers their readers.
    other_sites: list[str] = []

    @property
    def is_behind(self) -> bool:
        """Whether something has changed that is not followed up, or something should have a file and has none."""
        return bool(self.changes or self.failures or self.vanished)

    @property
    def seconds_behind(self) -> int:
        """For how long the oldest change has waited."""
        return int((timezone.now() - self.waiting_since).total_seconds()) if self.waiting_since else 0


def standing() -> StandingOfFiles:
    """Now. Raises OSError where the folder of the files cannot be read, or nothing in it can be changed."""
    if not publishes():
        return StandingOfFiles(False)
    refuse_a_folder_that_stays_as_it_is(published_folder())
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
        vanished=vanished_a_moment_ago(published_folder()),
        other_sites=_other_sites(),
    )


def _other_sites() -> list[str]:
    ours = site_of_readers()
    others = Site.objects.exclude(pk=ours.pk if ours else None)
    return [f"{host}:{port}" for host, port in others.values_list("hostname", "port")]
