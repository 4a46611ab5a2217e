"""What waits of the words that signed texts share."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse

from factsheets.signing.models.wording_change import WordingChange
from factsheets.wording.proposing import may_sign_wording

from .section import DashboardItem, DashboardSection


def wording_to_sign(user: AbstractBaseUser) -> DashboardSection:
    """For those who sign: new names and headings that readers see when they are signed."""
    waiting: Iterable[WordingChange] = WordingChange.objects.waiting() if may_sign_wording(user) else []
    return DashboardSection(
        "wording-to-sign",
        "New words of shared records, to sign off",
        [
            DashboardItem(
                change.record_name,
                reverse("factsheets_wording_change", args=[change.pk]),
                who=f"Proposed by {change.proposed_by_name}",
                since=change.proposed_at,
            )
            for change in waiting
        ],
    )
