"""An association that a factsheet names, in its place in the list."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable


class FactsheetAssociation(Orderable):
    page = ParentalKey("factsheets.FactsheetPage", on_delete=models.CASCADE, related_name="associations")
    association = models.ForeignKey(
        "factsheets.Association", on_delete=models.PROTECT, related_name="factsheet_links"
    )

    panels = [FieldPanel("association")]

    class Meta(Orderable.Meta):
        verbose_name = "association of a factsheet"
        verbose_name_plural = "associations of a factsheet"
        constraints = [
            models.UniqueConstraint(
                fields=["page", "association"],
                name="factsheet_association_once",
                violation_error_message="This association stands in the list already.",
            )
        ]

    def __str__(self) -> str:
        return str(self.association)
