"""The kinds of therapy by which readers can filter the library."""

from django.db import models
from django.db.models.functions import Lower
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from .shared_record import SharedRecord, SharedRecordQuerySet


class TherapyKind(SharedRecord):
    """A group of therapies that belong together, such as “Needling”: a filter of the library."""

    name = models.CharField(max_length=80, help_text="One word or two, such as “Needling” or “Movement”.")
    description = models.TextField(
        blank=True, help_text="One plain sentence that says what these therapies share."
    )

    panels = [FieldPanel("name"), FieldPanel("description")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    objects = SharedRecordQuerySet.as_manager()

    class Meta:
        verbose_name = "therapy kind"
        verbose_name_plural = "therapy kinds"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="therapy_kind_name_once",
                violation_error_message="There is a therapy kind of this name already.",
            )
        ]

    def __str__(self) -> str:
        return self.name
