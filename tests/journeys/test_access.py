"""Keyboard, fingers, headings, and a reader's own colours: what axe does not look at."""

from __future__ import annotations

from itertools import pairwise

from playwright.sync_api import Page

from .test_reading_for_everybody import PAGES, NewContext

#: Height and width in CSS pixels that a target has at least, half a pixel of rounding allowed.
SMALLEST_TARGET = 43.5

#: Targets that are too small. Links within a sentence are exempt (WCAG 2.5.8), as are a box's own label and what nobody sees.
TOO_SMALL = """(least) => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
  .filter(target => target.checkVisibility() && target.type !== 'hidden' && !target.closest('.skip-link, [aria-hidden=true]'))
  .map(target => ['checkbox', 'radio'].includes(target.type) ? target.closest('label') : target)
  .filter(target => {
    const around = target.parentElement.closest('p, li, dd, td');
    const isInSentence = around && target.tagName === 'A'
      && [...around.childNodes].some(node => node.nodeType === 3 && /[a-z]{2}/i.test(node.data));
    const box = target.getBoundingClientRect();
    return !isInSentence && (box.height < least || box.width < least) && box.right > 0 && box.height > 1;
  })
  .map(target => `${target.tagName} “${target.textContent.trim().slice(0, 40)}” ${Math.round(target.getBoundingClientRect().width)}×${Math.round(target.getBoundingClientRect().height)}`)"""

#: Where the focus is, how far down the document that is, and whether a ring shows it.
FOCUS = """() => {
  const element = document.activeElement, style = getComputedStyle(element);
  const all = [...document.querySelectorAll('*')];
  const label = element.closest('label'), ring = parseFloat(style.outlineWidth);
  return { name: element.tagName, place: element === document.body ? -1 : all.indexOf(element),
           isSeen: style.outlineStyle !== 'none' && ring >= 2 || style.boxShadow !== 'none',
           words: (element.textContent || label?.textContent || '').trim().slice(0, 40) };
}"""

REACHABLE = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
  .filter(element => element.checkVisibility() && element.type !== 'hidden' && element.tabIndex >= 0
    && !element.closest('[aria-hidden=true]')).length"""

HEADINGS = (
    "() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(each => Number(each.tagName[1]))"
)

#: Buttons and cards whose edge would be gone with the reader's own colours.
EDGELESS = """() => [...document.querySelectorAll('.button, button, .safety, .verdict, .notice')]
  .filter(each => each.checkVisibility())
  .filter(each => { const style = getComputedStyle(each);
    return style.borderTopStyle === 'none' || parseFloat(style.borderTopWidth) < 1; })
  .map(each => each.className)"""


def open_page(new_context: NewContext, width: int = 1280, **options: str) -> Page:
    return new_context(viewport={"width": width, "height": 800}, **options).new_page()


def test_every_target_is_large_enough_for_a_finger(library_address: str, new_context: NewContext) -> None:
    page = open_page(new_context, 360)
    found = {}
    for name, path in PAGES.items():
        page.goto(library_address + path)
        small = page.evaluate(TOO_SMALL, SMALLEST_TARGET)
        if small:
            found[name] = small
    assert found == {}


def test_the_keyboard_reaches_everything_in_reading_order_and_shows_where_it_is(
    library_address: str, new_context: NewContext
) -> None:
    page = open_page(new_context)
    for name in (
        "home",
        "library",
        "factsheet",
        "condition",
        "finder with results",
        "comparison",
        "search",
        "feedback",
    ):
        page.goto(library_address + PAGES[name])
        stops = page.evaluate(REACHABLE)
        assert stops > 5
        last = -1
        for _ in range(stops):
            page.keyboard.press("Tab")
            focus = page.evaluate(FOCUS)
            assert focus["place"] > last, f"{name}: {focus} comes too late, or not at all"
            assert focus["isSeen"], f"{name}: nobody sees the focus on {focus}"
            last = focus["place"]


def test_headings_make_an_outline_without_gaps(library_address: str, new_context: NewContext) -> None:
    page = open_page(new_context)
    for name, path in PAGES.items():
        page.goto(library_address + path)
        levels = page.evaluate(HEADINGS)
        assert levels.count(1) == 1, f"{name}: {levels}"
        assert levels[0] == 1, f"{name}: {levels}"
        assert all(later <= earlier + 1 for earlier, later in pairwise(levels)), name


def test_a_reader_s_own_colours_leave_every_edge(library_address: str, new_context: NewContext) -> None:
    page = open_page(new_context, forced_colors="active")
    for name, path in PAGES.items():
        page.goto(library_address + path)
        assert page.evaluate("matchMedia('(forced-colors: active)').matches")
        assert page.evaluate(EDGELESS) == [], name
