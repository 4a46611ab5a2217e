"""The report “What is read”: how often each factsheet is read, by month and beside what readers say of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from typing_extensions import override
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn

from backcare.today import readers_day
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.factsheet_query import FactsheetQuerySet
from factsheets.page.models.view_restrictions import behind_a_rule
from factsheets.people.permissions import UnansweredSearchPermissionPolicy
from factsheets.reading_figures.adding_up import AddedUp, add_up
from factsheets.reading_figures.formats.figures import (
    FactsheetFigures,
    Period,
    latest_months,
    movers,
    whole_days_before,
)
from factsheets.reading_figures.gathering import counted_since
from factsheets.reading_figures.models.reading_count import ReadingCount
from factsheets.screens.report import Report
from factsheets.search.models.unanswered_search import UnansweredSearch

_MONTH_OF_DAYS = 30
_PERIODS = [("90", "Last 90 days"), ("365", "Last 365 days")]
_MOST_SEARCHES = 10


class WhatIsReadFilters(WagtailFilterSet):
    """By words of the title, and the days that the list tells of."""

    title = django_filters.CharFilter(label="Title", method="of_title")
    period = django_filters.ChoiceFilter(
        label="Days", method="all_of_them", choices=_PERIODS, empty_label=f"Last {_MONTH_OF_DAYS} days"
    )

    class Meta:
        model = FactsheetPage
        fields: list[str] = []

    def of_title(self, factsheets: FactsheetQuerySet, _name: str, typed: str) -> FactsheetQuerySet:
        """Those with these words in their title."""
        return factsheets.filter(title__icontains=typed)

    def all_of_them(self, factsheets: FactsheetQuerySet, _name: str, _value: str) -> FactsheetQuerySet:
        """The view chooses the days."""
        return factsheets


class WhatIsRead(Report):
    """The most read first. Factsheets that were public once stay in the list."""

    name = "what_is_read"
    page_title = "What is read"
    header_icon = "view"
    menu_order = 105
    seen_with = ReadingCount
    results_template_name = "factsheets/reading_figures/screens/what_is_read.html"
    filterset_class = WhatIsReadFilters
    default_ordering = "-read"
    columns = [
        TitleColumn("title", label="Factsheet", get_url=lambda row: row.url or None, sort_key="title"),
        NumberColumn("read", label="Times read", sort_key="read"),
        NumberColumn("read_before", label="Before that", sort_key="read_before"),
        Column("change_in_words", label="More or fewer", sort_key="change"),
        NumberColumn("pdfs", label="PDFs", sort_key="pdfs"),
        NumberColumn("copies", label="Copies checked", sort_key="copies"),
        NumberColumn("useful", label="Useful", sort_key="useful"),
        NumberColumn("not_useful", label="Not useful", sort_key="not_useful"),
    ]

    @cached_property
    def today(self) -> date:
        """Where readers are."""
        return readers_day()

    @cached_property
    def chosen(self) -> dict[str, Any]:
        """What the filters say; nothing when they cannot be read."""
        return dict(self.filters.form.cleaned_data) if self.filters.is_valid() else {}

    @cached_property
    def period(self) -> Period:
        """The days that the list tells of."""
        return whole_days_before(self.today, int(self.chosen.get("period") or _MONTH_OF_DAYS))

    @cached_property
    def added_up(self) -> AddedUp:
        """All figures of what the filters let through."""
        once_public = FactsheetPage.objects.filter(~Q(behind_a_rule()), first_published_at__isnull=False)
        return add_up(
            self.filter_queryset(once_public),
            self.period,
            self.today,
            whole_site=not self.chosen.get("title"),
        )

    def get_filtered_queryset(self) -> list[FactsheetFigures]:
        """The lines of the list in place of a queryset, in the order that was asked for."""
        name = self.ordering.removeprefix("-")
        return sorted(
            self.added_up.factsheets,
            key=lambda row: getattr(row, name),
            reverse=self.ordering.startswith("-"),
        )

    @override
    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        context: dict[str, object] = super().get_context_data(**kwargs)
        return context | {
            "months": self.added_up.months,
            "of_the_whole_site": not self.chosen.get("title"),
            "period": self.period,
            "moved": movers(self.added_up.factsheets),
            "counted_since": counted_since(),
            "not_found": self._not_found(),
            "not_found_url": reverse("searches_that_found_nothing_report"),
        }

    def _not_found(self) -> list[UnansweredSearch]:
        """What readers searched for most and did not find, for those who may see that."""
        policy = UnansweredSearchPermissionPolicy(UnansweredSearch)
        if self.is_export or not policy.user_has_permission(self.request.user, "view"):
            return []
        return list(UnansweredSearch.objects.shown()[:_MOST_SEARCHES])

    @property
    @override
    def headings(self) -> dict[str, str]:  # type: ignore[override]
        words = {
            "title": "Factsheet",
            "read": f"Times read, {self.period.in_words}",
            "read_before": f"Times read, {self.period.before.in_words}",
            "change": "More (or fewer, below 0)",
            "pdfs": "PDFs",
            "copies": "Copies checked",
            "useful": "Useful",
            "not_useful": "Not useful",
        }
        return words | {first.isoformat(): f"Read in {first:%B %Y}" for first in latest_months(self.today)}

    @override
    def to_row_dict(self, item: FactsheetFigures) -> dict[str, object]:
        months = zip(latest_months(self.today), item.by_month, strict=True)
        by_month = {first.isoformat(): times for first, times in months}
        return {
            name: by_month[name] if name in by_month else getattr(item, name) for name in self.list_export
        }
