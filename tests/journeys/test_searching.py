"""A reader searches: with suggestions by keyboard, finger and screen reader, and without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from .reading import Watch
from .test_reading_for_everybody import RULES

NewContext = Callable[..., BrowserContext]

SCRIPT = Path(__file__).resolve().parents[2] / "backcare" / "static" / "factsheets" / "search" / "search.js"
ACUPUNCTURE = "/factsheets/medical-acupuncture/"


def type_into(page: Page, words: str) -> None:
    box = page.locator("#search-words")
    box.click()
    box.press_sequentially(words)


def options(page: Page) -> object:
    return page.get_by_role("option")


def test_the_script_is_small() -> None:
    assert len(SCRIPT.read_bytes()) <= 2200


@pytest.mark.parametrize("scripts", [True, False])
def test_a_reader_searches_and_narrows(library_address: str, new_context: NewContext, scripts: bool) -> None:
    page = new_context(java_script_enabled=scripts, viewport={"width": 360, "height": 740}).new_page()
    page.goto(f"{library_address}/conditions/")
    page.get_by_role("banner").get_by_role("link", name="Search").click()
    page.locator("#search-words").fill("pain")
    page.keyboard.press("Enter")
    expect(page).to_have_title(re.compile("“pain”: search results"))
    page.get_by_text("Narrow these results").click()
    page.get_by_role("link", name=re.compile("^Needling")).click()
    page.get_by_role("link", name="Medical acupuncture", exact=True).click()
    expect(page).to_have_url(library_address + ACUPUNCTURE)


@pytest.mark.parametrize("path", ["/", "/search/", "/conditions/"])
def test_suggestions_are_chosen_by_keyboard(library_address: str, new_context: NewContext, path: str) -> None:
    watch = Watch(new_context(viewport={"width": 1280, "height": 800}).new_page(), library_address)
    page = watch.page
    watch.open(path)
    box = page.get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "false")
    type_into(page, "osteop")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(options(page).first).to_have_accessible_name(re.compile("Osteopathy"))
    expect(page.get_by_role("search").get_by_role("status")).to_contain_text("Suggestions: ")
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    first = options(page).first.get_attribute("id")
    expect(box).to_have_attribute("aria-activedescendant", str(first))
    expect(box).to_be_focused()
    assert Axe().run(page, options=RULES).violations_count == 0
    page.keyboard.press("ArrowUp")
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(options(page)).to_have_count(0)
    expect(box).to_have_value("osteop")
    box.press("a")
    page.keyboard.press("Backspace")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{library_address}/factsheets/osteopathy/")
    assert watch.complaints == []


def test_enter_without_a_choice_searches_for_what_was_typed(
    library_address: str, new_context: NewContext
) -> None:
    page = new_context().new_page()
    page.goto(library_address)
    type_into(page, "osteop")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{library_address}/search/?q=osteop")


def test_suggestions_are_large_enough_for_a_finger_and_can_be_tapped(
    library_address: str, new_context: NewContext
) -> None:
    page = new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True).new_page()
    page.goto(library_address)
    type_into(page, "acu")
    expect(options(page).first).to_be_visible()
    for option in options(page).all():
        box = option.bounding_box()
        assert box
        assert box["height"] >= 43.5
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
    options(page).first.tap()
    expect(page).to_have_url(library_address + ACUPUNCTURE)


def test_a_reader_asks_for_what_the_library_lacks_and_is_told_where_to_ask(
    library_address: str, new_context: NewContext
) -> None:
    page = new_context(viewport={"width": 360, "height": 740}).new_page()
    page.goto(f"{library_address}/search/")
    type_into(page, "phsyio")
    expect(options(page).first).to_have_accessible_name("Physio Not in our library: where to ask")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{library_address}/search/?q=physio")
    expect(page.get_by_role("heading", name="Physiotherapy")).to_be_in_viewport()
    link = page.get_by_role("main").get_by_role("link", name="Go to the NHS website")
    expect(link).to_have_attribute("href", "https://www.nhs.uk/")
    expect(page.get_by_text("We found nothing")).to_have_count(0)


def test_a_reader_s_own_colours_show_which_suggestion_is_chosen(
    library_address: str, new_context: NewContext
) -> None:
    page = new_context(forced_colors="active").new_page()
    page.goto(library_address, wait_until="networkidle")
    type_into(page, "osteo")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    outlines = [each.evaluate("each => getComputedStyle(each).outlineStyle") for each in options(page).all()]
    assert outlines[0] == "solid"
    assert set(outlines[1:]) <= {"none"}


def test_the_line_breaks_and_the_form_still_stands(library_address: str, new_context: NewContext) -> None:
    context = new_context()
    watch = Watch(context.new_page(), library_address)
    watch.open("/")
    context.set_offline(True)
    with watch.page.expect_event("requestfailed"):
        type_into(watch.page, "osteo")
    expect(options(watch.page)).to_have_count(0)
    expect(watch.page.get_by_role("button", name="Search")).to_be_enabled()
