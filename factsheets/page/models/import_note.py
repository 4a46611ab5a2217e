"""Something that an import left for a person to settle: proposed, odd or unplaced."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from factsheets.signing.models.old_revisions import RowOfAnyRevision


class ImportNote(RowOfAnyRevision, Orderable):
    """One question for staff, settled by a tick."""

    class Kind(models.TextChoices):
        """Why it asks for a person."""

        PROPOSED = "proposed", "Proposed"
        ODD = "odd", "Odd"
        UNPLACED = "unplaced", "Unplaced"

    page = ParentalKey("factsheets.FactsheetPage", on_delete=models.CASCADE, related_name="import_notes")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.TextField()
    settled = models.BooleanField(
        default=False,
        help_text="Tick this once you have dealt with the note. Every note must be settled before submission.",
    )

    panels = [FieldPanel("kind", read_only=True), FieldPanel("text", read_only=True), FieldPanel("settled")]

    class Meta(Orderable.Meta):
        verbose_name = "import note"
        verbose_name_plural = "import notes"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["proposed", "odd", "unplaced"]), name="import_note_kind_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text}"
