"""Somebody looked at a whole factsheet again: a record, never a side effect of an edit."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone


class Review(models.Model):
    class Outcome(models.TextChoices):
        UNCHANGED = "unchanged", "Unchanged"
        CHANGED = "changed", "Changed"
        WITHDRAW = "withdraw", "Withdraw"

    page = models.ForeignKey(
        "factsheets.FactsheetPage", on_delete=models.CASCADE, related_name="reviews", verbose_name="factsheet"
    )
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reviewer = models.CharField(max_length=160, help_text="The name and role of the person who reviewed it.")
    reviewed_on = models.DateField("reviewed on", default=timezone.localdate)
    evidence_checked_to = models.DateField(
        "evidence checked to",
        blank=True,
        null=True,
        help_text="Evidence published up to this day was looked at.",
    )
    next_due_on = models.DateField("next review due", blank=True, null=True)
    notes = models.TextField(blank=True)

    class Meta:
        verbose_name = "review"
        verbose_name_plural = "reviews"
        ordering = ["-reviewed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=["unchanged", "changed", "withdraw"]),
                name="review_outcome_known",
            ),
            models.CheckConstraint(
                condition=models.Q(next_due_on=None) | models.Q(next_due_on__gt=models.F("reviewed_on")),
                name="review_due_after_review",
                violation_error_message="The next review must be due after this one.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page} reviewed on {self.reviewed_on}"

    def clean(self) -> None:
        if self.reviewed_on and self.reviewed_on > timezone.localdate():
            raise ValidationError({"reviewed_on": "This day has not come yet."})
