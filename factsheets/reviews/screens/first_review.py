"""The first review of a factsheet that has just gone live: offered to those who record reviews, never made by itself."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from wagtail.admin import messages

from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.review import Review
from factsheets.people.permissions import may_record_reviews
from factsheets.publication.screens.addresses import where_to_review
from factsheets.signing.models.sign_off import SignOff


def offer_first_review(
    sender: type[SignOff], request: HttpRequest, page: FactsheetPage, **kwargs: object
) -> None:
    """Handler of `factsheet_signed_off`: a message with a button, for whoever may record reviews, where there is none yet."""
    if page.live and may_record_reviews(request.user) and not page.reviews.exists():
        messages.info(
            request,
            f"“{page}” is public, and no review of it is on record yet. You can record the first one now.",
            buttons=[messages.button(where_to_review(page.pk), "Record the first review")],
        )


def first_values(page: FactsheetPage, today: date) -> dict[str, object]:
    """What the form of a first review begins with: the clinician who signed the words has looked at the evidence."""
    if page.reviews.exists():
        return {}
    signed = SignOff.objects.of(page).filter(outcome=SignOff.Outcome.SIGNED_OFF).standing().first()
    if signed is None or signed.evidence_checked_to is None:
        return {}
    return {
        "outcome": Review.Outcome.UNCHANGED,
        "evidence_checked_to": min(signed.evidence_checked_to, today),
    }
