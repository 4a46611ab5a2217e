"""An association that a factsheet names, in its place in the list."""

from __future__ import annotations

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from factsheets.signing.models.old_revisions import RowOfAnyRevision


class FactsheetAssociation(RowOfAnyRevision, Orderable):
    """The same association stands once in a factsheet."""

    page = ParentalKey("factsheets.FactsheetPage", on_delete=models.CASCADE, related_name="associations")
    association = models.ForeignKey(
        "factsheets.Association", on_delete=models.PROTECT, related_name="factsheet_links"
    )

    #: The checks of its association, set by `prefetching`; None where they were not asked for.
    check_rows: list[dict[str, object]] | None = None

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
        return str(self.association if self.association_id else "No association yet")

    @property
    def checked_association(self) -> object:
        """The association, knowing its checks already where they came with the row."""
        if self.check_rows is not None:
            self.association.know_checks(self.check_rows)
        return self.association
