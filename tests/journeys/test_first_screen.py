"""A reader sees at once when to call 999, soon whether it is safe, and nothing that stands out more than the emergency."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from pikepdf import Pdf
from playwright.sync_api import BrowserContext, Page, Route, expect

from .limits import MEASURED

NewContext = Callable[..., BrowserContext]

#: The most pixels from the top of the medical acupuncture page, and of its height, by the width of the window.
MOST_PIXELS = {
    360: {"emergency": 620, "might it help": 1080, "who should not have it": 1500, "height": 8000},
    1280: {"emergency": 640, "might it help": 1080, "who should not have it": 1500, "height": 8000},
}

#: A4 sheets of the printed page.
MOST_PAGES = 4

EDGE = "card => parseFloat(getComputedStyle(card).borderTopWidth)"

POSITIONS = """() => {
  const top = selector => document.querySelector(selector).getBoundingClientRect().top + scrollY;
  return { 'emergency': top('.safety--emergency'), 'might it help': top('#might-it-help h2'),
    'who should not have it': top('#verdict-avoid'), 'most likely to help': top('#verdict-likely'),
    'height': document.documentElement.scrollHeight };
}"""

#: Where the words of a page begin, from left: all of them at one edge.
LEFT_EDGES = """() => ['h1', '.lead', '.questions', '.safety--emergency', '.safety--short', '#might-it-help', '#evidence', '#review']
  .map(selector => Math.round(document.querySelector(selector).getBoundingClientRect().left))"""

#: What lies beside the words while a reader scrolls: the contents list, and nothing empty.
BESIDE = """() => {
  const [wrap, words, contents] = ['.with-contents', '#might-it-help', '.contents']
    .map(selector => document.querySelector(selector).getBoundingClientRect());
  const padding = parseFloat(getComputedStyle(document.querySelector('.with-contents')).paddingRight);
  return { gap: contents.left - words.right, left: wrap.right - padding - contents.right,
    isSeen: contents.top >= 0 && contents.top < innerHeight };
}"""

#: The card around the largest ground of a strong colour: how loud a thing is.
LOUDEST = """() => {
  const loud = element => {
    const parts = getComputedStyle(element).backgroundColor.match(/[\\d.]+/g).map(Number);
    return (parts[3] ?? 1) && Math.max(...parts.slice(0, 3)) - Math.min(...parts.slice(0, 3)) > 60;
  };
  return [...document.querySelectorAll('main *')]
    .filter(each => each.checkVisibility() && loud(each))
    .map(each => [each.getBoundingClientRect().width * each.getBoundingClientRect().height, each])
    .sort(([one], [other]) => other - one)[0][1].parentElement.className;
}"""


def open_factsheet(new_context: NewContext, address: str, width: int, **options: str) -> Page:
    """The page with its own letters, which a busy machine may bring too late for the first painting."""
    page = new_context(viewport={"width": width, "height": 800}, **options).new_page()
    page.route("**/backcare.css", wait_for_letters)
    page.goto(address + MEASURED["factsheet"])
    page.evaluate("document.fonts.ready")
    return page


def wait_for_letters(route: Route) -> None:
    css = route.fetch().text()
    assert "font-display: optional" in css
    route.fulfill(content_type="text/css", body=css.replace("font-display: optional", "font-display: block"))


@pytest.mark.parametrize("width", MOST_PIXELS)
def test_what_matters_stands_near_the_top(library_address: str, new_context: NewContext, width: int) -> None:
    seen = open_factsheet(new_context, library_address, width).evaluate(POSITIONS)
    assert {name: seen[name] for name, most in MOST_PIXELS[width].items() if seen[name] > most} == {}
    assert seen["who should not have it"] <= seen["most likely to help"]


@pytest.mark.parametrize("width", MOST_PIXELS)
def test_the_emergency_is_on_the_first_screen(
    library_address: str, new_context: NewContext, width: int
) -> None:
    page = open_factsheet(new_context, library_address, width)
    expect(page.get_by_role("heading", name="Call 999 or go to A&E now if:")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", MOST_PIXELS)
def test_nothing_stands_out_more_than_the_emergency(
    library_address: str, new_context: NewContext, width: int, scheme: str
) -> None:
    page = open_factsheet(new_context, library_address, width, color_scheme=scheme)
    assert page.evaluate(LOUDEST) == "safety safety--emergency"


def test_one_line_leads_to_each_first_answer_on_a_phone(
    library_address: str, new_context: NewContext
) -> None:
    page = open_factsheet(new_context, library_address, 360)
    links = page.locator(".questions").get_by_role("link")
    assert len({link.bounding_box()["y"] for link in links.all()}) == 1
    for question, answer in {
        "Is it safe for me?": "Who should not have it",
        "What happens": "What happens during treatment",
        "Who gives it": "Qualifications",
    }.items():
        links.get_by_text(question, exact=True).click()
        expect(page.get_by_role("heading", name=answer, exact=True)).to_be_in_viewport()


def test_the_urgent_card_opens_on_tap_without_scripts(library_address: str, new_context: NewContext) -> None:
    context = new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(library_address + MEASURED["factsheet"])
    first_point = page.locator(".safety--short li").first
    expect(first_point).to_be_hidden()
    page.locator(".safety--short summary").click()
    expect(first_point).to_be_visible()


def test_the_contents_list_is_closed_on_a_phone_and_open_beside_the_text(
    library_address: str, new_context: NewContext
) -> None:
    phone = open_factsheet(new_context, library_address, 360)
    link = phone.get_by_role("navigation", name="In this factsheet").get_by_role("link", name="Sources")
    expect(link).to_be_hidden()
    phone.locator(".contents summary").click()
    link.click()
    expect(phone.get_by_role("heading", name="Sources")).to_be_in_viewport()
    desk = open_factsheet(new_context, library_address, 1280)
    desk.get_by_role("navigation", name="In this factsheet").get_by_role("link", name="Sources").click()
    expect(desk.get_by_role("heading", name="Sources")).to_be_in_viewport()


@pytest.mark.parametrize("width", [1280, 1440, 1920])
def test_words_have_one_left_edge_and_no_column_beside_them_is_empty(
    library_address: str, new_context: NewContext, width: int
) -> None:
    page = open_factsheet(new_context, library_address, width)
    assert len(set(page.evaluate(LEFT_EDGES))) == 1
    for part in ("#might-it-help", "#evidence", "#safety"):
        page.locator(part).evaluate("part => part.scrollIntoView()")
        beside = page.evaluate(BESIDE)
        assert 16 <= beside["gap"] <= 80
        assert abs(beside["left"]) <= 1
        assert beside["isSeen"], part


def test_it_prints_on_four_pages_and_the_emergency_has_the_strongest_edge(
    library_address: str, new_context: NewContext
) -> None:
    page = open_factsheet(new_context, library_address, 1280)
    page.emulate_media(media="print")
    edges = [page.locator(f".safety--{level}").last.evaluate(EDGE) for level in ("emergency", "urgent")]
    assert edges[0] > edges[1], "the emergency has no stronger edge than the urgent card"
    with Pdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as printed:
        assert len(printed.pages) <= MOST_PAGES


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_the_search_button_is_joined_to_its_field(
    library_address: str, new_context: NewContext, width: int
) -> None:
    page = new_context(viewport={"width": width, "height": 800}).new_page()
    for path in (MEASURED["home"], MEASURED["search"], "/no-such-page/"):
        page.goto(library_address + path)
        field = page.get_by_role("combobox").bounding_box()
        button = page.get_by_role("search").get_by_role("button", name="Search").bounding_box()
        assert (field["y"], field["height"]) == (button["y"], button["height"])
        assert abs(field["x"] + field["width"] - button["x"]) < 1
