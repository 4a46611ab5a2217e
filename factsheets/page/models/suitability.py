"""A row of "might it help me?": one verdict about one condition or one pain pattern."""

from __future__ import annotations

from collections import defaultdict
from typing import Self

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from factsheets.language.vocabulary import Verdict
from factsheets.signing.formats.half_filled_rows import complete_among
from factsheets.signing.models.old_revisions import RowOfAnyRevision

from .citation import Citation
from .view_restrictions import open_to_readers

_LISTED_OF_A_FACTSHEET = (
    "title",
    "slug",
    "certainty",
    "likely_statement",
    "unlikely_statement",
    "contraindication_state",
    "contraindication_statement",
    "is_starter_example",
)
_LISTED_OF_A_SUBJECT = {"condition": ("name", "plain_name", "slug"), "pattern": ("name", "slug")}


class SuitabilityQuerySet(models.QuerySet["Suitability"]):
    """Rows with what outputs show beside them."""

    def for_readers(self) -> Self:
        """Those of factsheets that every reader may see."""
        return self.filter(open_to_readers("page__"))

    def listed(self) -> list[Suitability]:
        """As lists of therapies show them: with their subjects and caveats, and nothing else of a factsheet than what is said of it
        in short. Its sources are handed to it for reading: to ask each factsheet for them takes longer than the database."""
        rows = list(
            self.select_related("page", "condition", "pattern").only(
                "verdict",
                "note",
                *(f"page__{name}" for name in _LISTED_OF_A_FACTSHEET),
                *(f"{subject}__{name}" for subject, names in _LISTED_OF_A_SUBJECT.items() for name in names),
            )
        )
        cited: dict[int, list[Citation]] = defaultdict(list)
        keys = {row.page_id for row in rows}
        for citation in (
            Citation.objects.filter(page__in=keys).select_related("source").order_by("sort_order")
        ):
            cited[citation.page_id].append(citation)
        for row in rows:
            in_order = sorted(cited[row.page_id], key=lambda citation: citation.sort_order or 0)
            row.page.rows_for_reading = {"citations": complete_among(row.page, "citations", in_order)}
        return rows

    def with_caveats(self) -> Self:
        """With their subjects, and with all that has to be said of their verdicts (see `outputs.caveats`)."""
        citations = models.Prefetch("page__citations", Citation.objects.select_related("source"))
        return self.select_related("page", "condition", "pattern").prefetch_related(citations)


class Suitability(RowOfAnyRevision, Orderable):
    """The same subject stands once in a factsheet."""

    page = ParentalKey("factsheets.FactsheetPage", on_delete=models.CASCADE, related_name="suitabilities")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    condition = models.ForeignKey(
        "factsheets.Condition", on_delete=models.PROTECT, blank=True, null=True, related_name="suitabilities"
    )
    pattern = models.ForeignKey(
        "factsheets.PainPattern",
        on_delete=models.PROTECT,
        blank=True,
        null=True,
        related_name="suitabilities",
        verbose_name="pain pattern",
    )
    note = models.CharField(max_length=200, blank=True, help_text="A few words, only if they are needed.")

    objects = SuitabilityQuerySet.as_manager()

    panels = [FieldPanel("verdict"), FieldPanel("condition"), FieldPanel("pattern"), FieldPanel("note")]

    class Meta(Orderable.Meta):
        verbose_name = "suitability row"
        verbose_name_plural = "suitability rows"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(condition=None, pattern__isnull=False)
                | models.Q(condition__isnull=False, pattern=None),
                name="suitability_one_subject",
                violation_error_message="Choose a condition or a pain pattern: exactly one of them.",
            ),
            models.CheckConstraint(
                condition=models.Q(verdict__in=Verdict.values), name="suitability_verdict_known"
            ),
            models.UniqueConstraint(
                fields=["page", "condition"],
                name="suitability_condition_once",
                violation_error_message="This condition stands in the list already.",
            ),
            models.UniqueConstraint(
                fields=["page", "pattern"],
                name="suitability_pattern_once",
                violation_error_message="This pain pattern stands in the list already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}: {self.condition or self.pattern or 'nothing yet'}"
