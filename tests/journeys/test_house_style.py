"""An editor looks at the preview and is told which words break the house rules."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from factsheets.models import Condition, FactsheetPage
from factsheets.page.screens.house_style import HouseStyleItem
from tests.builders import complete_draft, person, suits

from .staff import Desk

LONG = " ".join(["word"] * 21)
#: Words that keep every rule, each close to breaking one.
IN_ORDER = (
    "<p>" + "One word more. " * 3 + "</p>",
    f"<p>{' '.join(['Word'] * 20)}. Ask your GP, e.g. Dr. Smith.</p>",
    "<p>Chronic pain is pain that lasts.</p>",
    f"<ul><li>{' '.join(['word'] * 12)}</li><li>{' '.join(['word'] * 12)}</li></ul>",
    '<p>See <a href="https://example.org/">here is the NICE guideline</a>.</p>',
)
#: Words that break one rule each.
BROKEN = {
    "house-long-sentence": f"<p>{LONG}.</p>",
    "house-long-paragraph": "<p>" + "One word more. " * 4 + "</p>",
    "house-vague-link": '<p>For a guideline, <a href="https://example.org/">Click here.</a></p>',
    "house-plain-word": "<p>It is used for chronic pain.</p>",
}


@pytest.fixture
def desk(live_server: LiveServer, page: Page) -> Desk:
    user = person("Author", password="a long enough password")
    return Desk(page, live_server.url).sign_in(user.username, "a long enough password")


def findings(desk: Desk, factsheet: FactsheetPage) -> list[str]:
    """The names of what the checks find in the preview of a draft, in the words that the editor reads."""
    desk.page.goto(desk.address + reverse("wagtailadmin_pages:view_draft", args=[factsheet.pk]))
    bar = desk.page.locator("wagtail-userbar")
    bar.locator("#wagtail-userbar-trigger").click()
    expect(bar.locator("#checker-trigger [data-content-checker-count]")).to_have_text(re.compile("[0-9]"))
    return bar.locator("#checker-results [data-content-checker-name]").all_text_contents()


def name_of(rule: str) -> str:
    return HouseStyleItem.axe_messages[rule]["error_name"]


def test_each_broken_rule_is_named_once_and_what_is_in_order_is_left_alone(desk: Desk) -> None:
    plain = Condition.objects.create(name="Lumbar spondylosis", plain_name="worn bones in the lower back")
    factsheet = complete_draft("TENS", introduction="".join(IN_ORDER))
    suits(factsheet, "likely", plain)
    assert findings(desk, factsheet) == []

    broken = complete_draft("Massage", introduction="".join([*IN_ORDER, *BROKEN.values()]))
    suits(broken, "likely", plain)
    suits(broken, "avoid", Condition.objects.create(name="Discitis"))
    expected = [name_of(rule) for rule in [*BROKEN, "house-plain-name"]]
    assert sorted(findings(desk, broken)) == sorted(expected)
    assert desk.faults == []


def test_the_checks_are_advice_that_stops_nothing(desk: Desk) -> None:
    factsheet = complete_draft("TENS", introduction="".join(BROKEN.values()))
    assert findings(desk, factsheet)
    assert factsheet.what_is_missing() == []
