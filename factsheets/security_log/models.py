"""A row of the security log: who did what to whom, from which network, and when."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, NoReturn

from django.db import models, transaction
from django.db.models.functions import Greatest
from typing_extensions import override

from backcare.retention import SECURITY_LOG
from factsheets.security_log.formats.event_kinds import EventKind
from factsheets.security_log.formats.typed_words import LONGEST_DETAIL, LONGEST_NAME

#: How many different names of one network are kept apart in an hour, and how many rows a day failed sign-ins may take.
MOST_NAMES, MOST_ROWS_A_DAY = 20, 500
OTHER_NAMES, OTHER_NETWORKS = "(many other names)", "(many networks)"
_HOUR = timedelta(hours=1)


class LogIsKept(Exception):
    """Somebody wanted to change or delete what stands in the security log."""

    def __init__(self) -> None:
        super().__init__("What stands in the security log is neither changed nor deleted before its time.")


class SecurityEventQuerySet(models.QuerySet["SecurityEvent"]):
    """Rows are added, counted up while their hour lasts, and forgotten when their time is over; nothing else."""

    def count_failed(self, name: str, network: str, *, now: datetime) -> SecurityEvent:
        """One more failed sign-in under a name from a network: of each hour one row, and of a storm not many.

        From some number on, other names and other networks of that time are counted together.
        """
        hour = now.replace(minute=0, second=0, microsecond=0)
        with transaction.atomic(using=self.db):
            failed = self.filter(kind=EventKind.SIGN_IN_FAILED, counted_from__gte=hour - 23 * _HOUR)
            in_hour = failed.filter(counted_from=hour)
            if not in_hour.filter(subject_name=name, network=network).exists():
                if failed.count() >= MOST_ROWS_A_DAY:
                    name, network = OTHER_NAMES, OTHER_NETWORKS
                elif in_hour.filter(network=network).count() >= MOST_NAMES:
                    name = OTHER_NAMES
            row, is_new = self.get_or_create(
                kind=EventKind.SIGN_IN_FAILED,
                counted_from=hour,
                subject_name=name,
                network=network,
                defaults={"happened_at": now, "last_at": now},
            )
            if not is_new:
                latest = Greatest("last_at", models.Value(now))
                models.QuerySet.update(self.filter(pk=row.pk), times=models.F("times") + 1, last_at=latest)
        return row

    def forget(self, now: datetime) -> int:
        """Delete what is older than the declared time; how many rows. For the daily job alone."""
        old = self.filter(last_at__lt=SECURITY_LOG.ended(now))
        return models.QuerySet.delete(old)[0]

    @override
    def update(self, **_fields: object) -> NoReturn:
        raise LogIsKept

    @override
    def bulk_update(self, *_rows: object, **_options: object) -> NoReturn:
        raise LogIsKept

    @override
    def delete(self) -> NoReturn:
        raise LogIsKept

    delete.queryset_only = True  # type: ignore[attr-defined]  # Django looks for it on the function


class SecurityEvent(models.Model):
    """Names stand here as they were: a row outlives the accounts and groups that it tells of."""

    kind = models.CharField("what", max_length=40)
    happened_at = models.DateTimeField("when")
    last_at = models.DateTimeField("last time")
    actor_key = models.BigIntegerField(blank=True, null=True)
    #: Empty where nobody had signed in.
    actor_name = models.CharField("who", max_length=LONGEST_NAME, blank=True)
    subject_key = models.BigIntegerField(blank=True, null=True)
    #: A person, a group or a step; of a failed sign-in, the name that was typed.
    subject_name = models.CharField("about", max_length=LONGEST_NAME, blank=True)
    detail = models.TextField("more", blank=True, max_length=LONGEST_DETAIL)
    #: As much of the address as is kept; empty for a command.
    network = models.CharField("network", max_length=60, blank=True)
    times = models.PositiveIntegerField("times", default=1)
    #: The hour for which failed sign-ins are counted together.
    counted_from = models.DateTimeField(blank=True, null=True)

    objects = SecurityEventQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "security event"
        verbose_name_plural = "security log"
        ordering = ["-last_at", "-pk"]
        default_permissions = ["view"]
        indexes = [
            models.Index(fields=["last_at"], name="security_event_last_at"),
            models.Index(fields=["counted_from", "network"], name="security_event_counted"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "counted_from", "subject_name", "network"], name="security_event_counted_once"
            ),
            models.CheckConstraint(condition=models.Q(times__gte=1), name="security_event_happened"),
            models.CheckConstraint(
                condition=models.Q(last_at__gte=models.F("happened_at")),
                name="security_event_first_before_last",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what}: {self.subject_name or self.actor_name}"

    @override
    def save(self, *args: object, **kwargs: Any) -> None:
        """Only a new row is stored; raises LogIsKept for any other."""
        if not self._state.adding:
            raise LogIsKept
        super().save(*args, **kwargs)

    @override
    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Raises LogIsKept."""
        raise LogIsKept

    @property
    def what(self) -> str:
        """The kind in words; a kind that is unknown here by its name."""
        return EventKind(self.kind).label if self.kind in EventKind.values else self.kind
