"""Deleting what is used is refused with the list of its uses, on every admin screen that deletes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions import DeleteBulkAction
from wagtail.models import Page

from factsheets.models import FactsheetPage


def refuse_deleting_used_records(request: HttpRequest, records: Iterable[Any]) -> HttpResponse | None:
    """Hook `before_delete_snippet`: back to the list with one sentence for each record that is used."""
    records = [record for record in records if hasattr(record, "refuse_while_used")]
    if not _refusals(request, records):
        return None
    return redirect(records[0].snippet_viewset.get_url_name("list"))


def refuse_deleting_used_factsheets(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Hook `before_delete_page`: a factsheet that another one links to stays; so does any page above it."""
    if not _refusals(request, _factsheets_in(page)):
        return None
    return redirect("wagtailadmin_explore", page.get_parent().pk)


class DeletePages(DeleteBulkAction):
    """The same rule for ticked pages. Wagtail's own action refuses some of them too, but does not say why."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        pages, _ = self.get_actionable_objects()
        refusals = sum(_refusals(request, _factsheets_in(page)) for page in pages)
        if refusals:
            return redirect("wagtailadmin_explore", pages[0].get_parent().pk)
        return super().dispatch(request, *args, **kwargs)


def _factsheets_in(page: Page) -> list[FactsheetPage]:
    return list(FactsheetPage.objects.descendant_of(page, inclusive=True))


def _refusals(request: HttpRequest, records: Iterable[Any]) -> int:
    """Say each refusal to the user; how many there were."""
    count = 0
    for record in records:
        try:
            record.refuse_while_used()
        except ProtectedError as refusal:
            messages.error(request, refusal.args[0])
            count += 1
    return count
