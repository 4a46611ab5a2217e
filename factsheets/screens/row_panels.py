"""The rows of a factsheet on its editing screen: those that an author writes, and the notes that an import left."""

from __future__ import annotations

from typing import Any

from django.forms.models import construct_instance
from modelcluster.forms import BaseChildFormSet
from typing_extensions import override
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel, MultipleChooserPanel


class RowForm(WagtailAdminModelForm):
    """A row may be half filled and may stand twice: submission asks for the rest, in the words of `what_is_missing`."""

    instance: Any

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False

    def _post_clean(self) -> None:
        # In place of Django's own, which would ask the constraints of the table.
        self.instance = construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)


class RowsFormSet(BaseChildFormSet):
    """Rows of a draft, each as it was typed."""

    def validate_unique(self) -> None:
        """The same subject twice is no mistake yet."""


class RowsPanel(InlinePanel):
    """Rows of a factsheet, which may be half filled in a draft."""

    @override
    def get_form_options(self) -> dict[str, object]:
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][self.relation_name] |= {"formset": RowsFormSet, "form": RowForm}
        return options


class ChosenRowsPanel(RowsPanel, MultipleChooserPanel):
    """Rows that are added by choosing records, several at once."""


class NotesPanel(InlinePanel):
    """Rows that only an import makes: staff settle them, but neither add nor remove one."""

    class BoundPanel(InlinePanel.BoundPanel):
        template_name = "factsheets/page/screens/notes.html"

    @override
    def get_form_options(self) -> dict[str, object]:
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][self.relation_name] |= {"max_num": 0, "validate_max": False}
        return options
