"""What somebody changed, or wants to change, about a warning sign: a widening in force, or a narrowing that waits."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.dispatch import Signal

from factsheets.signing.models.proposed_change import (
    ProposedChange,
    ProposedChangeQuerySet,
    decided_by_somebody,
)
from factsheets.warning_signs.formats.sign_changes import change_in_words

from .warning_sign import WarningSign

#: Sent in the transaction in which a narrowing is declined, with `change`.
narrowing_declined = Signal()


class WarningSignChangeQuerySet(ProposedChangeQuerySet["WarningSignChange"]):
    """Changes, by whether a clinical reviewer has still to look at them."""

    def waiting(self) -> Self:
        """Narrowings that nobody has decided, the oldest first."""
        return super().waiting().exclude(kind=WarningSignChange.Kind.WIDENING)

    def unseen(self) -> Self:
        """Widenings at which no clinical reviewer has looked, the oldest first."""
        return super().waiting().filter(kind=WarningSignChange.Kind.WIDENING)


class WarningSignChange(ProposedChange):
    """One change of one sign, by whom it was made and what a clinical reviewer said; it stays when the sign goes."""

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
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)

    objects = WarningSignChangeQuerySet.as_manager()

    class Meta(ProposedChange.Meta):
        verbose_name = "change of a warning sign"
        verbose_name_plural = "changes of warning signs"
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
            decided_by_somebody("warning_sign_change_decided_by_somebody"),
            models.CheckConstraint(
                condition=~models.Q(proposed_by_name=""), name="warning_sign_change_made_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"“{self.sign_name}”: {self.get_kind_display().lower()}"

    @property
    def words(self) -> list[str]:
        """What comes and goes, one sentence each."""
        return change_in_words(self.difference) or ["The whole sign goes."]

    @property
    def waits(self) -> bool:
        """Whether it is not in force because nobody has decided it yet."""
        return self.kind != self.Kind.WIDENING and not self.outcome
