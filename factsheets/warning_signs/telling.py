"""Who proposed that a warning sign catches less is told by mail when a clinician declines it."""

from __future__ import annotations

from django.utils import timezone

from factsheets.mail.sending import queue_mail
from factsheets.warning_signs.models.warning_sign_change import WarningSignChange


def on_narrowing_declined(
    sender: type[WarningSignChange], change: WarningSignChange, **kwargs: object
) -> None:
    """Handler of `narrowing_declined`, inside the transaction that declines it: a mail for whoever proposed it."""
    person = change.proposed_by
    if person and person.is_active and person.email:
        context = {"change": change, "person": person}
        queue_mail(
            f"narrowing-declined:{change.pk}",
            person.email,
            "factsheets/warning_signs/email/warning_sign_stays.txt",
            context,
            now=timezone.now(),
        )
