"""Whether a clinician still stands by the words that readers see, and who took a sign-off of them back."""

from __future__ import annotations

from django.db import models

from .sign_off import SignOff


class PublicWords(models.Model):
    """Mixed into a signed text."""

    class Meta:
        abstract = True

    def is_covered_by(self, decision: SignOff) -> bool:
        raise NotImplementedError

    def covering_sign_off(self) -> SignOff | None:
        raise NotImplementedError

    def public_words_are_signed(self) -> bool:
        """Whether any sign-off that nobody has withdrawn covers the words of this row, the latest or an older one."""
        return self.covering_sign_off() is not None

    def withdrawn_sign_off(self) -> SignOff | None:
        """The sign-off whose withdrawal leaves these words without one; None where a sign-off covers them.

        One of exactly these words comes before one of others, the latest withdrawal before earlier ones.
        """
        withdrawn = list(
            SignOff.objects.of(self)
            .filter(outcome=SignOff.Outcome.SIGNED_OFF, withdrawn_at__isnull=False)
            .select_related("withdrawn_by__wagtail_userprofile")
            .order_by("-withdrawn_at", "-pk")
        )
        if not withdrawn or self.public_words_are_signed():
            return None
        return next((each for each in withdrawn if self.is_covered_by(each)), withdrawn[0])
