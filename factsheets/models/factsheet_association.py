"""An association that a factsheet names, in its place in the list."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models.functions import JSONObject
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from .association import Association, ContactCheck
from .revision_reading import RowOfAnyRevision


class Gathered(models.Aggregate):
    """The rows of a group as one JSON array."""

    function = "JSON_GROUP_ARRAY"
    output_field = models.JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, tuple]:
        return self.as_sql(compiler, connection, function="JSONB_AGG", **context)


class FactsheetAssociationQuerySet(models.QuerySet):
    def with_checks(self) -> Self:
        """Each row with its association and the association's checks, in one query."""
        fields = ("fact", "value", "checked_on", "checked_by", "checked_how")
        checks = (
            ContactCheck.objects.filter(association=models.OuterRef("association"))
            .order_by()
            .values("association")
            .annotate(rows=Gathered(JSONObject(**{field: field for field in fields})))
        )
        return self.select_related("association").annotate(check_rows=models.Subquery(checks.values("rows")))


class FactsheetAssociation(RowOfAnyRevision, Orderable):
    page = ParentalKey("factsheets.FactsheetPage", on_delete=models.CASCADE, related_name="associations")
    association = models.ForeignKey(
        "factsheets.Association", on_delete=models.PROTECT, related_name="factsheet_links"
    )

    panels = [FieldPanel("association")]
    objects = FactsheetAssociationQuerySet.as_manager()

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
    def checked_association(self) -> Association:
        """The association, knowing its checks already where the row was read `with_checks`."""
        if "check_rows" in self.__dict__:
            self.association.known_checks = [ContactCheck.from_words(row) for row in self.check_rows or []]
        return self.association
