"""What somebody types is not lost: signed out, the tab closed, the site gone, the save pressed with the last key."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from playwright.sync_api import BrowserContext, Locator, expect
from pytest_django.live_server_helper import LiveServer
from wagtail.contrib.redirects.models import Redirect

from factsheets.models import Condition, FactsheetPage, SearchSynonym
from tests.builders import complete_draft, person, sign_governed_texts
from tests.factsheets.publication.test_workflow import decide, fresh

from .staff import PATIENCE, Desk

Desks = Callable[[str], Desk]
PASSWORD = "a long enough password"
#: As where cookies and site data are blocked, but for those of signing in.
REFUSES_TO_KEEP = """
for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, { get() { throw new DOMException("refused", "SecurityError"); } });
"""


@pytest.fixture
def desk(live_server: LiveServer, new_context: Callable[..., BrowserContext]) -> Desks:
    def sit_down(role: str) -> Desk:
        user = person(role, first_name=role, password=PASSWORD)
        return Desk(new_context().new_page(), live_server.url).sign_in(user.username, PASSWORD)

    return sit_down


def open_for_editing(desk: Desk, factsheet: FactsheetPage) -> None:
    desk.page.goto(desk.address + reverse("wagtailadmin_pages:edit", args=[factsheet.pk]))
    desk.wait_for_autosave()


def latest(factsheet: FactsheetPage) -> FactsheetPage:
    return fresh(factsheet).get_latest_revision_as_object()


def signed_out_beside(desk: Desk) -> None:
    """The session is over, as by time or by a sign-out in another tab."""
    desk.page.context.clear_cookies()


def dialog(desk: Desk, heading: str) -> Locator:
    shown = desk.page.get_by_role("dialog").filter(has=desk.page.get_by_role("heading", name=heading))
    expect(shown).to_be_visible(timeout=PATIENCE)
    return shown


def wait_until_kept(desk: Desk, words: str) -> None:
    desk.page.wait_for_function(
        "words => Object.entries(localStorage).some(([key, kept]) => key.startsWith('typed-words:') && kept.includes(words))",
        arg=words,
        timeout=PATIENCE,
    )


def wait_until_nothing_is_kept(desk: Desk) -> None:
    desk.page.wait_for_function(
        "() => !Object.keys(localStorage).some(key => /^typed-words:\\d/.test(key))", timeout=PATIENCE
    )


def test_signed_out_while_typing_the_words_survive_a_reload_and_are_put_back(desk: Desks) -> None:
    factsheet = complete_draft("TENS", summary="First words.")
    author = desk("Author")
    open_for_editing(author, factsheet)
    signed_out_beside(author)
    author.write("Summary", "Words of the author.")
    author.page.keyboard.press("Control+s")
    dialog(author, "You have been signed out").get_by_role("button", name="Close").click()
    author.add_rich("introduction", " And formatted ones.")
    author.tab("Might it help?")
    row = author.add_row("suitabilities")
    row.get_by_role("textbox", name="Note").fill("A row of the author.")
    wait_until_kept(author, "A row of the author.")
    author.page.on("dialog", lambda question: question.accept())
    author.page.goto(f"{author.address}/admin/")
    author.sign_in("author", PASSWORD)
    open_for_editing(author, factsheet)
    expect(author.page.locator(".typed-words-offer")).to_contain_text("were not saved")
    assert latest(factsheet).summary == "First words."

    with author.page.expect_navigation():
        author.page.get_by_role("button", name="Put them back").click()
    author.was_told("Your words are back in this form.")
    expect(author.page.get_by_role("textbox", name="Summary", exact=True)).to_have_value(
        "Words of the author."
    )
    expect(author.page.locator("[data-contentpath='introduction'] [contenteditable='true']")).to_contain_text(
        "And formatted ones."
    )
    author.tab("Might it help?")
    expect(author.page.locator("#id_suitabilities-FORMS [name$='-note']").last).to_have_value(
        "A row of the author."
    )
    author.act("Save draft")
    author.was_told("has been updated")
    assert latest(factsheet).summary == "Words of the author."
    assert "And formatted ones." in latest(factsheet).introduction
    assert latest(factsheet).suitabilities.last().note == "A row of the author."
    wait_until_nothing_is_kept(author)
    assert author.faults == []


def test_somebody_signs_in_again_in_another_tab_and_the_form_goes_on_saving(desk: Desks) -> None:
    factsheet = complete_draft("TENS", summary="First words.")
    author = desk("Author")
    open_for_editing(author, factsheet)
    signed_out_beside(author)
    author.write("Summary", "Words of the author.")
    author.page.keyboard.press("Control+s")  # the dialog may be there already, because a draft was refused
    shown = dialog(author, "You have been signed out")
    with author.page.context.expect_page() as opened:
        shown.get_by_role("link", name="Sign in again in a new tab").click()
    beside = Desk(opened.value, author.address)
    editor = person("Editor", "editor", first_name="Ed", password=PASSWORD)
    fill_in_the_sign_in(beside, editor.username)
    expect(beside.page.get_by_role("heading", name="You are signed in")).to_be_visible()

    beside.page.goto(f"{author.address}{reverse('kept_words')}")
    expect(beside.page.get_by_text("Nothing is kept.")).to_be_visible()

    author.page.bring_to_front()
    expect(dialog(author, "Somebody else is signed in")).to_contain_text("Ed")
    assert latest(factsheet).summary == "First words."
    signed_out_beside(author)
    beside.page.goto(f"{author.address}{reverse('signed_in_again')}")
    fill_in_the_sign_in(beside, "author")
    expect(beside.page.get_by_role("heading", name="You are signed in")).to_be_visible()
    author.was_told("has been updated")
    assert latest(factsheet).summary == "Words of the author."
    assert {each.user.username for each in factsheet.revisions.exclude(user=None)} == {"author"}
    assert author.faults == []


def fill_in_the_sign_in(desk: Desk, username: str) -> None:
    desk.page.get_by_label("Username").fill(username)
    desk.page.get_by_label("Password").fill(PASSWORD)
    desk.page.get_by_role("button", name="Sign in", exact=True).click()


def test_a_browser_that_keeps_nothing_says_so_and_saves_all_the_same(
    live_server: LiveServer, new_context: Callable[..., BrowserContext]
) -> None:
    factsheet, user = complete_draft("TENS", summary="First words."), person("Author", password=PASSWORD)
    context = new_context()
    context.add_init_script(REFUSES_TO_KEEP)
    author = Desk(context.new_page(), live_server.url).sign_in(user.username, PASSWORD)
    open_for_editing(author, factsheet)
    cookies = context.cookies()
    signed_out_beside(author)
    author.write("Summary", "Words that nobody keeps.")
    author.page.keyboard.press("Control+s")
    shown = dialog(author, "You have been signed out")
    expect(shown).to_contain_text("could not be kept in this browser: copy them")
    shown.get_by_role("button", name="Close").click()
    context.add_cookies(cookies)
    with author.page.expect_navigation():
        author.page.keyboard.press("Control+s")
    author.was_told("has been updated")
    assert latest(factsheet).summary == "Words that nobody keeps."
    # The admin's own scripts want to keep something, too.
    assert all("refused" in fault for fault in author.faults)


def test_a_doubled_tab_writes_over_nothing(desk: Desks) -> None:
    author, synonym = desk("Resource manager"), SearchSynonym.objects.create(expressions="ache\nsore")
    address = reverse("wagtailsnippets_factsheets_searchsynonym:edit", args=[synonym.pk])
    author.page.goto(author.address + address)
    with author.page.context.expect_page() as opened:
        author.page.evaluate("window.open(location.href)")
    doubled = opened.value
    doubled.wait_for_function(
        "name => sessionStorage['typed-words:tab'] !== name",
        arg=author.page.evaluate("sessionStorage['typed-words:tab']"),
        timeout=PATIENCE,
    )
    for tab, words in ((author.page, "of the first"), (doubled, "of the second")):
        tab.locator("[name=expressions]").fill(f"ache\nsore\n{words}")
    for words in ("of the first", "of the second"):
        wait_until_kept(author, words)


def test_forms_that_the_server_does_not_draw_anew_are_filled_in_this_browser(desk: Desks) -> None:
    boss = desk("Administrator")
    group = Group.objects.create(name="Helpers")
    redirect = Redirect.objects.create(old_path="/old", redirect_link="https://example.org/")
    fields = {
        reverse("wagtailusers_groups:edit", args=[group.pk]): ("name", "Helpers at the desk"),
        reverse("wagtailredirects:edit", args=[redirect.pk]): ("redirect_link", "https://example.org/new/"),
    }
    for address, (name, words) in fields.items():
        boss.page.goto(boss.address + address)
        boss.page.locator(f"main [name={name}]").fill(words)
        wait_until_kept(boss, words)
        beside = boss.page.context.new_page()  # the tab is closed, and nothing was saved
        boss.page.close()
        boss.page = beside
        boss.page.goto(boss.address + address)
        expect(boss.page.locator(f"main [name={name}]")).not_to_have_value(words)
        boss.page.get_by_role("button", name="Put them back").click()
        expect(boss.page.locator(f"main [name={name}]")).to_have_value(words)
        with boss.page.expect_navigation():
            boss.page.locator(f"main form:has([name={name}]) [type=submit]").last.click()
        wait_until_nothing_is_kept(boss)
    assert (Group.objects.filter(name="Helpers at the desk").count(), boss.faults) == (1, [])
    assert Redirect.objects.get().redirect_link == "https://example.org/new/"


def test_a_decision_and_files_that_go_up_by_themselves_wait_until_somebody_has_signed_in_again(
    desk: Desks,
) -> None:
    sign_governed_texts()
    factsheet = complete_draft("TENS")
    factsheet.get_workflow().start(factsheet, user=None)
    decide(person("Editor"), fresh(factsheet))
    clinician, boss = desk("Clinical reviewer"), desk("Administrator")
    cookies = clinician.page.context.cookies()
    clinician.open_sign_off("TENS")
    signed_out_beside(clinician)
    clinician.fill_in_the_sign_off(evidence_checked_to="2026-05-04")
    clinician.page.get_by_role("button", name="Record the decision").click()
    dialog(clinician, "You have been signed out").get_by_role("button", name="Close").click()
    clinician.page.context.add_cookies(cookies)
    clinician.record_the_decision()
    clinician.was_told("“TENS” is signed off.")
    assert fresh(factsheet).live

    boss.page.goto(boss.address + reverse("wagtailimages:add_multiple"))
    signed_out_beside(boss)
    files = [{"name": "spine.png", "mimeType": "image/png", "buffer": b"x"}]
    boss.page.locator("main [type=file]").set_input_files(files)
    dialog(boss, "You have been signed out")


def test_saved_with_the_keyboard_right_after_the_last_key(desk: Desks) -> None:
    factsheet = complete_draft("TENS", summary="First words.")
    author = desk("Author")
    open_for_editing(author, factsheet)
    author.add_rich("introduction", " The very last key.")
    with author.page.expect_navigation():
        author.page.keyboard.press("Control+s")
    author.was_told("has been updated")
    assert "The very last key." in latest(factsheet).introduction
    wait_until_nothing_is_kept(author)


def test_the_last_key_of_formatted_text_and_a_record_that_was_picked_are_kept_when_the_tab_goes(
    desk: Desks,
) -> None:
    factsheet = complete_draft("TENS", summary="First words.")
    Condition.objects.create(name="Whiplash", plain_name="whiplash")
    author = desk("Author")
    open_for_editing(author, factsheet)
    # No save reaches the site.
    author.page.route(
        "**/edit/", lambda sent: sent.abort() if sent.request.method == "POST" else sent.continue_()
    )
    author.tab("Might it help?")
    row = author.add_row("suitabilities")
    # Wagtail's window of choosing would ask the site, where nobody is signed in any more: its answer is given here.
    row.locator("[name$='-condition']").evaluate(
        "(field, key) => field.setAttribute('value', key)", str(Condition.objects.get().pk)
    )
    wait_until_kept(author, f'-condition","{Condition.objects.get().pk}"')
    author.tab("About")
    author.add_rich("introduction", " The very last key.")
    # In the same moment, as when the tab is closed.
    author.page.evaluate("window.dispatchEvent(new PageTransitionEvent('pagehide'))")
    kept = author.page.evaluate("JSON.stringify(Object.entries(localStorage))")
    assert "The very last key." in kept


def test_the_site_is_gone_and_comes_back_and_another_tab_has_a_new_token(desk: Desks) -> None:
    factsheet = complete_draft("TENS", summary="First words.")
    author = desk("Author")
    open_for_editing(author, factsheet)
    author.page.context.set_offline(True)
    author.write("Summary", "Words of the author.")
    dialog(author, "The site does not answer")
    wait_until_kept(author, "Words of the author.")
    author.page.context.set_offline(False)
    author.wait_until_saved()
    expect(author.page.get_by_role("dialog").filter(has_text="The site does not answer")).to_be_hidden()
    assert latest(factsheet).summary == "Words of the author."
    wait_until_nothing_is_kept(author)

    author.page.context.clear_cookies(name="csrftoken")
    author.write("Summary", "Words after that.")
    author.page.keyboard.press("Control+s")
    author.was_told("has been updated")
    assert latest(factsheet).summary == "Words after that."
    assert author.faults == []
