"""That a review is due was told: once for each due date and stage, however often the nightly run comes by."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models

from factsheets.keeping.models.attribution import NamesOthers, kept_name_field


class ReminderQuerySet(models.QuerySet["Reminder"]):
    """Reminders, by what has become of them."""

    def that_it_is_due(self) -> Self:
        """Those that somebody can acknowledge: the day has come."""
        return self.filter(stage__in=[Reminder.Stage.DUE, Reminder.Stage.OVERDUE])

    def acknowledged(self) -> Self:
        """Those that somebody has said to have seen."""
        return self.filter(acknowledged_at__isnull=False)


class Reminder(NamesOthers, models.Model):
    """One telling that a review comes due or is overdue, and who said to have seen it."""

    outlives = ("acknowledged_by",)

    class Stage(models.TextChoices):
        DUE_90 = "due_90", "90 days before"
        DUE_30 = "due_30", "30 days before"
        DUE = "due", "Due"
        OVERDUE = "overdue", "Overdue"

    page = models.ForeignKey(
        "factsheets.FactsheetPage",
        on_delete=models.CASCADE,
        related_name="reminders",
        verbose_name="factsheet",
    )
    due_on = models.DateField("review due")
    stage = models.CharField(max_length=10, choices=Stage.choices)
    number = models.PositiveSmallIntegerField(default=0, help_text="How many times 30 days it was overdue.")
    made_at = models.DateTimeField("made")
    acknowledged_at = models.DateTimeField("acknowledged", blank=True, null=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        blank=True,
        null=True,
        related_name="+",
        verbose_name="acknowledged by",
    )
    acknowledged_by_name = kept_name_field()

    objects = ReminderQuerySet.as_manager()

    # To be reminded about a factsheet is not to use it: the list of its uses stays as it is.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "reminder"
        verbose_name_plural = "reminders"
        ordering = ["-due_on", "-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "due_on", "stage", "number"], name="reminder_once_a_stage"
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=["due_90", "due_30", "due", "overdue"]),
                name="reminder_stage_known",
            ),
            models.CheckConstraint(
                condition=models.Q(stage="overdue", number__gt=0)
                | (~models.Q(stage="overdue") & models.Q(number=0)),
                name="reminder_counts_overdue_only",
            ),
            models.CheckConstraint(
                condition=models.Q(acknowledged_by=None) | models.Q(acknowledged_at__isnull=False),
                name="reminder_acknowledged_at_some_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page}, review due on {self.due_on}: {self.get_stage_display()}"

    @property
    def who_acknowledged(self) -> str:
        """The name of whoever has seen it, as it was then if the account is gone; empty while nobody has."""
        return self.name_of("acknowledged_by")
