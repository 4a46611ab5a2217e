"""An editor is asked for a second factor, adds a passkey, and signs in with nothing else from then on."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.builders import person

PASSWORD = "violet kettle under seventeen stairs"
#: A telephone or computer that knows its owner, as Chromium plays it (the protocol's domain WebAuthn).
OWNER_S_DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def is_usable(page: Page) -> None:
    """Nothing is wrong for people with a screen reader, in light and dark, and nothing stands out of a small screen."""
    for width, scheme in ((360, "dark"), (1280, "light")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.django_db(transaction=True)
def test_a_passkey_on_localhost(live_server: LiveServer, page: Page, settings) -> None:
    settings.SECOND_FACTOR = True
    person("Editor", "ed", password=PASSWORD)
    refused: list[str] = []
    page.on("console", lambda told: refused.append(told.text) if "Content Security" in told.text else None)
    page.on("pageerror", lambda error: refused.append(str(error)))
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": OWNER_S_DEVICE})

    page.goto(re.sub(r"//[^:]+", "//localhost", live_server.url) + "/admin/")
    is_usable(page)
    page.get_by_label("Username or e-mail address").fill("ed")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_text("Your role needs a second factor")).to_be_visible()
    is_usable(page)

    page.get_by_role("link", name="Set up an app").click()
    expect(page.get_by_role("img", name="The picture for the app")).to_be_visible()
    is_usable(page)

    page.get_by_role("link", name="Second factor", exact=True).click()
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Sign in with it alone").check()
    is_usable(page)
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    is_usable(page)
    page.get_by_role("link", name="Done: back to your work").click()
    page.get_by_role("link", name="Signing in", exact=True).click()
    page.get_by_role("link", name="Your devices").click()
    is_usable(page)

    page.get_by_role("button", name="Sign out here").click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("link", name="Factsheets", exact=True)).to_be_visible()
    assert refused == []
