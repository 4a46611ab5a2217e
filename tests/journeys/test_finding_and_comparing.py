"""A reader ticks what the pain is like, sees what the lists say, and puts therapies side by side."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pypdf import PdfReader

NewContext = Callable[..., BrowserContext]

RESULT = "Medical acupuncture"


def likely(page: Page) -> object:
    """Named by our lists, although a guideline advises against it."""
    return page.get_by_role("region", name="Named as most likely to help, but a source speaks against it")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_reader_finds_therapies_and_compares_them(
    library_address: str, new_context: NewContext, scripts: bool
) -> None:
    page = new_context(java_script_enabled=scripts).new_page()
    page.goto(library_address)
    page.get_by_role("main").get_by_role("link", name="Find by your pain").click()
    expect(page.get_by_role("heading", name="Call 999")).to_be_visible()
    page.get_by_label("Dull or aching").check()
    page.get_by_label("Back pain that lasts").check()
    page.get_by_role("button", name="Show therapies").click()
    expect(page.get_by_role("link", name=RESULT, exact=True)).to_be_visible()
    expect(page).to_have_url(f"{library_address}/find/?pain=dull-or-aching&condition=chronic-low-back-pain")
    expect(likely(page)).to_contain_text("because your pain is: dull or aching")
    page.get_by_role("link", name=re.compile("^Compare ")).first.click()
    expect(page.get_by_role("columnheader").nth(1)).to_be_visible()
    expect(page.get_by_role("rowheader", name="Side effects and risks")).to_be_visible()


def test_printed_results_fill_the_paper(library_address: str, new_context: NewContext) -> None:
    """The first therapies stand below their heading on the first page, and none has an empty place beside it."""
    page = new_context().new_page()
    page.goto(f"{library_address}/find/?condition=low-back-pain-with-sciatica")
    page.emulate_media(media="print")
    lists = page.locator("#groups .verdict").evaluate_all(
        "lists => lists.map(each => each.getBoundingClientRect().width / each.parentElement.clientWidth)"
    )
    assert [round(share, 2) for share in lists] == [1] * len(lists) != []
    first, second = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert "Most likely to help" in first.extract_text()
    assert "Group exercise" in first.extract_text()
    assert "Osteopathy" in second.extract_text()


def test_with_scripts_the_results_follow_each_tick(library_address: str, new_context: NewContext) -> None:
    page = new_context().new_page()
    page.goto(f"{library_address}/find/")
    status = page.locator("main").get_by_role("status")
    expect(status).to_contain_text("Tick what your pain is like")
    page.get_by_label("Dull or aching").check()
    expect(status).to_have_text("Our lists name 1 therapy for what you ticked.")
    expect(likely(page)).to_contain_text(RESULT)
    expect(page).to_have_url(f"{library_address}/find/?pain=dull-or-aching")
    page.get_by_label("Dull or aching").uncheck()
    expect(status).to_contain_text("Tick what your pain is like")
    expect(page.get_by_role("link", name=RESULT, exact=True)).to_have_count(0)
    expect(page).to_have_url(f"{library_address}/find/")


def test_what_was_found_before_does_not_stay_when_the_line_breaks(
    library_address: str, new_context: NewContext
) -> None:
    context = new_context()
    page = context.new_page()
    page.goto(f"{library_address}/find/?pain=dull-or-aching")
    expect(likely(page)).to_contain_text(RESULT)
    context.set_offline(True)
    page.get_by_label("Stabbing or shooting").check()
    expect(page.locator("main").get_by_role("status")).to_contain_text("We could not refresh your results.")
    expect(page.get_by_role("link", name=RESULT, exact=True)).to_have_count(0)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_comparison_is_a_table_on_every_width(
    library_address: str, new_context: NewContext, width: int
) -> None:
    page = new_context(viewport={"width": width, "height": 800}).new_page()
    page.goto(f"{library_address}/compare/?a=massage&b=tens")
    table = page.get_by_role("table", name="What our factsheets say")
    expect(table.get_by_role("columnheader")).to_have_count(2)
    expect(table.get_by_role("rowheader")).to_have_count(9)
    names = table.locator(".compared-name").first
    expect(names).to_be_visible() if width == 360 else expect(names).to_be_hidden()
