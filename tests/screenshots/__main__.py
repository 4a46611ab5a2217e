"""Takes every picture of `docs/images/` anew: what readers see, and what staff see."""

from __future__ import annotations

import sys

from playwright.sync_api import sync_playwright

from tests.setting_up.browser import chromium, launch_options
from tests.setting_up.site import NotStarted, new_site

from .camera import PICTURES
from .readers import picture_readers_pages
from .staff import picture_staff_screens


def main() -> int:
    if not chromium():
        print("Pictures need Chromium: install it (apt install chromium) and try again.", file=sys.stderr)
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    try:
        with new_site() as site, sync_playwright() as playwright:
            browser = playwright.chromium.launch(**launch_options())
            picture_readers_pages(browser, site.address)
            picture_staff_screens(browser, site)
            browser.close()
    except NotStarted as reason:
        print(f"The site did not start: {reason}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
