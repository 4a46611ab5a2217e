"""A mail that waits in the database until it is sent, so that none is lost and none is sent twice."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.timesince import timesince

#: After this time a run that took a mail and never reported back counts as broken off.
_CLAIM_LASTS = timedelta(minutes=10)
#: A mail server may answer with a whole page.
_LONGEST_REASON = 300


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    """Mails by what has become of them, and the one way to take one in hand."""

    def waiting(self) -> Self:
        """Those that are still to be sent, also those that a run has in hand."""
        return self.filter(sent_at=None, given_up_at=None)

    def not_sent(self) -> Self:
        """Those that wait, and those that were given up."""
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
    #: Since then nobody tries it any more, until somebody has it sent again.
    given_up_at = models.DateTimeField(blank=True, null=True)
    #: When somebody had it sent again; the time after which it is given up begins anew.
    again_from = models.DateTimeField(blank=True, null=True)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "outgoing mail"
        verbose_name_plural = "outgoing mails"
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="outgoing_mail_queued_once"),
            models.CheckConstraint(
                condition=models.Q(sent_at=None) | models.Q(given_up_at=None),
                name="outgoing_mail_sent_or_given_up",
            ),
        ]

    def __str__(self) -> str:
        return f"“{self.subject}” to {self.to}"

    def stands(self) -> str:
        """In words: whether it waits or was given up, and for how long."""
        now = timezone.now()
        if self.given_up_at:
            return f"Given up {timesince(self.given_up_at, now, depth=1)} ago"
        return f"Waits for {timesince(self.made_at, now, depth=1)}"

    def why_not(self) -> str:
        """What the last try met, as the mail server said it."""
        return self.last_error[:_LONGEST_REASON] or ("" if self.attempts else "Not tried yet")
