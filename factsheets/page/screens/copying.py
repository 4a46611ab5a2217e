"""What the log says of a copy."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail.models import Page, PageLogEntry


def name_the_original(_request: HttpRequest, page: Page, copy: Page) -> None:
    """Hook `after_copy_page`. Wagtail notes the page above the original, and words the entry as if that had been copied;
    the copy itself it calls by the title of the original."""
    original = {"id": page.pk, "title": page.get_admin_display_title()}
    for entry in PageLogEntry.objects.filter(page=copy.pk):
        entry.label = copy.title
        if entry.action == "wagtail.copy":
            entry.data["source"] = original
        entry.save(update_fields=["label", "data"])
