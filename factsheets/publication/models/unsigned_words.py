"""What readers see although no clinician stands by it: every public text without a sign-off of its words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Subquery

from factsheets.governed.models.governed_text import GovernedText
from factsheets.governed.models.warning_advice import GOVERNED_TEXTS
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.signing.models.sign_off import SignOff
from factsheets.versions.models.version import Version

from .take_down_request import TakeDownRequest


class UnsignedWords(NamedTuple):
    """A public text, the sign-off whose withdrawal left it so, and who has asked to take it down."""

    text: FactsheetPage | GovernedText
    withdrawn: SignOff | None
    request: TakeDownRequest | None = None


def unsigned_in_public() -> list[UnsignedWords]:
    """Governed texts first, then factsheets by title. Marked examples say themselves that nobody signed them."""
    governed = [
        UnsignedWords(text, text.withdrawn_sign_off())
        for model in GOVERNED_TEXTS
        for text in model.objects.signed()
        if not text.public_words_are_signed()
    ]
    return governed + _of_factsheets(unsigned_factsheets())


def unsigned_factsheets(among: Collection[int] | None = None) -> list[FactsheetPage]:
    """The public factsheets, of all or of those with the keys `among`, whose words no standing sign-off covers.

    The database knows which sign-off let the latest version go live. Only where that one does not stand any more is
    the text itself read: another sign-off may cover the same words.
    """
    signed = SignOff.objects.standing().filter(outcome=SignOff.Outcome.SIGNED_OFF)
    latest = Version.objects.filter(factsheet=OuterRef("pk")).order_by("-number").values("sign_off")[:1]
    pages = (
        FactsheetPage.objects.live()
        .filter(is_starter_example=False)
        .alias(let_live=Subquery(latest))
        .filter(~Exists(signed.filter(pk=OuterRef("let_live"))))
        .annotate(has_another=Exists(signed.filter(factsheet=OuterRef("pk"))))
        .order_by("title", "pk")
    )
    if among is not None:
        pages = pages.filter(pk__in=among)
    return [page for page in pages if not (page.has_another and page.public_words_are_signed())]


def _of_factsheets(pages: Iterable[FactsheetPage]) -> list[UnsignedWords]:
    pages = list(pages)
    taken_back = SignOff.objects.filter(
        factsheet__in=pages, outcome=SignOff.Outcome.SIGNED_OFF, withdrawn_at__isnull=False
    ).select_related("withdrawn_by__wagtail_userprofile")
    latest = Version.objects.latest_of_live_factsheets().filter(factsheet__in=pages)
    shown = dict(latest.values_list("factsheet", "sign_off__fingerprint"))
    withdrawn: dict[int | None, SignOff] = {}
    # The latest withdrawal comes last and stays, one of the words that readers see before one of others.
    for decision in sorted(
        taken_back,
        key=lambda each: (each.fingerprint == shown.get(each.factsheet_id or 0), each.withdrawn_at),
    ):
        withdrawn[decision.factsheet_id] = decision
    asked = TakeDownRequest.objects.open().filter(factsheet__in=pages)
    requests = {each.factsheet_id: each for each in asked.select_related("asked_by__wagtail_userprofile")}
    return [UnsignedWords(page, withdrawn.get(page.pk), requests.get(page.pk)) for page in pages]
