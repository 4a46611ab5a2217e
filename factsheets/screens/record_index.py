"""The list of a kind of record: what every one of them has in common."""

from __future__ import annotations

from django.utils.functional import cached_property
from typing_extensions import override
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import IndexView

from .spreadsheets import SafeExport

#: Wagtail's name of the column of boxes to tick.
_BOXES = "bulk_actions"


class RecordIndex(SafeExport, IndexView):
    """Without boxes to tick for whoever may not delete: there is nothing else to do with what is ticked."""

    @cached_property
    @override
    def columns(self) -> list[Column]:
        columns: list[Column] = super().columns
        if self.permission_policy.user_has_permission(self.request.user, "delete"):
            return columns
        return [column for column in columns if column.name != _BOXES]
