"""What somebody does who is asked once more: reads the question, then presses one of its two buttons."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from lxml import html

from tests.setting_up.following import post


def is_question(response: HttpResponse) -> bool:
    return b'name="once-more-mark"' in response.content


def carried(response: HttpResponse) -> dict[str, list[str]]:
    """Every field that travels through the question."""
    soup = BeautifulSoup(response.content, "html.parser")
    form = soup.find(attrs={"name": "once-more-mark"}).find_parent("form")
    fields: dict[str, list[str]] = {}
    for field in form.find_all("input", type="hidden"):
        fields.setdefault(field["name"], []).append(field["value"])
    return fields


def shown_by(browser: Client, url: str) -> dict[str, str]:
    """What the form of a screen carries of the words that it shows."""
    screen = browser.get(url).content.decode()
    found = html.document_fromstring(screen).xpath("//input[@name='shown']/@value") if screen.strip() else []
    return {"shown": str(found[0])} if found else {}


def record(browser: Client, url: str, form: dict[str, Any]) -> Any:
    """Open a screen, send its form and answer "Record it"; without a question, what the form was answered."""
    if "shown" not in form:
        form = shown_by(browser, url) | form
    response = post(browser, url, form)
    if response.is_redirect or not is_question(response):
        return response
    return post(browser, url, carried(response) | {"once-more": "record"})
