"""Every reader can read: in light and dark, on any width, by keyboard, without scripts, on a slow line, unobserved."""

from __future__ import annotations

from collections.abc import Callable

import brotli
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Response, expect

from .limits import MEASURED, MOST_BYTES, MOST_BYTES_OF, MOST_LAYOUT_SHIFT, MOST_REQUESTS, painted, slow_line
from .reading import LEFT_BEHIND, Watch

PAGES = MEASURED | {
    "conditions": "/conditions/",
    "finder with results": "/find/?pain=dull-or-aching&pain=on-one-side&condition=chronic-low-back-pain",
    "choice of what to compare": "/compare/?a=tens",
    "search without a question": "/search/",
    "narrowed search results": "/search/?q=pain&kind=manual",
    "search that found nothing": "/search/?q=accupunture+zzzz&exact=1",
    "search in an emergency": "/search/?q=pain+cauda+equina",
    "search in a crisis": "/search/?q=suicidal",
    "search for something urgent": "/search/?q=back+pain+with+fever",
    "when to get help": "/help-now/",
    "search for what the library lacks": "/search/?q=physio",
    "search for what it has and what it lacks": "/search/?q=osteopath+or+physio",
    "comparison": "/compare/?a=massage&b=medical-acupuncture&c=tens",
    "plain page": "/about/",
    "privacy": "/privacy/",
    "accessibility": "/accessibility/",
    "feedback": "/feedback/medical-acupuncture/?useful=no",
    "feedback without an answer": "/feedback/medical-acupuncture/",
    "thanks for feedback": "/feedback/medical-acupuncture/thanks/",
    "history": "/factsheets/medical-acupuncture/history/",
    "form for the code of a copy": "/v/",
    "unknown code": "/v/nonsense/",
    "not found": "/factsheets/no-such-therapy/",
}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

NewContext = Callable[..., BrowserContext]


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_keeps_anybody_out(
    library_address: str, new_context: NewContext, scheme: str, width: int
) -> None:
    context = new_context(color_scheme=scheme, viewport={"width": width, "height": 800})
    watch = Watch(context.new_page(), library_address)
    axe = Axe()
    found = {}
    for name, path in PAGES.items():
        watch.open(path)
        result = axe.run(watch.page, options=RULES)
        if result.violations_count:
            found[name] = result.generate_report()
    assert found == {}
    assert watch.complaints == []


def test_nobody_is_followed(library_address: str, new_context: NewContext) -> None:
    context = new_context()
    watch = Watch(context.new_page(), library_address)
    for path in PAGES.values():
        watch.open(path)
        assert watch.page.evaluate(LEFT_BEHIND) == [0, 0, 0], path
    assert context.cookies() == []
    assert watch.strangers == set()
    assert watch.complaints == []


def test_no_page_scrolls_sideways_at_four_times_the_size(
    library_address: str, new_context: NewContext
) -> None:
    context = new_context(viewport={"width": 320, "height": 256})
    watch = Watch(context.new_page(), library_address)
    for name, path in PAGES.items():
        watch.open(path)
        width = watch.page.evaluate("document.documentElement.scrollWidth")
        assert width <= 320, f"{name} is {width} px wide"


#: What is wider than the box around it, which may cut it off.
WIDER_THAN_ITS_BOX = """[...document.querySelectorAll("h1, h2, h3, summary, .safety, .warning-card, .verdict")]
    .filter((each) => each.clientWidth && each.scrollWidth > each.clientWidth).map((each) => each.textContent.trim())"""


def test_letters_twice_as_large_fit_on_a_phone(library_address: str, new_context: NewContext) -> None:
    """As a phone's own setting makes them: only the letters grow, not the screen's dots."""
    context = new_context(viewport={"width": 360, "height": 740}, bypass_csp=True)
    watch = Watch(context.new_page(), library_address)
    for name, path in PAGES.items():
        watch.open(path)
        watch.page.add_style_tag(content="html { font-size: 200% }")
        width = watch.page.evaluate("document.documentElement.scrollWidth")
        assert width <= 360, f"{name} is {width} px wide"
        assert watch.page.evaluate(WIDER_THAN_ITS_BOX) == [], name


def test_the_first_tab_stop_leads_past_the_navigation(library_address: str, new_context: NewContext) -> None:
    page = new_context().new_page()
    for path in PAGES.values():
        page.goto(library_address + path)
        page.keyboard.press("Tab")
        skip_link = page.get_by_role("link", name="Skip to main content")
        expect(skip_link).to_be_focused()
        expect(skip_link).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.get_by_role("main")).to_be_focused()


def test_every_page_works_without_scripts(library_address: str, new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(library_address)
    page.get_by_role("link", name="See all 8 factsheets").click()
    page.get_by_role("link", name="Medical acupuncture", exact=True).first.click()
    expect(page).to_have_url(library_address + PAGES["factsheet"])
    expect(page.get_by_role("heading", name="Call 999")).to_be_visible()
    page.get_by_role("link", name="Yes this factsheet was useful").click()
    page.get_by_label("What was useful to you? (optional)").fill("The plain words.")
    page.get_by_role("button", name="Send my answer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Conditions").click()
    page.get_by_role("main").get_by_role("link", name="A slipped disc").click()
    expect(page.get_by_role("link", name="Medical acupuncture")).to_be_visible()


@pytest.mark.parametrize("name", MEASURED)
def test_the_first_view_is_light(library_address: str, new_context: NewContext, name: str) -> None:
    watch = Watch(new_context().new_page(), library_address)
    watch.open(MEASURED[name])
    weights: dict[str, int] = {}
    for response in watch.responses:
        kind = response.request.resource_type
        weights[kind] = weights.get(kind, 0) + weight(response)
    assert len(watch.responses) <= MOST_REQUESTS, [response.url for response in watch.responses]
    assert sum(weights.values()) <= MOST_BYTES, weights
    assert {kind: size for kind, size in weights.items() if size > MOST_BYTES_OF.get(kind, MOST_BYTES)} == {}


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_while_a_page_arrives_on_a_slow_line(
    library_address: str, new_context: NewContext, width: int
) -> None:
    moved = {}
    for name, path in MEASURED.items():
        # What moves for a reason of ours moves each time; a browser that waits for its turn may paint late once.
        for _attempt in range(3):
            page = new_context(viewport={"width": width, "height": 800}).new_page()
            slow_line(page)
            page.goto(library_address + path)
            moved[name] = painted(page).layout_shift
            if moved[name] <= MOST_LAYOUT_SHIFT:
                break
    assert {name: shift for name, shift in moved.items() if shift > MOST_LAYOUT_SHIFT} == {}


def weight(response: Response) -> int:
    """What the answer weighs on the line: fonts are compressed already, the test server compresses nothing."""
    body = response.body()
    return len(body) if response.request.resource_type == "font" else len(brotli.compress(body))
