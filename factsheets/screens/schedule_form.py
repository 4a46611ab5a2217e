"""The dates of a schedule in a form: what is wrong with them is said where people look, not in a closed panel alone."""

from __future__ import annotations

from django.utils import timezone
from typing_extensions import override
from wagtail.admin.forms import WagtailAdminModelForm

from .editing_form import DECISION

_DATES = ("go_live_at", "expire_at")
_WHERE = "The dates stand in the panel “Status”, under “Set schedule”."


class ScheduleForm(WagtailAdminModelForm):
    """Mixed into the form of a text with drafts, before Wagtail's own class.

    Wagtail refuses every expiry in the past. A draft that carries one can still be saved as it is: publication asks for
    another date, and until then nobody's words are held up by it.
    """

    @override
    def clean(self) -> dict[str, object]:
        cleaned: dict[str, object] = super().clean()
        if self._is_left_as_it_was() and self._only_saves():
            del cleaned["expire_at"]  # the instance has it already, and Wagtail has nothing to refuse
        return cleaned

    @override
    def full_clean(self) -> None:
        super().full_clean()
        if any(name in self.errors for name in _DATES):
            # With a sentence about the whole form, Wagtail lists those of the fields above it.
            self.add_error(None, _WHERE)

    def _is_left_as_it_was(self) -> bool:
        """The posted expiry has passed, and is the one that the draft had; fields show no seconds."""
        posted, kept = self.cleaned_data.get("expire_at"), self.instance.expire_at
        return bool(
            posted and kept and posted < timezone.now() and posted == kept.replace(second=0, microsecond=0)
        )

    def _only_saves(self) -> bool:
        return bool(self.is_deferred_validation) or self.data.get(DECISION) == "reject"
