"""What the form of a decision carries when its screen is shown once more, because something in it was wrong."""

from __future__ import annotations

from django.db.models import Model
from django.http import HttpRequest

from factsheets.signing.formats.clinical_content import Content
from factsheets.signing.formats.content_difference import PartDifference
from factsheets.signing.formats.shown_words import SHOWN, token_of


def token_to_carry(
    request: HttpRequest, text: Model, content: Content, *, changed: list[PartDifference] | None
) -> str:
    """The words that the person opened the screen with. Newer ones only on the page that says where the two differ.

    `changed` is what that page shows; None on every other.
    """
    posted = request.POST.get(SHOWN, "")
    return posted if posted and changed is None else token_of(text, content)
