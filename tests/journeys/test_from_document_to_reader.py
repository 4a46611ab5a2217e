"""An author imports the seed, a clinician signs it off, a reader finds it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.core.management import call_command
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.builders import person
from tests.setting_up.pango import has_pango

from .staff import PATIENCE, Desk

DOCUMENT = Path(__file__).parent.parent / "files" / "medical-acupuncture.txt"
TITLE = "Medical Acupuncture"
SUMMARY = "Fine needles are put into the skin and muscles. They may ease some kinds of back pain."
EMERGENCY = "you cannot pee"
STILL_MISSING = [
    "About: write the summary, one or two plain sentences.",
    "About: choose the kind of therapy.",
    "About: choose how certain the evidence is.",
    "Settings: settle the import notes (11 open) and tick each one.",
]
DISCLAIMER = "Information changes. Ask your GP before you change a treatment."


def test_an_author_imports_the_seed_a_clinician_signs_it_off_a_reader_finds_it(
    live_server: LiveServer, new_context: Callable[..., BrowserContext]
) -> None:
    def desk(role: str) -> Desk:
        user = person(role, password="a long enough password")
        return Desk(new_context().new_page(), live_server.url).sign_in(
            user.username, "a long enough password"
        )

    call_command("import_factsheet", str(DOCUMENT))

    editor, clinician = desk("Editor"), desk("Clinical reviewer")
    sign_the_safety_advice(editor, clinician)
    sign_the_disclaimer(editor, clinician)

    author = desk("Author")
    submit_it_too_early(author)
    complete_it(author)
    if has_pango():
        look_at_it_on_paper(author)
    author.act("Submit to Factsheet publication")
    author.was_told("submitted for moderation")

    editor.open_task(TITLE)
    editor.act("Pass the editorial check")

    clinician.sign_off(TITLE, evidence_checked_to="2026-05-04")

    reader = new_context().new_page()
    find_it(reader, live_server.url)
    read_it(reader)
    for member in (clinician, author, editor):
        assert member.faults == []


def sign_the_safety_advice(editor: Desk, clinician: Desk) -> None:
    editor.open_governed_text("Safety advice")
    with editor.autosaved("the pain does not get better"):
        editor.write("Emergency points", f"{EMERGENCY}\nyou are numb around your bottom")
        editor.write("Urgent points", "you have a fever as well")
        editor.write("Non urgent points", "the pain does not get better")
    editor.act("Submit to Governed text sign-off")
    clinician.sign_off("Safety advice")
    clinician.was_told("“Safety advice” is signed off. Readers see it now.")


def sign_the_disclaimer(editor: Desk, clinician: Desk) -> None:
    editor.open_governed_text("Disclaimer")
    with editor.autosaved(DISCLAIMER):
        editor.write_rich("text", DISCLAIMER)
    editor.act("Submit to Governed text sign-off")
    clinician.sign_off("Disclaimer")
    clinician.was_told("“Disclaimer” is signed off. Readers see it now.")


def submit_it_too_early(author: Desk) -> None:
    author.open_factsheet(TITLE)
    author.act("Submit to Factsheet publication")
    assert author.was_refused() == ["It was not handed on, because this is still missing:", *STILL_MISSING]
    author.wait_until_saved()


def complete_it(author: Desk) -> None:
    author.open_factsheet(TITLE)
    assert author.still_missing() == STILL_MISSING
    with author.autosaved(SUMMARY):
        author.write("Summary", SUMMARY)
    author.make_on_the_spot("Choose therapy kind", "New therapy kind", "Needling")
    author.choose("Certainty of the evidence", "Not graded")

    author.tab("Might it help?")
    row = author.add_row("suitabilities")
    author.choose("Verdict", "Least likely to help", within=row)
    author.make_on_the_spot("Choose condition", "New condition", "Spinal stenosis", within=row)

    author.tab("Who gives it")
    author.choose("Regulation", "Not regulated")

    author.tab("Settings")
    assert author.settle_import_notes() == 11


def look_at_it_on_paper(author: Desk) -> None:
    """In the panel beside the form, then in a tab of its own."""
    author.wait_for_autosave()
    author.page.get_by_role("button", name="Toggle preview").click()
    beside_the_form = author.page.frame_locator("#w-preview-iframe")
    expect(beside_the_form.get_by_role("heading", level=1)).to_have_text(TITLE, timeout=PATIENCE)
    with author.preview_answered("?mode=large-print&in_preview_panel=true") as beside:
        author.page.get_by_label("Preview mode").select_option(label="Large print (PDF)")
    with author.preview_answered("?mode=large-print") as alone, author.page.expect_popup() as tab:
        author.page.get_by_role("link", name="Preview in new tab").click()
    for answer in (beside.value, alone.value):
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.headers["x-frame-options"] == "SAMEORIGIN"
    tab.value.close()


def find_it(reader: Page, address: str) -> None:
    """From the front door, as somebody who has no account."""
    reader.goto(address)
    reader.get_by_role("link", name="See all 1 factsheet").click()
    reader.get_by_role("main").get_by_role("link", name=TITLE).click()
    expect(reader).to_have_url(f"{address}/factsheets/medical-acupuncture/")


def read_it(reader: Page) -> None:
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
    main = reader.get_by_role("main")
    for part in (
        SUMMARY,
        "an orthodox diagnosis",
        "stimulating certain nerves",
        "a few seconds to half an hour",
        "although it is not conclusive",
        "Confined to one side",
        "Spinal stenosis",
        "There are no back conditions that must be avoided",
        "diploma in medical acupuncture",
        "Managing Back Pain",
        DISCLAIMER,
    ):
        expect(main).to_contain_text(part)
    emergency = main.get_by_role("heading", name="Immediate action required: Call 999")
    expect(emergency).to_be_visible()
    expect(main).to_contain_text(EMERGENCY)
    card = main.get_by_role("listitem").filter(
        has=reader.get_by_role("heading", name="British Medical Acupuncture Society")
    )
    expect(card).to_contain_text("CW8 1AQ")
    expect(card.get_by_role("link", name="01606 786782")).to_have_attribute("href", "tel:01606786782")
    expect(main).to_contain_text("TENS Pain Relief")
    expect(main.get_by_role("link", name="TENS Pain Relief")).to_have_count(0)
