"""Measures how soon the largest part of each page is painted for a reader with a slow line and a slow phone."""

from __future__ import annotations

import statistics
import sys

from playwright.sync_api import Browser, sync_playwright

from tests.journeys.limits import (
    MEASURED,
    MOST_LAYOUT_SHIFT,
    MOST_SECONDS_TO_LARGEST_PAINT,
    Painted,
    painted,
    slow_down,
)
from tests.setting_up.browser import chromium, launch_options
from tests.setting_up.site import NotStarted, new_site

#: The figure of a page is the median of so many first visits.
VISITS = 3
PHONE = {"width": 360, "height": 740}


def main() -> int:
    if not chromium():
        print("Measures need Chromium: install it (apt install chromium) and try again.", file=sys.stderr)
        return 1
    try:
        with new_site() as site, sync_playwright() as playwright:
            browser = playwright.chromium.launch(**launch_options())
            figures = {name: measure(browser, site.address + path) for name, path in MEASURED.items()}
            browser.close()
    except NotStarted as reason:
        print(f"The site did not start: {reason}", file=sys.stderr)
        return 1
    return report(figures)


def measure(browser: Browser, address: str) -> Painted:
    visits = [visit(browser, address) for _ in range(VISITS)]
    return Painted(
        statistics.median(each.seconds_to_largest for each in visits),
        max(each.layout_shift for each in visits),
    )


def visit(browser: Browser, address: str) -> Painted:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    slow_down(page)
    page.goto(address)
    figures = painted(page)
    context.close()
    return figures


def report(figures: dict[str, Painted]) -> int:
    """Print the table; 1 when a figure is beyond its limit."""
    print(f"{'page':<12}{'largest paint':>15}{'limit':>9}{'layout shift':>15}{'limit':>7}")
    for name, figure in figures.items():
        print(
            f"{name:<12}{figure.seconds_to_largest:>13.2f} s{MOST_SECONDS_TO_LARGEST_PAINT:>7.2f} s"
            f"{figure.layout_shift:>15.4f}{MOST_LAYOUT_SHIFT:>7}"
        )
    beyond = [
        name
        for name, figure in figures.items()
        if figure.seconds_to_largest > MOST_SECONDS_TO_LARGEST_PAINT
        or figure.layout_shift > MOST_LAYOUT_SHIFT
    ]
    if beyond:
        print(f"Beyond the limit: {', '.join(beyond)}.")
    return 1 if beyond else 0
