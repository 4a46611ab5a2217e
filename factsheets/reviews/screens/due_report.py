"""The report "Reviews due": when each public factsheet was last reviewed, and when it is due again."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

import django_filters
from django import forms
from django.contrib.auth.models import AbstractUser
from django.db.models import F, QuerySet
from django.utils.functional import cached_property
from typing_extensions import override
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column

from factsheets.page.formats.review_due import is_overdue, today_here
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.factsheet_query import FactsheetQuerySet
from factsheets.page.models.review_dates import overdue, with_review_dates
from factsheets.people.permissions import may_record_reviews
from factsheets.publication.screens.addresses import where_to_review
from factsheets.screens.report import Report, day_column, name_of, people

from .months_ahead import months_ahead


class DueFilters(WagtailFilterSet):
    """By when the next review is due, and by owner."""

    next_due_on = django_filters.DateFromToRangeFilter(label="Next review due", widget=DateRangePickerWidget)
    due = django_filters.ChoiceFilter(
        label="Show",
        method="filter_due",
        choices=[
            ("overdue", "Overdue"),
            ("30", "Due in the next 30 days"),
            ("90", "Due in the next 90 days"),
            ("none", "Without a date"),
        ],
        empty_label="All",
        widget=forms.RadioSelect,
    )
    owner = django_filters.ModelChoiceFilter(queryset=people(lambda: FactsheetPage.objects.values("owner")))

    class Meta:
        model = FactsheetPage
        fields: list[str] = []

    def filter_due(self, factsheets: FactsheetQuerySet, name: str, value: str) -> QuerySet[FactsheetPage]:
        """The factsheets of one choice of “Show”, by the day where the charity is."""
        today = today_here()
        if value == "overdue":
            return factsheets.filter(overdue(today))
        if value == "none":
            return factsheets.filter(next_due_on=None)
        return factsheets.filter(next_due_on__range=(today, today + timedelta(days=int(value))))


class ReviewsDue(Report):
    """The public factsheets with both dates, and the months ahead as a chart above them."""

    seen_with = FactsheetPage
    name = "reviews_due"
    page_title = "Reviews due"
    header_icon = "date"
    menu_order = 100
    template_name = "factsheets/reviews/screens/reviews_due.html"
    filterset_class = DueFilters
    headings = {
        "title": "Factsheet",
        "last_reviewed_on": "Last reviewed",
        "next_due_on": "Next review due",
        "overdue_by": "Days overdue",
        "owner_name": "Owner",
    }

    @cached_property
    @override
    def columns(self) -> list[Column]:
        return [
            self.factsheet_column(sort_key="title"),
            day_column("last_reviewed_on", "Last reviewed", "Never", sort_key="last_reviewed_on"),
            day_column("next_due_on", "Next review due", "No date", sort_key="next_due_on"),
            Column("overdue_by", label="Overdue by", accessor=lambda page: _in_days(page.overdue_by)),
            Column("owner_name", label="Owner", sort_key="owner"),
        ]

    def where_to_open(self, page: FactsheetPage) -> str | None:
        """The screen of its reviews, for those who record them."""
        return where_to_review(page.pk) if may_record_reviews(self.user) else super().where_to_open(page)

    @property
    def user(self) -> AbstractUser:
        """Who looks at the report."""
        return cast(AbstractUser, self.request.user)  # the admin lets nobody else in

    @override
    def get_base_queryset(self) -> FactsheetQuerySet:
        dated: FactsheetQuerySet = with_review_dates(FactsheetPage.objects.live())
        return dated.select_related("owner__wagtail_userprofile")

    def order_queryset(self, queryset: QuerySet[FactsheetPage]) -> QuerySet[FactsheetPage]:
        """The one that is most overdue comes first; examples, of which no review is promised, come last."""
        if self.ordering:
            return queryset.order_by(self.ordering, "title")
        return queryset.order_by(F("next_due_on").asc(nulls_last=True), "title")

    def decorate_paginated_queryset(self, object_list: QuerySet[FactsheetPage]) -> list[FactsheetPage]:
        """Give each its `overdue_by`, in days and None while it is not late, and its `owner_name`."""
        today = today_here()
        pages = list(object_list)
        for page in pages:
            late = is_overdue(page.next_due_on, today)
            page.overdue_by = (today - page.next_due_on).days if late else None
            page.owner_name = name_of(page.owner)
        return pages

    @override
    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        due = self.get_base_queryset().values_list("next_due_on", flat=True)
        context: dict[str, object] = super().get_context_data(**kwargs)
        return context | {"bars": [] if self.is_export else months_ahead(due, today_here())}


def _in_days(number: int | None) -> str:
    return "" if number is None else "1 day" if number == 1 else f"{number} days"
