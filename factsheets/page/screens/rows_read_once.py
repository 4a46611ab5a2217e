"""Whoever opens the editing screen has every row read once: what is missing, what changed and the form itself show the same."""

from __future__ import annotations

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from wagtail.models import Page

from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.signing.formats.half_filled_rows import ROWS


def read_rows_once(request: HttpRequest, page: Page) -> None:
    """Hook `before_edit_page`. What is sent may change rows, so it is left alone."""
    if request.method == "GET" and isinstance(page, FactsheetPage):
        prefetch_related_objects([page], *ROWS, "import_notes")
