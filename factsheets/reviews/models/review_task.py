"""A factsheet has to be looked at, because a source that it cites no longer stands as it did."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models

from factsheets.keeping.models.attribution import NamesOthers, kept_name_field
from factsheets.keeping.models.settlement import set_aside_with_reason
from factsheets.language.vocabulary import Section, Settlement, SourceStatus


class ReviewTaskQuerySet(models.QuerySet["ReviewTask"]):
    """Tasks, by whether a review has settled them."""

    def waiting(self) -> Self:
        """Those that the next review of their factsheet has to answer or set aside."""
        return self.filter(settled_at=None)


class ReviewTask(NamesOthers, models.Model):
    """One factsheet to look at again because of one source, and what a review did about it."""

    outlives = ("settled_by", "source")

    page = models.ForeignKey(
        "factsheets.FactsheetPage",
        on_delete=models.CASCADE,
        related_name="review_tasks",
        verbose_name="factsheet",
    )
    source = models.ForeignKey(
        "factsheets.Source", on_delete=models.SET_NULL, blank=True, null=True, related_name="review_tasks"
    )
    source_name = kept_name_field()
    source_status = models.CharField(
        max_length=12, choices=SourceStatus.choices, help_text="What became of the source."
    )
    #: The values of `policy.Section` that cite the source, in the order of reading.
    sections = models.JSONField(default=list)
    opened_at = models.DateTimeField("opened")
    settled_at = models.DateTimeField("settled", blank=True, null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        blank=True,
        null=True,
        related_name="+",
        verbose_name="settled by",
    )
    settled_by_name = kept_name_field()
    settled_as = models.CharField(max_length=10, choices=Settlement.choices, blank=True)
    settled_note = models.TextField(blank=True)

    objects = ReviewTaskQuerySet.as_manager()

    # A task about a source or a factsheet does not use it: the lists of uses stay as they are.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "review task"
        verbose_name_plural = "review tasks"
        ordering = ["opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "page"], condition=models.Q(settled_at=None), name="review_task_one_open"
            ),
            models.CheckConstraint(
                condition=models.Q(source_status__in=["changed", "superseded", "withdrawn"]),
                name="review_task_source_status_known",
            ),
            models.CheckConstraint(
                condition=models.Q(settled_at=None, settled_as="")
                | models.Q(settled_at__isnull=False, settled_as__in=Settlement.values),
                name="review_task_settled_in_a_way",
            ),
            set_aside_with_reason("review_task_set_aside_with_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.page}: “{self.named_source}” {self.get_source_status_display().lower()}"

    @property
    def section_names(self) -> list[str]:
        """The headings of the parts that cite the source, in the order of reading."""
        labels = dict(Section.choices)
        return [labels.get(section, section) for section in self.sections]

    @property
    def named_source(self) -> str:
        """The source by its name, as it was then if the record is gone."""
        return self.name_of("source")

    @property
    def who_settled(self) -> str:
        """The name of whoever settled it, as it was then if the account is gone; empty while nobody has."""
        return self.name_of("settled_by")
