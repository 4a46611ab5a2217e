"""Somebody in danger types what is wrong, with mistakes, and sees whom to call before anything else."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Locator, Page, expect

from .reading import Watch
from .test_access import SMALLEST_TARGET
from .test_reading_for_everybody import RULES
from .test_searching import options, type_into

NewContext = Callable[..., BrowserContext]

PHONE = {"viewport": {"width": 360, "height": 800}, "has_touch": True, "is_mobile": True}
#: What is typed, the card's anchor, and the number that it has to name.
TYPED = [("numness in groin", "emergency", "999"), ("suicidel", "crisis", "116 123")]


def card_of(page: Page, level: str) -> Locator:
    """As a screen reader finds it: a region with a name."""
    prefix = {"emergency": "Immediate action required: Call 999", "crisis": "Immediate action required: "}
    return page.get_by_role("main").get_by_role("region", name=re.compile(f"^{prefix[level]}"))


def expect_number(card: Locator, number: str) -> None:
    link = card.get_by_role("link", name=re.compile(f"^{number} .")).first
    expect(link).to_be_visible()
    expect(link).to_have_attribute("href", f"tel:{number.replace(' ', '')}")


@pytest.mark.parametrize(("typed", "level", "number"), TYPED)
def test_by_keyboard_the_first_suggestion_says_it_and_leads_to_whom_to_call(
    library_address: str, new_context: NewContext, typed: str, level: str, number: str
) -> None:
    watch = Watch(new_context().new_page(), library_address)
    page = watch.page
    watch.open("/")
    type_into(page, typed)
    first = options(page).first
    expect(first).to_contain_text("Warning sign")
    words = str(first.evaluate("each => each.firstChild.data"))
    expect(page.get_by_role("search").get_by_role("status")).to_contain_text(f"{words}. Suggestions: ")
    page.keyboard.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    assert Axe().run(page, options=RULES).violations_count == 0
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{library_address}/help-now/#{level}")
    expect(page.locator(f"#{level}").get_by_role("heading", name=words)).to_be_in_viewport()
    expect_number(page.locator(f"#{level}"), number)
    page.keyboard.press("Tab")
    assert page.evaluate("level => document.activeElement.closest(`#${level}`) !== null", level)
    assert watch.complaints == []


@pytest.mark.parametrize(("typed", "level", "number"), TYPED)
def test_a_screen_reader_meets_the_card_between_the_form_and_the_results(
    library_address: str, new_context: NewContext, typed: str, level: str, number: str
) -> None:
    page = new_context().new_page()
    page.goto(f"{library_address}/search/")
    page.get_by_role("main").get_by_role("combobox").fill(f"{typed} massage")
    page.keyboard.press("Enter")
    card = card_of(page, level)
    expect_number(card, number)
    headings = page.get_by_role("main").get_by_role("heading")
    expect(headings.nth(1)).to_have_accessible_name(re.compile("^Immediate action required: "))
    page.get_by_role("main").get_by_role("button", name="Search").focus()
    page.keyboard.press("Tab")
    assert card.evaluate("card => card.contains(document.activeElement)")


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(("typed", "level", "number"), TYPED)
def test_on_a_phone_the_card_is_on_the_first_screen(
    library_address: str, new_context: NewContext, typed: str, level: str, number: str, scripts: bool
) -> None:
    page = new_context(**PHONE, java_script_enabled=scripts).new_page()
    page.goto(library_address)
    page.get_by_role("main").locator("#search-words").fill(typed)
    page.get_by_role("main").get_by_role("button", name="Search").tap()
    card = card_of(page, level)
    expect(card.get_by_role("heading", level=2)).to_be_in_viewport(ratio=1)
    expect_number(card, number)
    for link in card.locator(".phones a").all():
        box = link.bounding_box()
        assert box
        assert min(box["height"], box["width"]) >= SMALLEST_TARGET
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_without_scripts_every_page_leads_to_whom_to_call(
    library_address: str, new_context: NewContext
) -> None:
    page = new_context(**PHONE, java_script_enabled=False).new_page()
    for path in ("/", "/conditions/", "/no-such-page/"):
        page.goto(library_address + path)
        page.get_by_role("link", name="Emergency? When to call 999").tap()
        expect(page.get_by_role("heading", level=1)).to_have_text("When to get help now")
        expect(card_of(page, "emergency").get_by_role("heading", level=2)).to_be_in_viewport()


def test_on_paper_numbers_are_words(library_address: str, new_context: NewContext) -> None:
    page = new_context().new_page()
    page.emulate_media(media="print")
    page.goto(f"{library_address}/help-now/")
    styles = page.locator("main a[href^='tel:']").evaluate_all(
        "links => links.map(link => { const style = getComputedStyle(link); return style.textDecorationLine + style.borderTopStyle; })"
    )
    assert set(styles) == {"nonenone"}
