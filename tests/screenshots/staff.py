"""What staff see while one factsheet goes its way: written, checked, signed off, changed, reviewed, withdrawn."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple
from urllib.parse import quote

from playwright.sync_api import Browser, Page, expect

from tests.journeys.staff import PATIENCE, Desk
from tests.setting_up.site import Site

from .camera import DESKTOP, save

TITLE = "Medical acupuncture"
UNFINISHED = "TENS"
ADDRESS = "/factsheets/medical-acupuncture/"
NEW_SUMMARY = (
    "Thin needles are put into the skin and muscles after a medical diagnosis. "
    "There is some evidence for it, but NICE advises against it."
)
ADDED = " Talk to your GP first."
READERS_COMMENT = "It helped me to know what happens. I would like to read how long a visit takes."
REASON = "We are writing this factsheet anew. Please read another one until then."

SEARCHED_IN_VAIN = {"memory foam mattress": 8, "hot water bottle": 6, "yoga for beginners": 5}

#: Within the months that the chart of the report shows.
IN_A_WHILE = timedelta(days=200)


class People(NamedTuple):
    """Each at a desk of their own."""

    author: Desk
    editor: Desk
    clinician: Desk
    reader: Page


def picture_staff_screens(browser: Browser, site: Site) -> None:
    people = come_to_work(browser, site)
    look_at_the_warning_signs(people)
    readers_search_in_vain(people)
    a_reader_answers(people)
    submit(people)
    sign_off_for_the_first_time(people)
    write_at_once(people)
    change_and_sign_again(people)
    review(people)
    withdraw(people)


def come_to_work(browser: Browser, site: Site) -> People:
    def desk(username: str) -> Desk:
        page = browser.new_context(viewport=DESKTOP).new_page()
        return Desk(page, site.address).sign_in(username, site.passwords[username])

    reader = browser.new_context(viewport=DESKTOP).new_page()
    return People(desk("author"), desk("editor"), desk("reviewer"), reader)


def look_at_the_warning_signs(people: People) -> None:
    page = people.editor.page
    page.get_by_role("button", name="Readers’ search").click()
    page.get_by_role("link", name="Warning signs", exact=True).click()
    expect(
        page.get_by_role("table").get_by_role("link", name="Cannot pee or poo", exact=True)
    ).to_be_visible()
    save("warning-signs", page, height=620)


def readers_search_in_vain(people: People) -> None:
    """Often enough that staff see what was searched for, and past the browser's own memory of pages."""
    for wanted, times in SEARCHED_IN_VAIN.items():
        for _ in range(times):
            people.reader.request.get(f"{people.editor.address}/search/?q={quote(wanted)}")
    page = people.editor.page
    page.get_by_role("button", name="Readers’ search").click()
    page.get_by_role("link", name="Searches that found nothing", exact=True).click()
    expect(page.get_by_role("table").get_by_role("row")).to_have_count(
        len(SEARCHED_IN_VAIN) + 1, timeout=PATIENCE
    )
    save("searches", page, height=480)


def a_reader_answers(people: People) -> None:
    reader = people.reader
    reader.goto(people.author.address + ADDRESS)
    reader.get_by_role("link", name="Yes this factsheet was useful").click()
    reader.get_by_role("textbox", name="What was useful to you?").fill(READERS_COMMENT)
    reader.get_by_role("button", name="Send my answer").click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Thank you")


def submit(people: People) -> None:
    author, editor = people.author, people.editor
    author.open_factsheet(UNFINISHED)
    save("editing", author.page)
    author.open_factsheet(TITLE)
    author.act("Submit to Factsheet publication")
    author.was_told("submitted for moderation")
    editor.open_task(TITLE)
    editor.page.get_by_role("button", name="More actions").click()
    expect(editor.action("Ask for changes")).to_be_visible()
    save("workflow", editor.page)
    editor.act("Pass the editorial check")
    for text in ("Safety advice", "Disclaimer"):
        editor.open_governed_text(text)
        editor.act("Submit to Governed text sign-off")


def sign_off_for_the_first_time(people: People) -> None:
    clinician = people.clinician
    clinician.page.goto(f"{clinician.address}/admin/")
    expect(clinician.page.locator("#to-sign-off-content").get_by_role("listitem")).to_have_count(3)
    save("first-screen", clinician.page)
    clinician.sign_off("Safety advice")
    clinician.sign_off("Disclaimer")
    clinician.sign_off(TITLE, evidence_checked_to=str(date.today()))
    clinician.was_told(f"“{TITLE}” is signed off. Readers see it now.")


def write_at_once(people: People) -> None:
    """Two save, and the second is shown both texts."""
    author, editor = people.author, people.editor
    author.open_factsheet(TITLE)
    editor.open_factsheet(TITLE)
    editor.tab("Might it help?")
    with editor.autosaved(ADDED):
        editor.add_rich("contraindication_statement", ADDED)
    editor.act("Save draft")
    author.write("Summary", NEW_SUMMARY)
    expect(author.page.locator("#w-autosave-indicator")).to_contain_text("paused", timeout=PATIENCE)
    author.action("Save draft").click()
    keep = author.page.get_by_role("button", name="Keep my text")
    go_on = author.page.locator("#w-save-confirmation-dialog [data-w-dialog-target='confirm']")
    expect(keep.or_(go_on)).to_be_visible()
    if go_on.is_visible():
        go_on.click()
    expect(keep).to_be_visible()
    save("both-texts", author.page)
    author.page.get_by_role("link", name="Take the saved text").click()


def change_and_sign_again(people: People) -> None:
    """The clinician sees what changed, readers see what they are told."""
    author, editor, clinician, reader = people
    author.wait_for_autosave()
    with author.autosaved(NEW_SUMMARY):
        author.write("Summary", NEW_SUMMARY)
    author.act("Submit to Factsheet publication")
    editor.open_task(TITLE)
    editor.act("Pass the editorial check")
    clinician.open_sign_off(TITLE)
    clinician.fill_in_the_sign_off(evidence_checked_to=str(date.today()))
    save("sign-off", clinician.page, height=1020)
    clinician.record_the_decision()
    reader.goto(f"{author.address}{ADDRESS}history/")
    save("history", reader)


def review(people: People) -> None:
    editor = people.editor
    editor.open_factsheet(TITLE)
    choose_in_the_menu(editor, "Reviews")
    editor.page.get_by_role("radio", name="Answered").check()
    editor.page.get_by_role("radio", name="Unchanged").check()
    editor.write_day("Evidence checked to", str(date.today()))
    editor.write_day("Next review due", str(date.today() + IN_A_WHILE))
    save("review", editor.page, height=1900)
    editor.page.get_by_role("button", name="Record the review").click()
    editor.page.get_by_role("button", name="Record it").click()
    editor.was_told("is recorded")
    editor.page.get_by_role("button", name="Reports").click()
    editor.page.get_by_role("link", name="Reviews due", exact=True).click()
    expect(editor.page.get_by_role("heading", name="The months ahead")).to_be_visible()
    save("reviews-due", editor.page)


def withdraw(people: People) -> None:
    editor, reader = people.editor, people.reader
    editor.open_factsheet(TITLE)
    choose_in_the_menu(editor, "Withdraw")
    editor.page.get_by_role("textbox", name="Why do we no longer offer it?").fill(REASON)
    save("withdraw", editor.page)
    editor.page.get_by_role("button", name="Withdraw it").click()
    editor.page.get_by_role("button", name="Record it").click()
    editor.was_told("is withdrawn")
    reader.goto(editor.address + ADDRESS)
    save("withdrawn", reader)


def choose_in_the_menu(desk: Desk, name: str) -> None:
    """In the menu of an editing screen, at its top."""
    desk.page.get_by_role("button", name="Actions").first.click()
    desk.page.get_by_role("link", name=name, exact=True).click()
