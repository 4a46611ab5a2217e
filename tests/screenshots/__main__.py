"""Takes every picture of `docs/images/` anew: what readers see, and what staff see."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.journeys.staff import Desk
from tests.setting_up.browser import chromium, launch_options
from tests.setting_up.site import NotStarted, Site, new_site

PICTURES = Path(__file__).resolve().parent.parent.parent / "docs" / "images"
MOST_BYTES = 200_000
DESKTOP = {"width": 1280, "height": 860}
PHONE = {"width": 360, "height": 740}
TITLE = "Medical acupuncture"
#: File name, address, width, colours.
PUBLIC = (
    ("home", "/", DESKTOP, "light"),
    ("home-phone", "/", PHONE, "light"),
    ("library", "/factsheets/", DESKTOP, "light"),
    ("library-phone", "/factsheets/", PHONE, "light"),
    ("factsheet", "/factsheets/medical-acupuncture/", DESKTOP, "light"),
    ("factsheet-dark", "/factsheets/medical-acupuncture/", DESKTOP, "dark"),
    ("factsheet-phone", "/factsheets/medical-acupuncture/", PHONE, "light"),
)


def main() -> int:
    if not chromium():
        print("Pictures need Chromium: install it (apt install chromium) and try again.", file=sys.stderr)
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    try:
        with new_site() as site, sync_playwright() as playwright:
            browser = playwright.chromium.launch(**launch_options())
            picture_readers_pages(browser, site)
            picture_staff_screens(browser, site)
            browser.close()
    except NotStarted as reason:
        print(f"The site did not start: {reason}", file=sys.stderr)
        return 1
    return 0


def picture_readers_pages(browser: Browser, site: Site) -> None:
    for name, path, viewport, scheme in PUBLIC:
        context = browser.new_context(viewport=viewport, color_scheme=scheme)
        page = context.new_page()
        page.goto(site.address + path)
        save(name, page)
        context.close()


def picture_staff_screens(browser: Browser, site: Site) -> None:
    page = browser.new_context(viewport=DESKTOP).new_page()
    author = Desk(page, site.address).sign_in("author", site.passwords["author"])
    author.open_factsheet(TITLE)
    save("editing", page)
    author.act("Submit to Factsheet publication")
    author.was_told("submitted for moderation")
    page.get_by_role("table").get_by_role("link", name=TITLE, exact=True).click()
    page.get_by_role("button", name="Status").click()
    expect(page.get_by_text("Editorial check").first).to_be_visible()
    save("workflow", page)


def save(name: str, page: Page) -> None:
    """The visible part of the page, in 256 colours; a picture that stays too heavy is an error."""
    shot = page.screenshot(animations="disabled")
    path = PICTURES / f"{name}.png"
    with Image.open(io.BytesIO(shot)) as image:
        image.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise ValueError(f"{path} weighs {size} bytes, and the most is {MOST_BYTES}.")
    print(f"{path.relative_to(Path.cwd())}: {size / 1000:.0f} kB")


if __name__ == "__main__":
    sys.exit(main())
