"""One piece of relevant information: another factsheet, a resource, or a title that is not in the library yet."""

from __future__ import annotations

from django.db import models, transaction
from modelcluster.fields import ParentalKey
from typing_extensions import override
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from factsheets.signing.models.old_revisions import RowOfAnyRevision

from .known_name import keep_pending_title


class RelatedItem(RowOfAnyRevision, Orderable):
    """It has exactly one target, which is not its own factsheet."""

    page = ParentalKey("factsheets.FactsheetPage", on_delete=models.CASCADE, related_name="related_items")
    factsheet = models.ForeignKey(
        "factsheets.FactsheetPage", on_delete=models.PROTECT, blank=True, null=True, related_name="named_by"
    )
    resource = models.ForeignKey(
        "factsheets.Resource", on_delete=models.PROTECT, blank=True, null=True, related_name="related_items"
    )
    pending_title = models.CharField(
        max_length=200,
        blank=True,
        help_text="A factsheet that is not in the library yet. It becomes a link by itself once it is published.",
    )

    panels = [FieldPanel("factsheet"), FieldPanel("resource"), FieldPanel("pending_title")]

    class Meta(Orderable.Meta):
        verbose_name = "related item"
        verbose_name_plural = "related items"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(factsheet__isnull=False, resource=None, pending_title="")
                | models.Q(factsheet=None, resource__isnull=False, pending_title="")
                | (models.Q(factsheet=None, resource=None) & ~models.Q(pending_title="")),
                name="related_item_one_target",
                violation_error_message="Choose a factsheet, a resource or a pending title: exactly one of them.",
            ),
            models.CheckConstraint(
                condition=~models.Q(factsheet=models.F("page")),
                name="related_item_not_itself",
                violation_error_message="A factsheet cannot be related to itself.",
            ),
            models.UniqueConstraint(
                fields=["page", "factsheet"],
                name="related_factsheet_once",
                violation_error_message="This factsheet stands in the list already.",
            ),
            models.UniqueConstraint(
                fields=["page", "resource"],
                name="related_resource_once",
                violation_error_message="This resource stands in the list already.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.factsheet or self.resource or self.pending_title or "Nothing yet")

    @override
    def save(self, *args: object, **kwargs: object) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
            keep_pending_title(self.pk, self.page_id, self.pending_title)
