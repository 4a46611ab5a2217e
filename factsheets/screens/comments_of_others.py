"""What colleagues have said stays theirs: whoever edits a page answers and settles their comments, and deletes none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.forms.formsets import DELETION_FIELD_NAME
from typing_extensions import override
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

REFUSED = "You cannot delete what somebody else said in a comment."


class KeepsCommentsOfOthers(WagtailAdminPageForm):
    """Mixed into the form of a page. Wagtail's own finds that wrong, too, but asks nothing of what is to be deleted."""

    @override
    def clean(self) -> dict[str, object]:
        cleaned: dict[str, object] = super().clean()
        comments = self.formsets.get("comments")
        if comments and self.for_user and any(_of_others(comments, self.for_user)):
            self.add_error(None, REFUSED)
        return cleaned


def _of_others(formset: Any, user: AbstractUser) -> Iterator[WagtailAdminModelForm]:
    """What of somebody else's is to be deleted; a whole conversation is whose its first comment is."""
    for form in formset.initial_forms:
        form.is_valid()
        if not form.cleaned_data.get(DELETION_FIELD_NAME):
            for replies in form.formsets.values():
                yield from _of_others(replies, user)
        elif form.instance.user_id != user.pk:
            yield form
