"""A public factsheet changes: the clinician sees exactly what changed, and words that nobody touched need no clinician."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from factsheets.models import FactsheetPage
from tests.builders import complete_draft, person, publish_signed, sign_governed_texts

from .staff import Desk

TITLE = "Medical acupuncture"
NEW_WORDS = "Thin needles in the skin, for some kinds of back pain."


def test_a_clinician_sees_what_changed_two_decide_at_once_and_an_address_needs_no_clinician(
    live_server: LiveServer, new_context: Callable[..., BrowserContext]
) -> None:
    def desk(role: str, username: str = "") -> Desk:
        user = person(role, username, password="a long enough password")
        return Desk(new_context().new_page(), live_server.url).sign_in(
            user.username, "a long enough password"
        )

    sign_governed_texts()
    publish_signed(complete_draft(TITLE))
    author, editor = desk("Author"), desk("Editor")
    one, two = desk("Clinical reviewer", "one"), desk("Clinical reviewer", "two")

    author.open_factsheet(TITLE)
    with author.autosaved(NEW_WORDS):
        author.write("Summary", NEW_WORDS)
    author.act("Submit to Factsheet publication")
    editor.open_task(TITLE)
    editor.act("Pass the editorial check")

    for clinician in (one, two):
        see_what_changed(clinician)
    one.fill_in_the_sign_off(evidence_checked_to="2026-05-04")
    two.fill_in_the_sign_off(evidence_checked_to="2026-05-04")
    one.record_the_decision()
    one.was_told(f"“{TITLE}” is signed off. Readers see it now.")
    two.record_the_decision()
    two.was_told(f"“{TITLE}” does not wait for this decision any more.")

    reader = new_context().new_page()
    reader.goto(f"{live_server.url}/factsheets/medical-acupuncture/")
    expect(reader.get_by_role("main")).to_contain_text(NEW_WORDS)

    author.open_factsheet(TITLE)
    author.tab("Settings")
    with author.autosaved("needles"):
        author.page.locator("#id_slug").fill("needles")
    author.act("Submit to Factsheet publication")
    editor.open_task(TITLE)
    editor.act("Pass the editorial check")
    reader.goto(f"{live_server.url}/factsheets/needles/")
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
    assert FactsheetPage.objects.get().sign_offs.count() == 2
    for member in (author, editor, one, two):
        assert member.faults == []


def see_what_changed(clinician: Desk) -> None:
    clinician.open_sign_off(TITLE)
    shown = clinician.page.get_by_role("main")
    expect(shown).to_contain_text("What changed since Dr Jo Bloggs signed off")
    expect(shown.get_by_role("deletion")).to_contain_text(["and muscles. It may ease"])
    expect(shown.get_by_role("heading", level=3)).to_have_text(["Summary"])
