"""When factsheets were last reviewed and are due again, for lists of them."""

from __future__ import annotations

from datetime import date

from django.db.models import OuterRef, Q, Subquery

from .factsheet_page import FactsheetQuerySet
from .review import Review


def with_review_dates(factsheets: FactsheetQuerySet) -> FactsheetQuerySet:
    """Each with `last_reviewed_on` and `next_due_on` of its latest review; None where there is no review."""
    latest = Review.objects.filter(page=OuterRef("pk")).order_by("-reviewed_on", "-pk")
    return factsheets.annotate(
        last_reviewed_on=Subquery(latest.values("reviewed_on")[:1]),
        next_due_on=Subquery(latest.values("next_due_on")[:1]),
    )


def overdue(today: date) -> Q:
    """Those whose day has passed, of factsheets with their review dates."""
    return Q(next_due_on__lt=today)
