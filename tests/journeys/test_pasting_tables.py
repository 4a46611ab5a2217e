"""A table that is pasted into a field of formatted text: its rows and cells stay apart, and its author is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from factsheets.signing.formats.clinical_content import stored_words
from factsheets.signing.formats.content_difference import plain_lines
from tests.builders import complete_draft, person
from tests.factsheets.publication.test_workflow import fresh

from .staff import Desk

#: As a spreadsheet or a web page hands it on, and as Word does.
PLAIN = """<table><caption>Classes</caption>
  <tr><th rowspan="2">Week 1</th><td>2 classes</td></tr> <tr><td>3 <b>walks</b></td></tr>
  <tr><td>Week 2</td><td></td></tr></table>"""
OF_WORD = """<p class="MsoNormal">Before.</p><table class="MsoTableGrid"><tbody>
  <tr><td><p class="MsoNormal">Week 3</p></td><td><p class="MsoNormal">4 classes</p><p class="MsoNormal">1 walk</p></td></tr>
  <tr><td><p class="MsoNormal">Week 4</p></td><td><p class="MsoNormal">5 classes</p></td></tr>
  </tbody></table><p class="MsoNormal">After.</p>"""
FRAME = """<div>Above</div><div>Above too</div><table><tr><td><p>One paragraph.</p><p>Another one.</p></td></tr>
  <tr><td>Lead<div>Inner</div>tail</td></tr><tr><td>Next<p>Last</p></td></tr></table>"""
TOLD = "A table that you pasted became lines of text"


@pytest.fixture
def browser_with_clipboard(new_context: Callable[..., BrowserContext]) -> BrowserContext:
    return new_context(permissions=["clipboard-read", "clipboard-write"])


def test_a_pasted_table_keeps_its_rows_and_cells_apart(
    live_server: LiveServer, browser_with_clipboard: BrowserContext
) -> None:
    page = complete_draft()
    user = person("Author", password="a long enough password")
    author = Desk(browser_with_clipboard.new_page(), live_server.url).sign_in(
        user.username, "a long enough password"
    )
    author.page.goto(author.address + reverse("wagtailadmin_pages:edit", args=[page.pk]))
    author.wait_for_autosave()
    elsewhere = browser_with_clipboard.new_page()

    def paste(html: str, field: str) -> None:
        elsewhere.set_content(html)
        elsewhere.bring_to_front()
        elsewhere.keyboard.press("Control+A")
        elsewhere.keyboard.press("Control+C")
        author.page.bring_to_front()
        author.page.locator(f"[data-contentpath='{field}'] [contenteditable='true']").click()
        author.page.keyboard.press("Control+A")
        author.page.keyboard.press("Control+V")

    for field, html, is_told in (
        ("introduction", PLAIN, True),
        ("mechanism", OF_WORD, True),
        ("procedure", FRAME, False),
    ):
        paste(html, field)
        notice = (
            author.page.locator(f"[data-contentpath='{field}']").get_by_role("status").filter(has_text=TOLD)
        )
        expect(notice).to_have_count(int(is_told))
    author.act("Save draft")
    draft = fresh(page).get_latest_revision_as_object()
    kept = {
        field: plain_lines(stored_words(getattr(draft, field), is_rich=True)).splitlines()
        for field in ("introduction", "mechanism", "procedure")
    }
    assert kept == {
        "introduction": ["Classes", "Week 1 | 2 classes", "Week 1 | 3 walks", "Week 2 |"],
        "mechanism": ["Before.", "Week 3 | 4 classes; 1 walk", "Week 4 | 5 classes", "After."],
        "procedure": [
            "Above",
            "Above too",
            "One paragraph.",
            "Another one.",
            *["Lead", "Inner", "tail", "Next", "Last"],
        ],
    }
    assert author.faults == []
