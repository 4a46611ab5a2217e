"""Wagtail's comparison of two revisions: a record that has been deleted is shown by its kept name."""

from __future__ import annotations

from django.db.models import ForeignKey, Model
from wagtail.admin.compare import ForeignObjectComparison, register_comparison_class

from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.records.models.association import Association
from factsheets.records.models.condition import Condition
from factsheets.records.models.pain_pattern import PainPattern
from factsheets.records.models.resource import Resource
from factsheets.records.models.source import Source
from factsheets.records.models.therapy_kind import TherapyKind


class RecordComparison(ForeignObjectComparison):
    """The records as the two revisions name them; what is gone has a stand-in there."""

    def __init__(self, field: ForeignKey[object, object], obj_a: Model, obj_b: Model) -> None:
        super().__init__(field, obj_a, obj_b)
        self.revisions = (obj_a, obj_b)

    def get_objects(self) -> tuple[Model | None, ...]:
        """Both states of the record, None where the revision names none."""
        return tuple(
            getattr(each, self.field.name) if getattr(each, self.field.attname) else None
            for each in self.revisions
        )


def register_record_comparisons() -> None:
    """Let Wagtail compare keys of these models by `RecordComparison`; once, when the site starts."""
    for model in (Association, Condition, FactsheetPage, PainPattern, Resource, Source, TherapyKind):
        register_comparison_class(ForeignKey, to=model, comparison_class=RecordComparison)
