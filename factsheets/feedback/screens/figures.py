"""The report "Feedback by factsheet": how many readers found each factsheet useful, and what waits to be handled."""

from __future__ import annotations

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.http import urlencode
from typing_extensions import override
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from factsheets.feedback.models import Feedback
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.factsheet_query import FactsheetQuerySet
from factsheets.people.permissions import FeedbackPermissionPolicy
from factsheets.screens.spreadsheets import SafeExport

_READERS = Q(feedback__suspected_spam=False)


def _answers_of(page: FactsheetPage) -> str:
    """The list of the answers about one factsheet."""
    return f"{reverse('wagtailsnippets_factsheets_feedback:list')}?{urlencode({'page': page.pk})}"


_HEADINGS = {
    "title": "Factsheet",
    "yes": "Useful",
    "no": "Not useful",
    "comments": "With a comment",
    "waiting": "Not handled yet",
    "suspected_spam": "Suspected spam",
}


class FeedbackFigures(SafeExport, ReportView):
    """Suspected spam is counted apart from readers' answers."""

    page_title = "Feedback by factsheet"
    header_icon = "comment"
    index_url_name = "feedback_figures"
    index_results_url_name = "feedback_figures_results"
    permission_policy = FeedbackPermissionPolicy(Feedback)
    any_permission_required = ["view", "change"]
    is_searchable = False
    default_ordering = "title"
    export_filename = "feedback-by-factsheet"
    list_export = list(_HEADINGS)
    export_headings = _HEADINGS
    columns = [
        TitleColumn("title", label=_HEADINGS["title"], get_url=_answers_of, sort_key="title"),
        *(Column(name, label=label, sort_key=name) for name, label in _HEADINGS.items() if name != "title"),
    ]

    def get_base_queryset(self) -> FactsheetQuerySet:
        """Factsheets that anybody answered about, with the numbers that the columns name."""
        return FactsheetPage.objects.filter(feedback__isnull=False).annotate(
            yes=Count("feedback", filter=_READERS & Q(feedback__useful=True)),
            no=Count("feedback", filter=_READERS & Q(feedback__useful=False)),
            comments=Count("feedback", filter=_READERS & ~Q(feedback__comment="")),
            waiting=Count("feedback", filter=Q(feedback__handled_at=None)),
            suspected_spam=Count("feedback", filter=Q(feedback__suspected_spam=True)),
        )


class FiguresMenuItem(MenuItem):
    """The entry under “Reports”, for whoever may look at feedback."""

    def __init__(self) -> None:
        super().__init__(
            "Feedback by factsheet",
            reverse_lazy("feedback_figures"),
            name="feedback-figures",
            icon_name="comment",
            order=900,
        )

    @override
    def is_shown(self, request: HttpRequest) -> bool:
        return FeedbackPermissionPolicy(Feedback).user_has_any_permission(request.user, ["view", "change"])


def figures_urls() -> list[URLPattern]:
    """The report and its part that is fetched anew when somebody sorts."""
    return [
        path("reports/feedback/", FeedbackFigures.as_view(), name="feedback_figures"),
        path(
            "reports/feedback/results/",
            FeedbackFigures.as_view(results_only=True),
            name="feedback_figures_results",
        ),
    ]
