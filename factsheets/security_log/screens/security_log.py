"""The report "Security log": who signed in, and whose account, role or power was changed by whom."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from typing_extensions import override
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column

from factsheets.screens.report import Report
from factsheets.security_log.formats.event_kinds import EventKind
from factsheets.security_log.models import SecurityEvent


class SecurityEventFilters(WagtailFilterSet):
    """By period, what happened, a name, and a network."""

    last_at = django_filters.DateFromToRangeFilter(label="Period", widget=DateRangePickerWidget)
    kind = django_filters.MultipleChoiceFilter(label="What", choices=EventKind.choices)
    name = django_filters.CharFilter(label="Person, group or step", method="of_somebody")
    network = django_filters.CharFilter(label="Network", lookup_expr="icontains")

    class Meta:
        model = SecurityEvent
        fields: list[str] = []

    def of_somebody(self, rows: QuerySet[Any], _name: str, typed: str) -> QuerySet[Any]:
        """Whoever did it, or whom it is about."""
        words = typed.replace("\0", "")
        return rows.filter(Q(actor_name__icontains=words) | Q(subject_name__icontains=words))


class SecurityLog(Report):
    """The newest first. Nothing here can be changed."""

    name = "security_log"
    page_title = "Security log"
    header_icon = "lock"
    menu_order = 140
    seen_with = SecurityEvent
    filterset_class = SecurityEventFilters
    default_ordering = "-last_at"
    headings = {
        "happened_at": "When",
        "last_at": "Last time",
        "times": "Times",
        "what": "What",
        "subject_name": "About",
        "detail": "More",
        "actor_name": "Who",
        "network": "Network",
    }
    columns = [
        Column("last_at", label="When", sort_key="last_at", accessor=lambda row: _when(row), width="17%"),
        Column("what", label="What", sort_key="kind", width="13%"),
        Column("subject_name", label="About", sort_key="subject_name"),
        Column("detail", label="More", width="30%"),
        Column("actor_name", label="Who", sort_key="actor_name", accessor=lambda row: row.actor_name or "–"),
        Column("network", label="Network", sort_key="network"),
    ]

    @override
    def get_base_queryset(self) -> QuerySet[SecurityEvent]:
        return SecurityEvent.objects.order_by("-last_at", "-pk")


def _when(row: SecurityEvent) -> str:
    """The moment, or of failed sign-ins how many there were from when to when."""
    last = date_format(timezone.localtime(row.last_at), "j F Y, H:i")
    if row.times == 1:
        return last
    return f"{row.times} times from {date_format(timezone.localtime(row.happened_at), 'H:i')}, last {last}"
