"""Somebody looked at a whole factsheet again: a record, never a side effect of an edit."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from factsheets.formats.months import MOST_MONTHS, add_months

from .named_others import NamesOthers, kept_name_field
from .on_record import OnRecord, OnRecordQuerySet


class ReviewQuerySet(OnRecordQuerySet):
    def last_of_each(self) -> Self:
        """The last review of every factsheet: the one that its dates come from."""
        later = Review.objects.filter(page=models.OuterRef("page"))
        return self.filter(pk=models.Subquery(later.values("pk")[:1]))


class Review(NamesOthers, OnRecord):
    proves = "has been reviewed"
    outlives = ("recorded_by",)

    class Outcome(models.TextChoices):
        UNCHANGED = "unchanged", "Unchanged"
        CHANGED = "changed", "Changed"
        WITHDRAW = "withdraw", "Withdraw"

    page = models.ForeignKey(
        "factsheets.FactsheetPage", on_delete=models.PROTECT, related_name="reviews", verbose_name="factsheet"
    )
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reviewer = models.CharField(max_length=160, help_text="The name and role of the person who reviewed it.")
    #: Whose account it was; the words above stay when the account goes.
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        blank=True,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="recorded by",
    )
    recorded_by_name = kept_name_field()
    reviewed_on = models.DateField("reviewed on", default=timezone.localdate)
    evidence_checked_to = models.DateField(
        "evidence checked to",
        blank=True,
        null=True,
        help_text="Evidence published up to this day was looked at.",
    )
    next_due_on = models.DateField("next review due", blank=True, null=True)
    notes = models.TextField(blank=True)

    objects = ReviewQuerySet.as_manager()

    # A review of a factsheet does not use it: the list of the factsheet's uses stays as it is.
    wagtail_reference_index_ignore = True

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
            models.CheckConstraint(
                condition=models.Q(evidence_checked_to=None)
                | models.Q(evidence_checked_to__lte=models.F("reviewed_on")),
                name="review_evidence_before_review",
                violation_error_message="Evidence can be checked up to the day of the review, not beyond it.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page} reviewed on {self.reviewed_on}"

    @property
    def who_recorded(self) -> str:
        return self.name_of("recorded_by")

    def clean(self) -> None:
        if not self.reviewed_on:
            return
        if self.reviewed_on > timezone.localdate():
            raise ValidationError({"reviewed_on": "This day has not come yet."})
        if self.next_due_on and self.next_due_on > add_months(self.reviewed_on, MOST_MONTHS):
            raise ValidationError(
                {"next_due_on": "The next review must be due within three years of this one."}
            )
