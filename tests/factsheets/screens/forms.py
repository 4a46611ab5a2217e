"""What the editing screen of a factsheet posts, rows included."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from factsheets.models import FactsheetPage
from tests.factsheets.publication.test_workflow import form_of
from tests.factsheets.screens.hostile_forms.reading import forms_of_markup
from tests.setting_up import following

EMPTY = {
    "suitabilities": {"verdict": "likely", "condition": "", "pattern": "", "note": ""},
    "citations": {"source": "", "section": "evidence", "locator": "", "stance": "neutral", "reason": ""},
    "associations": {"association": ""},
    "related_items": {"factsheet": "", "resource": "", "pending_title": ""},
}


def with_rows(
    page: FactsheetPage, changes: dict[str, Any] | None = None, **rows: list[dict]
) -> dict[str, Any]:
    """The form of `page` with new rows; what a row does not say is empty."""
    formsets = {name: inline_formset([EMPTY[name] | row for row in given]) for name, given in rows.items()}
    return form_of(page, **changes or {}) | nested_form_data(formsets)


def edit_url(page: FactsheetPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def save(
    browser: Client, page: FactsheetPage, changes: dict[str, Any] | None = None, **rows: list[dict]
) -> str:
    """Save the draft; the words of the screen that comes back."""
    response = following.post(browser, edit_url(page), with_rows(page, changes, **rows))
    assert response.status_code == 200
    return response.content.decode()


def save_only(
    browser: Client, page: FactsheetPage, changes: dict[str, Any] | None = None, **rows: list[dict]
) -> None:
    """Save the draft, and do not look at the screen that comes next."""
    assert following.post(browser, edit_url(page), with_rows(page, changes, **rows)).is_redirect


def kept(page: FactsheetPage) -> FactsheetPage:
    """The draft as it was saved last."""
    return FactsheetPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def form_on(screen: str, address: str) -> dict[str, list[str]]:
    """What the editing screen would post as it stands: its longest form."""
    return max((form.fields for form in forms_of_markup(screen, address)), key=len)
