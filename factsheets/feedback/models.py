"""A reader's answer to "Was this useful?", and the count that keeps one network from drowning all others."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from backcare.retention import FEEDBACK, NETWORK_COUNTS
from factsheets.keeping.models.settlement import set_aside_with_reason
from factsheets.language.vocabulary import Settlement


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    """Answers of readers, by whether somebody has dealt with them."""

    def waiting(self) -> Self:
        """Answers that nobody has handled yet."""
        return self.filter(handled_at=None)

    def forget(self, now: datetime) -> int:
        """Delete what came in long ago, dealt with or not; how many there were."""
        return self.filter(received_at__lt=FEEDBACK.ended(now)).delete()[0]


class Feedback(models.Model):
    """One answer; nothing in it says who gave it."""

    page = models.ForeignKey(
        "factsheets.FactsheetPage",
        on_delete=models.CASCADE,
        related_name="feedback",
        verbose_name="factsheet",
    )
    useful = models.BooleanField("useful", choices=[(True, "Yes"), (False, "No")])
    comment = models.TextField(
        blank=True, help_text="Phone numbers, email addresses, NHS numbers and postcodes are taken out."
    )
    suspected_spam = models.BooleanField("suspected spam", default=False)
    received_at = models.DateTimeField("received", default=timezone.now)
    handled_at = models.DateTimeField("handled", blank=True, null=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        blank=True,
        null=True,
        related_name="+",
        verbose_name="handled by",
    )
    settled_as = models.CharField(
        max_length=10,
        choices=Settlement.choices,
        blank=True,
        editable=False,
        help_text="What a review did with it.",
    )
    settled_note = models.TextField("reason", blank=True, editable=False)
    #: The random mark of the form that was sent: the same form sent twice is one answer.
    form_mark = models.CharField(max_length=64, editable=False)

    objects = FeedbackQuerySet.as_manager()

    # What readers say about a factsheet does not use it: the list of its uses stays as it is.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "answer"
        verbose_name_plural = "answers"
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["form_mark"], name="feedback_form_once"),
            models.CheckConstraint(
                condition=models.Q(handled_by=None) | models.Q(handled_at__isnull=False),
                name="feedback_handled_at_some_time",
            ),
            models.CheckConstraint(
                condition=models.Q(settled_as="")
                | models.Q(handled_at__isnull=False, settled_as__in=Settlement.values),
                name="feedback_settled_in_a_way",
            ),
            set_aside_with_reason("feedback_set_aside_with_reason"),
        ]

    def __str__(self) -> str:
        return f"“{self.get_useful_display()}” about {self.page}"


class FeedbackLimitQuerySet(models.QuerySet["FeedbackLimit"]):
    """How many answers came from each part of an internet address today."""

    def take_one(self, key_hash: str, *, day: date, most: int) -> bool:
        """Count one more answer of `key_hash` on `day`; False, and nothing counted, when there were `most` already.

        The comparison and the count are one statement, so answers at the same moment cannot pass together. Rows of
        other days are deleted.
        """
        with transaction.atomic(using=self.db):
            self.forget(today=day)
            row, _ = self.get_or_create(key_hash=key_hash, day=day)
            return bool(self.filter(pk=row.pk, count__lt=most).update(count=models.F("count") + 1))

    def forget(self, *, today: date) -> int:
        """Delete the counts of other days than `today`; how many there were."""
        return self.exclude(day__gt=today - NETWORK_COUNTS.time, day__lte=today).delete()[0]


class FeedbackLimit(models.Model):
    """The count of one day for a part of an address, of which only a keyed hash is kept."""

    key_hash = models.CharField(max_length=64, help_text="Keyed hash of a part of an internet address.")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    objects = FeedbackLimitQuerySet.as_manager()

    class Meta:
        verbose_name = "feedback limit"
        verbose_name_plural = "feedback limits"
        constraints = [models.UniqueConstraint(fields=["key_hash", "day"], name="feedback_limit_once_a_day")]

    def __str__(self) -> str:
        return f"{self.count} answers on {self.day}"
