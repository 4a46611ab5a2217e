"""Figures of many single measurements, and the limits that some of them have."""

from __future__ import annotations

import math
from dataclasses import dataclass

#: Milliseconds for readers at 10,000 factsheets, at the 95th percentile.
MOST_FOR_READERS = 40
#: Milliseconds for staff on Wagtail's own search screens, at the 99th percentile.
MOST_FOR_STAFF = 200
#: Milliseconds that the index adds to saving one page, at any size of the library.
MOST_FOR_SAVING = 50
#: Seconds for building the index of 10,000 factsheets anew.
MOST_FOR_REBUILDING = 60


@dataclass(frozen=True)
class Times:
    """Milliseconds of many answers of one sort."""

    milliseconds: list[float]
    #: Milliseconds of a processor for each answer, on average: what stays the same on a busy machine.
    processor: float = 0.0

    def percentile(self, share: float) -> float:
        """The time within which so many per cent of all came (nearest rank)."""
        ordered = sorted(self.milliseconds)
        return ordered[max(0, math.ceil(share / 100 * len(ordered)) - 1)]

    @property
    def median(self) -> float:
        return self.percentile(50)


@dataclass(frozen=True)
class Building:
    """What it took to make a library and its index."""

    factsheets: int
    rebuild_seconds: float
    rebuild_megabytes: float
    index_megabytes: float


@dataclass(frozen=True)
class Measured:
    """All figures of one library with one back end."""

    back_end: str
    building: Building
    readers: dict[str, Times]
    staff: dict[str, Times]
    saving: Times
    saving_without: Times
    server_megabytes: float
    #: Milliseconds that the machine took for the same few lines of Python between the questions: how quick it was just then.
    yardstick: float

    @property
    def indexing_a_save(self) -> float:
        """Milliseconds that a save takes longer with the index than without, at the median."""
        return self.saving.median - self.saving_without.median

    def beyond_limits(self) -> list[str]:
        """What takes longer than it may."""
        size = self.building.factsheets
        beyond = [
            f"{name}: {times.percentile(99):.0f} ms at p99 for staff, {size} factsheets"
            for name, times in self.staff.items()
            if times.percentile(99) > MOST_FOR_STAFF
        ]
        if self.indexing_a_save > MOST_FOR_SAVING:
            beyond.append(f"saving a page: {self.indexing_a_save:.0f} ms for its index, {size} factsheets")
        if size > 11_000:
            return beyond
        beyond += [
            f"{name}: {times.percentile(95):.0f} ms at p95 for readers, {size} factsheets"
            for name, times in self.readers.items()
            if times.percentile(95) > MOST_FOR_READERS
        ]
        if self.building.rebuild_seconds > MOST_FOR_REBUILDING:
            beyond.append(f"rebuilding: {self.building.rebuild_seconds:.0f} s, {size} factsheets")
        return beyond
