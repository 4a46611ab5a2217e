"""What somebody changed, or wants to change, about a warning sign: a widening in force, or a narrowing that waits."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.dispatch import Signal

from factsheets.warning_signs.formats.sign_changes import in_words

from .warning_sign import WarningSign

#: Sent in the transaction in which a narrowing is declined, with `change`.
narrowing_declined = Signal()


class WarningSignChangeQuerySet(models.QuerySet["WarningSignChange"]):
    def waiting(self) -> Self:
        """Narrowings that nobody has decided, the oldest first."""
        return (
            self.exclude(kind=WarningSignChange.Kind.WIDENING)
            .filter(outcome="")
            .order_by("proposed_at", "pk")
        )

    def unseen(self) -> Self:
        """Widenings at which no clinical reviewer has looked, the oldest first."""
        return self.filter(kind=WarningSignChange.Kind.WIDENING, outcome="").order_by("proposed_at", "pk")

    def decided(self) -> Self:
        """The latest first."""
        return self.exclude(outcome="").order_by("-decided_at", "-pk")


class WarningSignChange(models.Model):
    class Kind(models.TextChoices):
        WIDENING = "widening", "It listens for more"
        NARROWING = "narrowing", "It listens for less"
        REMOVAL = "removal", "It goes"

    class Outcome(models.TextChoices):
        SEEN = "seen", "Seen"
        SIGNED_OFF = "signed_off", "Signed off"
        DECLINED = "declined", "Declined"
        TAKEN_BACK = "taken_back", "Taken back"

    sign = models.ForeignKey(
        WarningSign, on_delete=models.SET_NULL, blank=True, null=True, related_name="changes"
    )
    sign_name = models.CharField(max_length=80, help_text="How the sign was called.")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    difference = models.JSONField(help_text="The lines that come and go, by field, and another level.")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, blank=True, null=True, related_name="+"
    )
    proposed_by_name = models.CharField(max_length=160)
    proposed_at = models.DateTimeField("proposed")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, blank=True, null=True, related_name="+"
    )
    decided_by_name = models.CharField(max_length=160, blank=True)
    decided_at = models.DateTimeField("decided", blank=True, null=True)
    comment = models.TextField(blank=True)

    objects = WarningSignChangeQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "change of a warning sign"
        verbose_name_plural = "changes of warning signs"
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="widening", outcome__in=["", "seen"])
                | models.Q(
                    kind__in=["narrowing", "removal"],
                    outcome__in=["", "signed_off", "declined", "taken_back"],
                ),
                name="warning_sign_change_kind_and_outcome_known",
            ),
            models.UniqueConstraint(
                fields=["sign"],
                condition=models.Q(kind__in=["narrowing", "removal"], outcome=""),
                name="warning_sign_narrowing_waits_once",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="", decided_at=None)
                | (~models.Q(outcome="") & models.Q(decided_at__isnull=False)),
                name="warning_sign_change_decided_at_some_time",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="") | ~models.Q(decided_by_name=""),
                name="warning_sign_change_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~models.Q(proposed_by_name=""), name="warning_sign_change_made_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"“{self.sign_name}”: {self.get_kind_display().lower()}"

    @property
    def words(self) -> list[str]:
        """What comes and goes, one sentence each."""
        return in_words(self.difference) or ["The whole sign goes."]

    @property
    def waits(self) -> bool:
        return self.kind != self.Kind.WIDENING and not self.outcome
