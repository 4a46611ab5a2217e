"""The editing screen of a shared record: words that signed factsheets carry become a proposal, all else is saved."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from typing_extensions import override
from wagtail.admin import messages
from wagtail.snippets.views.snippets import EditView

from factsheets.signing.models.carried_wording import CarriedWording
from factsheets.signing.models.wording_change import WordingChange
from factsheets.typed_words.screens import PutsWordsBack
from factsheets.wording.proposing import change_wording


class RecordEdit(PutsWordsBack, EditView):
    """Tells whoever opens a record that new words of it wait, and whoever saves it what became of theirs."""

    waiting: WordingChange | None = None

    @override
    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        tell_what_waits(request, self.object)
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response

    def save_instance(self) -> CarriedWording:
        """Save the record; words that signed factsheets carry stay as they were, and their change waits."""
        with transaction.atomic():
            record = self.form.instance
            if record.wording() != record.stored_wording():
                self.waiting = change_wording(
                    record, record.wording(), by=self.request.user, now=timezone.now()
                )
            saved: CarriedWording = super().save_instance()
        return saved

    @override
    def get_success_message(self, instance: CarriedWording | None = None) -> str:
        if self.waiting is not None:
            return what_waits(self.waiting)
        said: str = super().get_success_message(instance)
        return said


def what_waits(change: WordingChange) -> str:
    """Said after a proposal."""
    return (
        f"Saved. The new words of “{change.record_name}” wait for a clinical reviewer, because signed factsheets carry "
        "them. Readers see the old words until then."
    )


def tell_what_waits(request: HttpRequest, record: CarriedWording) -> None:
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
