"""Who took back the sign-off of the words that readers see."""

from __future__ import annotations

from typing import Any

from .sign_off import SignOff


def withdrawn_sign_off(text: Any) -> SignOff | None:
    """The sign-off whose withdrawal leaves the words of `text` without one; None where a sign-off covers them.

    One of exactly these words comes before one of others, the latest withdrawal before earlier ones.
    """
    withdrawn = list(
        SignOff.objects.of(text)
        .filter(outcome=SignOff.Outcome.SIGNED_OFF, withdrawn_at__isnull=False)
        .select_related("withdrawn_by__wagtail_userprofile")
        .order_by("-withdrawn_at", "-pk")
    )
    if not withdrawn or text.public_words_are_signed():
        return None
    return next((each for each in withdrawn if text.is_covered_by(each)), withdrawn[0])
