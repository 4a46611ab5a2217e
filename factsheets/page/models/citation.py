"""A source that a factsheet cites: for which section, at which place in the source, and what it says there."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from factsheets.language.vocabulary import Section, Stance
from factsheets.signing.models.old_revisions import RowOfAnyRevision


class Citation(RowOfAnyRevision, Orderable):
    """One source for one section; the same source may stand for several."""

    page = ParentalKey("factsheets.FactsheetPage", on_delete=models.CASCADE, related_name="citations")
    source = models.ForeignKey("factsheets.Source", on_delete=models.PROTECT, related_name="citations")
    section = models.CharField(
        max_length=15, choices=Section.choices, help_text="The part of the factsheet it is about."
    )
    locator = models.CharField(
        max_length=60, blank=True, help_text="Where in the source, such as “1.2.8” or “page 12”."
    )
    stance = models.CharField(
        max_length=10,
        choices=Stance.choices,
        default=Stance.NEUTRAL,
        help_text="Does it support what the section says, or speak against it?",
    )

    reason = models.TextField(
        "reason",
        blank=True,
        help_text="Why the row stands although this source speaks against it. Readers do not see this.",
    )

    panels = [
        FieldPanel("source"),
        FieldPanel("section"),
        FieldPanel("locator"),
        FieldPanel("stance"),
        FieldPanel("reason"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "citation"
        verbose_name_plural = "citations"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(section__in=Section.values), name="citation_section_known"
            ),
            models.CheckConstraint(
                condition=models.Q(stance__in=Stance.values), name="citation_stance_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source if self.source_id else 'No source yet'} {self.locator}".strip()
