"""Somebody looked at a whole factsheet again: a record, never a side effect of an edit."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from typing_extensions import override

from factsheets.database.months import MOST_MONTHS, add_months
from factsheets.keeping.models.attribution import NamesOthers, kept_name_field
from factsheets.keeping.models.on_record import OnRecord, OnRecordQuerySet
from factsheets.page.formats.review_due import today_here
from factsheets.signing.models.reviewer_profile import LONGEST_NAME


class ReviewQuerySet(OnRecordQuerySet["Review"]):
    """Reviews by factsheet."""

    def last_of_each(self) -> Self:
        """The last review of every factsheet: the one that its dates come from."""
        later = Review.objects.filter(page=models.OuterRef("page"))
        return self.filter(pk=models.Subquery(later.values("pk")[:1]))


class Review(NamesOthers, OnRecord):
    """Who looked, on which day, with which outcome, and when the next review is due at the latest."""

    proves = "has been reviewed"
    outlives = ("recorded_by",)

    class Outcome(models.TextChoices):
        """What the reviewer found should become of the factsheet."""

        UNCHANGED = "unchanged", "Unchanged"
        CHANGED = "changed", "Changed"
        WITHDRAW = "withdraw", "Withdraw"

    page = models.ForeignKey(
        "factsheets.FactsheetPage", on_delete=models.PROTECT, related_name="reviews", verbose_name="factsheet"
    )
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reviewer = models.CharField(
        max_length=LONGEST_NAME, help_text="The name and role of the person who recorded it."
    )
    on_behalf_of = models.CharField(
        "on behalf of",
        max_length=LONGEST_NAME,
        blank=True,
        help_text="The name and role of the person who looked at it, if that was not you.",
    )
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
                condition=~models.Q(reviewer=""),
                name="review_by_somebody",
                violation_error_message="Say who reviewed it.",
            ),
            models.CheckConstraint(
                condition=models.Q(on_behalf_of="") | ~models.Q(on_behalf_of=models.F("reviewer")),
                name="review_on_behalf_of_somebody_else",
                violation_error_message="On behalf of: leave it empty if you looked at the factsheet yourself.",
            ),
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
    def by(self) -> str:
        """Who reviewed it, such as "Sam Lee on behalf of Dr Ada Green"."""
        return f"{self.reviewer} on behalf of {self.on_behalf_of}" if self.on_behalf_of else self.reviewer

    @property
    def who_recorded(self) -> str:
        """The name of the account that recorded it."""
        return self.name_of("recorded_by")

    @override
    def clean(self) -> None:
        if not self.reviewed_on:
            return
        if self.reviewed_on > today_here():
            raise ValidationError({"reviewed_on": "This day has not come yet."})
        if self.next_due_on and self.next_due_on > add_months(self.reviewed_on, MOST_MONTHS):
            raise ValidationError(
                {"next_due_on": "The next review must be due within three years of this one."}
            )
