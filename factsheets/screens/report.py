"""What the reports of the library have in common: an address, an entry under "Reports", filters and safe exports."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, ClassVar

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils import timezone
from django.utils.formats import date_format
from typing_extensions import override
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import page_permission_policy

from .spreadsheets import SafeExport


class Report(SafeExport, ReportView):
    """Whoever may look at `seen_with` sees the report; `name` is its address and the name of its files."""

    template_name = "factsheets/screens/report.html"
    name: ClassVar[str]
    menu_order: ClassVar[int]
    seen_with: ClassVar[type[Model]]
    any_permission_required = ["view"]
    is_searchable = False
    #: Export field → its heading.
    headings: ClassVar[dict[str, str]] = {}

    @property
    @override
    def permission_policy(self) -> ModelPermissionPolicy:
        return ModelPermissionPolicy(self.seen_with)

    @property
    @override
    def index_url_name(self) -> str:
        return f"{self.name}_report"

    @property
    @override
    def index_results_url_name(self) -> str:
        return f"{self.name}_report_results"

    @property
    @override
    def list_export(self) -> list[str]:
        return list(self.headings)

    @property
    @override
    def export_headings(self) -> dict[str, str]:
        return self.headings

    @override
    def get_filename(self) -> str:
        return f"{self.name.replace('_', '-')}-{timezone.localdate().isoformat()}"

    def factsheet_column(self, **options: object) -> Column:
        """The factsheet, linked to where this member of staff can look at it."""
        return TitleColumn(
            "title", label="Factsheet", accessor="draft_title", get_url=self.where_to_open, **options
        )

    def where_to_open(self, page: Page) -> str | None:
        """The editing screen for those who edit pages, else the public page; None for a draft that cannot be seen."""
        if page_permission_policy.user_has_permission(self.request.user, "change"):
            return str(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        return page.get_url(self.request) if page.live else None

    @classmethod
    def urls(cls) -> list[URLPattern]:
        """The report, and its part that is fetched anew when somebody filters or sorts."""
        address = f"reports/{cls.name.replace('_', '-')}/"
        return [
            path(address, cls.as_view(), name=f"{cls.name}_report"),
            path(f"{address}results/", cls.as_view(results_only=True), name=f"{cls.name}_report_results"),
        ]

    @classmethod
    def menu_item(cls) -> MenuItem:
        """Its entry under “Reports”, for those who may see it."""
        return ReportMenuItem(cls)


class ReportMenuItem(MenuItem):
    """The entry of one report."""

    def __init__(self, report: type[Report]) -> None:
        super().__init__(
            report.page_title,
            reverse_lazy(f"{report.name}_report"),
            name=report.name.replace("_", "-"),
            icon_name=report.header_icon,
            order=report.menu_order,
        )
        self.report = report

    @override
    def is_shown(self, request: HttpRequest) -> bool:
        policy = ModelPermissionPolicy(self.report.seen_with)
        return bool(policy.user_has_any_permission(request.user, self.report.any_permission_required))


class SentencesColumn(Column):
    """A list of sentences in one cell."""

    cell_template_name = "factsheets/screens/sentences_cell.html"


class LinkColumn(Column):
    """An address and the words that lead there, or None."""

    cell_template_name = "factsheets/screens/link_cell.html"


def day_column(name: str, label: str, empty: str = "", **options: object) -> Column:
    """A day in words, or `empty` where there is none."""
    return Column(
        name, label=label, accessor=lambda row: day_in_words(getattr(row, name)) or empty, **options
    )


def day_in_words(moment: date | datetime | None) -> str:
    """Such as “5 November 2025”, of a moment in the time zone of whoever looks; empty for None."""
    if moment is None:
        return ""
    return date_format(timezone.localdate(moment) if isinstance(moment, datetime) else moment, "j F Y")


def people(among: Callable[[], QuerySet[Any, object]]) -> Callable[[HttpRequest], QuerySet[Any]]:
    """The choices of a filter: the accounts whose keys are `among` these."""
    users = get_user_model()
    return lambda request: users.objects.filter(pk__in=among()).order_by(users.USERNAME_FIELD)


def name_of(user: AbstractBaseUser | None) -> str:
    """The name under which staff know the account; empty for None."""
    return get_user_display_name(user) if user else ""
