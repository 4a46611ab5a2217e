"""The withdrawals that the address of a factsheet tells every reader about."""

from __future__ import annotations

from django.db.models import F, OuterRef, Q, Subquery

from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.view_restrictions import behind_a_rule
from factsheets.versions.models.withdrawal import Withdrawal, WithdrawalQuerySet


def announced_withdrawals() -> WithdrawalQuerySet:
    """The same as `past.told_withdrawal`, for all factsheets outside the privacy rules at once."""
    taken_down = FactsheetPage.objects.filter(~Q(behind_a_rule()), live=False)
    last = Withdrawal.objects.filter(factsheet=OuterRef("factsheet")).order_by("-withdrawn_at", "-pk")
    came_back = Q(factsheet__last_published_at__gt=F("withdrawn_at"))
    return Withdrawal.objects.filter(
        ~came_back | Q(factsheet__last_published_at=None),
        pk=Subquery(last.values("pk")[:1]),
        factsheet__in=taken_down,
    )


def announced_withdrawal_of(slug: str) -> Withdrawal | None:
    """The one that the address of the factsheet with this slug tells; whoever may not know of it hears nothing."""
    return announced_withdrawals().filter(factsheet__slug=slug).select_related("factsheet").first()
