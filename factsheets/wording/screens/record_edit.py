"""The editing screen of a shared record: words that signed factsheets carry become a proposal, all else is saved."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages
from wagtail.snippets.views.snippets import EditView

from factsheets.signing.models.wording_change import WordingChange
from factsheets.wording.proposing import change_wording


class RecordEdit(EditView):
    waiting: WordingChange | None = None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        tell_what_waits(request, self.object)
        return super().get(request, *args, **kwargs)

    def save_instance(self) -> Any:
        with transaction.atomic():
            record = self.form.instance
            if record.wording() != record.stored_wording():
                self.waiting = change_wording(
                    record, record.wording(), by=self.request.user, now=timezone.now()
                )
            return super().save_instance()

    def get_success_message(self, instance: Any = None) -> str:
        if self.waiting is None:
            return super().get_success_message(instance)
        return what_waits(self.waiting)


def what_waits(change: WordingChange) -> str:
    """Said after a proposal."""
    return (
        f"Saved. The new words of “{change.record_name}” wait for a clinical reviewer, because signed factsheets carry "
        "them. Readers see the old words until then."
    )


def tell_what_waits(request: HttpRequest, record: Any) -> None:
    """The editing screen shows the words in force, and says that others wait."""
    change = WordingChange.objects.of(record).waiting().first()
    if change is None:
        return
    messages.warning(
        request,
        f"New words of “{change.record_name}”, proposed by {change.proposed_by_name}, wait for a clinical reviewer. "
        "You see the words that are in force.",
        buttons=[
            messages.button(reverse("factsheets_wording_change", args=[change.pk]), "See the new words")
        ],
    )
