"""What readers see on a new installation."""

from __future__ import annotations

from playwright.sync_api import Browser

from .camera import DESKTOP, PHONE, save

#: File name, address, width, colours.
PAGES = (
    ("home", "/", DESKTOP, "light"),
    ("home-phone", "/", PHONE, "light"),
    ("library", "/factsheets/", DESKTOP, "light"),
    ("library-phone", "/factsheets/", PHONE, "light"),
    ("factsheet", "/factsheets/medical-acupuncture/", DESKTOP, "light"),
    ("factsheet-dark", "/factsheets/medical-acupuncture/", DESKTOP, "dark"),
    ("factsheet-phone", "/factsheets/medical-acupuncture/", PHONE, "light"),
)


def picture_readers_pages(browser: Browser, address: str) -> None:
    for name, path, viewport, scheme in PAGES:
        context = browser.new_context(viewport=viewport, color_scheme=scheme)
        page = context.new_page()
        page.goto(address + path)
        save(name, page)
        context.close()
