"""How often an address was read on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime

from django.db import models, transaction
from django.utils import timezone

from backcare.reading_counts import LONGEST_ADDRESS
from backcare.retention import READING_COUNTS

_AT_ONCE = 500


class ReadingCountQuerySet(models.QuerySet["ReadingCount"]):
    """Counts are added and forgotten; nobody writes one by hand."""

    def add(self, counts: Mapping[tuple[date, str], int]) -> None:
        """Count these further readings, all of them or none."""
        with transaction.atomic(using=self.db):
            new = (self.model(day=day, address=address) for day, address in sorted(counts))
            self.bulk_create(new, batch_size=_AT_ONCE, ignore_conflicts=True)
            for (day, times), addresses in sorted(_alike(counts).items()):
                for start in range(0, len(addresses), _AT_ONCE):
                    rows = self.filter(day=day, address__in=addresses[start : start + _AT_ONCE])
                    rows.update(times=models.F("times") + times)

    def between(self, first: date, last: date) -> models.QuerySet[ReadingCount]:
        """Of these days, both included."""
        return self.filter(day__gte=first, day__lte=last)

    def forget(self, now: datetime) -> int:
        """Delete what has had its time; how many rows."""
        return self.filter(day__lt=timezone.localdate(READING_COUNTS.ended(now))).delete()[0]


def _alike(counts: Mapping[tuple[date, str], int]) -> dict[tuple[date, int], list[str]]:
    """Addresses that were read equally often on a day: one statement counts them all."""
    alike: dict[tuple[date, int], list[str]] = defaultdict(list)
    for (day, address), times in sorted(counts.items()):
        alike[day, times].append(address)
    return alike


class ReadingCount(models.Model):
    """A day, an address without its query, and a number: there is nothing else to keep."""

    day = models.DateField("day")
    address = models.CharField("address", max_length=LONGEST_ADDRESS)
    times = models.PositiveIntegerField("times", default=0)

    objects = ReadingCountQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "count of readings"
        verbose_name_plural = "counts of readings"
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(fields=["day", "address"], name="reading_count_once_a_day"),
            models.CheckConstraint(
                condition=models.Q(address__startswith="/"), name="reading_count_of_an_address"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.address}: {self.times} on {self.day}"
