"""Wagtail's own lists that can be downloaded: no cell of theirs is a formula either."""

from __future__ import annotations

from wagtail.admin.views.reports.aging_pages import AgingPagesView
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.admin.views.reports.locked_pages import LockedPagesView
from wagtail.admin.views.reports.workflows import WorkflowTasksView, WorkflowView
from wagtail.contrib.redirects.views import IndexView as RedirectsView
from wagtail.contrib.search_promotions.views.reports import SearchTermsReportView

from factsheets.screens.spreadsheets import SafeExport


class SafeLockedPages(SafeExport, LockedPagesView):
    """Pages that somebody has locked."""


class SafeWorkflows(SafeExport, WorkflowView):
    """What is or was in a workflow."""


class SafeWorkflowTasks(SafeExport, WorkflowTasksView):
    """Each step of it."""


class SafeSiteHistory(SafeExport, LogEntriesView):
    """Who did what."""


class SafeAgingPages(SafeExport, AgingPagesView):
    """When each page was published last."""


class SafeRedirects(SafeExport, RedirectsView):
    """Old addresses and where they lead."""


class SafeSearchTerms(SafeExport, SearchTermsReportView):
    """Promoted words."""


#: By the name of the whole screen; its list alone has the same name with `_results`.
SAFE_LISTS = {
    "wagtailadmin_reports:locked_pages": SafeLockedPages,
    "wagtailadmin_reports:workflow": SafeWorkflows,
    "wagtailadmin_reports:workflow_tasks": SafeWorkflowTasks,
    "wagtailadmin_reports:site_history": SafeSiteHistory,
    "wagtailadmin_reports:aging_pages": SafeAgingPages,
    "wagtailredirects:index": SafeRedirects,
    "wagtailsearchpromotions:search_terms": SafeSearchTerms,
}
