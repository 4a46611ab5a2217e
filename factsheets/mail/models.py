"""A mail that waits in the database until it is sent, so that none is lost and none is sent twice."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.db import models

#: After this time a run that took a mail and never reported back counts as broken off.
_CLAIM_LASTS = timedelta(minutes=10)


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    """Mails by what has become of them, and the one way to take one in hand."""

    def waiting(self) -> Self:
        """Those that have not been sent yet, also those that a run has in hand."""
        return self.filter(sent_at=None)

    def free(self, now: datetime) -> Self:
        """Waiting, and in no other run's hands."""
        untaken = models.Q(claimed_at=None) | models.Q(claimed_at__lt=now - _CLAIM_LASTS)
        return self.waiting().filter(untaken)

    def claim(self, pk: int, *, now: datetime) -> bool:
        """Take one mail in hand; False when another run has it. One statement, so two runs never both get it."""
        taken = self.free(now).filter(pk=pk).update(claimed_at=now, attempts=models.F("attempts") + 1)
        return bool(taken)


class OutgoingMail(models.Model):
    """One mail to one person, with its words as they will be sent."""

    #: Says what the mail is about and to whom: the same mail is queued once.
    key = models.CharField(max_length=200)
    to = models.EmailField()
    subject = models.CharField(max_length=300)
    body = models.TextField()
    made_at = models.DateTimeField()
    claimed_at = models.DateTimeField(blank=True, null=True)
    sent_at = models.DateTimeField(blank=True, null=True)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "outgoing mail"
        verbose_name_plural = "outgoing mails"
        ordering = ["made_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["key"], name="outgoing_mail_queued_once")]

    def __str__(self) -> str:
        return f"“{self.subject}” to {self.to}"
