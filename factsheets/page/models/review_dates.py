"""When factsheets were last reviewed and are due again: the one rule, for pages, lists, reports and reminders."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from django.apps import apps
from django.db.models import Case, DateField, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from factsheets.database.month_arithmetic import AddMonths
from factsheets.database.months import MOST_MONTHS

from .review import Review

Factsheets = TypeVar("Factsheets", bound=QuerySet[Any])


def with_review_dates(factsheets: Factsheets) -> Factsheets:
    """Each with `last_reviewed_on`, None before the first review, and `next_due_on`, None where no review is promised.

    A marked example says that no clinician has reviewed it: a review of it is kept, but no day of one is told.

    Readers are promised a review of every public factsheet that is not a marked example. Without a day of its own it is
    due when the library's interval has passed since the last review, or since the factsheet was first published:
    what nobody has reviewed yet is not forgotten.
    """
    latest = Review.objects.filter(page=OuterRef("pk")).order_by("-reviewed_on", "-pk")
    library = apps.get_model("factsheets", "LibraryPage")  # whose module builds on that of the factsheet
    chosen = Subquery(library.objects.order_by("pk").values("review_interval_months")[:1])
    months = Coalesce(chosen, MOST_MONTHS)
    first_published_on = TruncDate("first_published_at", tzinfo=timezone.get_default_timezone())
    return factsheets.annotate(
        last_reviewed_on=Case(
            When(is_starter_example=False, then=Subquery(latest.values("reviewed_on")[:1])),
            default=None,
            output_field=DateField(),
        ),
        next_due_on=Case(
            When(
                PROMISED,
                then=Coalesce(
                    Subquery(latest.values("next_due_on")[:1]),
                    AddMonths(F("last_reviewed_on"), months),
                    AddMonths(first_published_on, months),
                ),
            ),
            default=None,
            output_field=DateField(),
        ),
    )


#: The factsheets of which a review is promised.
PROMISED = Q(live=True, is_starter_example=False)


def overdue(today: date) -> Q:
    """Those whose day has passed, of factsheets with their review dates: `page.formats.review_due.is_overdue`, in a query."""
    return Q(next_due_on__lt=today)


def newly_reviewed(factsheets: QuerySet[Any], count: int) -> list[object]:
    """Of `factsheets`, the `count` that were reviewed last, newest first, those of one day by title; with their review dates."""
    told = Review.objects.filter(page__live=True, page__is_starter_example=False)
    pages = told.order_by("-reviewed_on", "page__title").values_list("page", flat=True)
    # A factsheet that was reviewed often stands there often; its first place is that of its last review.
    newest = list(dict.fromkeys(pages[: count * _REVIEWS_LOOKED_AT]))
    found = {page.pk: page for page in with_review_dates(factsheets.filter(pk__in=newest))}
    return [found[page] for page in newest if page in found][:count]


#: For each factsheet that is wanted: some are looked at twice, and some are not to be seen.
_REVIEWS_LOOKED_AT = 50
