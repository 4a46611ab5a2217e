"""Acts on ticked pictures and documents: their answers name nothing that somebody may not see."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.http import Http404
from wagtail.admin.views.bulk_action import BulkAction

from factsheets.documents.private_collections import SEES


class NamesWhatIsSeen(BulkAction):
    """Wagtail lists by name what is left out because somebody may not change it; here only what they may see at all."""

    permission_policy: Any

    def get_actionable_objects(self) -> tuple[list[Any], dict[str, list[object]]]:
        """As Wagtail has it, without what lies in a collection that is kept from whoever asks."""
        objects: list[Model]
        objects, without = super().get_actionable_objects()
        may_see = self.permission_policy.user_has_any_permission_for_instance
        seen = [each for each in without["items_with_no_access"] if may_see(self.request.user, SEES, each)]
        if not objects and not seen:
            raise Http404
        return objects, {**without, "items_with_no_access": seen}
