"""Somebody at the screens: opens a page, fills in its form as it stands there, sends it."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from django.contrib.auth import get_user_model
from django.test import Client

NOT_SENT = {"template", "script"}


class Person:
    """A browser, signed in under a user name, or without a name."""

    def __init__(self, username: str = "") -> None:
        self.client = Client(SERVER_NAME="localhost")
        if username:
            self.client.force_login(get_user_model().objects.get(username=username))

    def fill_in(self, url: str, field: str, button: str = "", **words: Any) -> str:
        """Open `url`, change some fields of the form that has the field `field`, and press `button`; what came back."""
        opened = self.client.get(url, follow=True)
        assert opened.status_code == 200, (url, opened.status_code)
        form = next(form for form in forms_of(opened.content) if field in fields_of(form))
        sent = fields_of(form) | {name: str(value) for name, value in words.items()}
        if button:
            sent[button] = "1"
        where = form.get("action") or url
        answer = self.client.post(where, sent, follow=True)
        assert answer.status_code == 200, (url, answer.status_code)
        return answer.content.decode()


def forms_of(page: bytes) -> list[Element]:
    tree = html5lib.parse(page.decode(), treebuilder="etree", namespaceHTMLElements=False)
    return [form for form in tree.iter("form") if form.get("method", "").lower() == "post"]


def fields_of(form: Element) -> dict[str, Any]:
    """What the browser would send if nobody typed anything."""
    fields: dict[str, Any] = {}
    for element in _within(form):
        name = element.get("name")
        if not name or element.get("disabled") is not None:
            continue
        if element.tag == "textarea":
            fields[name] = "".join(element.itertext()).removeprefix("\n")
        elif element.tag == "select":
            chosen = [
                option.get("value", "")
                for option in element.iter("option")
                if option.get("selected") is not None
            ]
            fields[name] = chosen if element.get("multiple") is not None else (chosen or [""])[0]
        elif element.tag == "input" and element.get("type") not in ("submit", "button", "file"):
            if element.get("type") in ("checkbox", "radio") and element.get("checked") is None:
                continue
            fields[name] = element.get("value", "")
    return fields


def _within(element: Element) -> list[Element]:
    found = [element]
    for child in element:
        if child.tag not in NOT_SENT:
            found += _within(child)
    return found
