"""What the first view of a page may cost a reader: bytes, requests, seconds and movement, all limits in one place."""

from __future__ import annotations

from typing import NamedTuple

from playwright.sync_api import CDPSession, Page

#: The pages that are measured.
MEASURED = {
    "home": "/",
    "library": "/factsheets/",
    "factsheet": "/factsheets/medical-acupuncture/",
    "condition": "/conditions/fibromyalgia/",
    "finder": "/find/",
    "search": "/search/?q=pain",
}

#: Bytes as a server sends them with brotli.
MOST_BYTES = 60_000
MOST_BYTES_OF = {"document": 12_000, "stylesheet": 10_000, "script": 5_000, "font": 36_000}
MOST_REQUESTS = 6

#: Seconds until the largest part is painted (LCP), on the line and processor of `slow_down`.
MOST_SECONDS_TO_LARGEST_PAINT = 1.5
#: What may move after it was painted (cumulative layout shift).
MOST_LAYOUT_SHIFT = 0

#: Slow 4G as Lighthouse names it (throttling.mobileSlow4G): 150 ms there and back, 1.6 Mbit/s down, 750 kbit/s up.
SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1638.4 * 1024 / 8,
    "uploadThroughput": 750 * 1024 / 8,
}
SLOWER_PROCESSOR = 4

#: Milliseconds after which nothing more is expected to move.
_SETTLED = 400

_PAINTED = """settled => new Promise(resolve => {
  const seen = { 'largest-contentful-paint': [], 'layout-shift': [] };
  for (const type of Object.keys(seen))
    new PerformanceObserver(list => seen[type].push(...list.getEntries())).observe({ type, buffered: true });
  const tell = () => seen['largest-contentful-paint'].length ? resolve([
    seen['largest-contentful-paint'].at(-1).startTime / 1000,
    seen['layout-shift'].reduce((sum, each) => sum + each.value, 0),
  ]) : requestAnimationFrame(tell);
  document.fonts.ready.then(() => setTimeout(tell, settled));
})"""


class Painted(NamedTuple):
    seconds_to_largest: float
    layout_shift: float


def slow_line(page: Page) -> CDPSession:
    """Give a page of Chromium a slow line, and no memory of earlier visits."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.send("Network.emulateNetworkConditions", SLOW_4G)
    return session


def slow_down(page: Page) -> None:
    """Give a page of Chromium a slow line and a slow processor; seconds of a machine that does nothing else."""
    slow_line(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_PROCESSOR})


def painted(page: Page) -> Painted:
    """How the page that is open came onto the screen; asked when it is loaded, letters included."""
    return Painted(*page.evaluate(_PAINTED, _SETTLED))
