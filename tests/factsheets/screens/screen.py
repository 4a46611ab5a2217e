"""The editing screen as a browser has it: its form is read from the page, changed, and posted as it stands there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from lxml import html

from factsheets.models import FactsheetPage
from tests.factsheets.screens.hostile_forms.reading import typed_in
from tests.setting_up import following

PASS = {"action-workflow-action": "true", "workflow-action-name": "approve"}
ASK_FOR_CHANGES = {
    "action-workflow-action": "true",
    "workflow-action-name": "reject",
    "workflow-action-extra-data": '{"comment": "Shorter."}',
}
SUBMIT = {"action-submit": "true"}
CANCEL = {"action-cancel-workflow": "true"}
SAVE: dict[str, str] = {}


class Screen:
    """One tab with the editing screen of a text, opened by whoever has signed in."""

    def __init__(self, browser: Client, text: Any) -> None:
        self.browser = browser
        self.address = (
            reverse("wagtailadmin_pages:edit", args=[text.pk])
            if isinstance(text, FactsheetPage)
            else reverse(text.snippet_viewset.get_url_name("edit"), args=[text.pk])
        )
        response = browser.get(self.address)
        assert response.status_code == 200
        [form] = html.document_fromstring(response.content.decode()).xpath("//form[@data-edit-form]")
        self.form: dict[str, str] = dict(_fields(form))

    def row(self, relation: str, **fields: Any) -> Screen:
        """Add a row at the end; what is not said is empty."""
        number = int(self.form[f"{relation}-TOTAL_FORMS"])
        self.form[f"{relation}-TOTAL_FORMS"] = str(number + 1)
        row = {"id": "", "ORDER": number + 1, "DELETE": ""} | fields
        self.form |= {f"{relation}-{number}-{name}": str(value) for name, value in row.items()}
        return self

    def without_row(self, relation: str, number: int) -> Screen:
        self.form[f"{relation}-{number}-DELETE"] = "on"
        return self

    def swap_rows(self, relation: str) -> Screen:
        """The first two rows of a list change places."""
        one, two = f"{relation}-0-ORDER", f"{relation}-1-ORDER"
        self.form |= {one: self.form[two], two: self.form[one]}
        return self

    def write(self, **fields: Any) -> Screen:
        self.form |= {name: str(value) for name, value in fields.items()}
        return self

    def post(self, action: dict[str, str] | None = None) -> HttpResponse:
        return following.post(self.browser, self.address, self.form | (action or SAVE))


def told(response: HttpResponse) -> str:
    """All messages of a screen on one line."""
    messages = [BeautifulSoup(message, "html.parser") for message in following.said(response)]
    return " ".join(" ".join(message.get_text(" ").split()) for message in messages)


def _fields(form: Any) -> Iterator[tuple[str, str]]:
    for field in form.iter("input", "select", "textarea"):
        name, kind = field.get("name"), field.get("type", "")
        if not name or kind in ("submit", "file"):
            continue
        if kind in ("checkbox", "radio") and field.get("checked") is None:
            continue
        if field.tag == "select":
            yield (
                name,
                next((one.get("value", "") for one in field.iter("option") if "selected" in one.attrib), ""),
            )
        elif field.tag == "textarea":
            yield name, typed_in(field)
        else:
            yield name, field.get("value", "on" if kind == "checkbox" else "")
