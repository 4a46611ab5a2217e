"""Two people write in the same factsheet at the same time, and nobody loses a word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import BrowserContext, expect
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Revision

from factsheets.models import FactsheetPage
from tests.builders import complete_draft, person, sign_governed_texts
from tests.factsheets.publication.test_workflow import fresh

from .staff import PATIENCE, Desk

Desks = Callable[[str], Desk]


@pytest.fixture
def desk(live_server: LiveServer, new_context: Callable[..., BrowserContext]) -> Desks:
    def sit_down(role: str) -> Desk:
        user = person(role, first_name=role, password="a long enough password")
        return Desk(new_context().new_page(), live_server.url).sign_in(
            user.username, "a long enough password"
        )

    return sit_down


def open_for_editing(desk: Desk, factsheet: FactsheetPage) -> None:
    desk.page.goto(desk.address + reverse("wagtailadmin_pages:edit", args=[factsheet.pk]))
    desk.wait_for_autosave()


def latest(factsheet: FactsheetPage) -> FactsheetPage:
    return fresh(factsheet).get_latest_revision_as_object()


def test_two_people_open_a_factsheet_one_saves_the_other_submits_and_sees_both_texts(desk: Desks) -> None:
    factsheet = complete_draft("TENS", summary="First words.")
    author, editor = desk("Author"), desk("Editor")
    open_for_editing(author, factsheet)
    open_for_editing(editor, factsheet)
    with editor.autosaved("Words of the editor."):
        editor.write("Summary", "Words of the editor.")
    editor.act("Save draft")
    editor.was_told("has been updated")

    author.write("Summary", "Words of the author.")
    expect(author.page.locator("#w-autosave-indicator")).to_contain_text("paused", timeout=PATIENCE)
    author.page.get_by_role("button", name="More actions").click()
    author.action("Submit to Factsheet publication").click()
    # Wagtail may warn first, in words that speak of overwriting; whoever goes on is shown both texts.
    warning = author.page.locator("#w-save-confirmation-dialog [data-w-dialog-target='confirm']")
    both = author.page.get_by_role("heading", name="Two texts")
    expect(warning.or_(both).first).to_be_visible(timeout=PATIENCE)
    if warning.is_visible():
        warning.click()
    expect(both).to_be_visible(timeout=PATIENCE)
    row = author.page.get_by_role("row").filter(has_text="Summary")
    expect(row.get_by_role("cell")).to_have_text(["Words of the editor.", "Words of the author."])
    assert fresh(factsheet).current_workflow_state is None
    assert latest(factsheet).summary == "Words of the editor."

    author.page.get_by_role("button", name="Keep my text and submit it").click()
    author.was_told("submitted for moderation")
    assert latest(factsheet).summary == "Words of the author."
    assert "Words of the editor." in [each.as_object().summary for each in factsheet.revisions.all()]
    assert author.faults == editor.faults == []


def test_who_writes_alone_saves_and_submits_without_being_asked(desk: Desks) -> None:
    factsheet = complete_draft("TENS", summary="First words.")
    author = desk("Author")
    open_for_editing(author, factsheet)
    for words in ("Second words.", "Third words."):
        with author.autosaved(words):
            author.write("Summary", words)
    author.write("Summary", "Fourth words.")
    author.act("Submit to Factsheet publication")
    author.was_told("submitted for moderation")
    assert latest(factsheet).summary == "Fourth words."


#: Types in the moment in which a draft has reached the server, and the screen does not know it yet.
TYPE_MEANWHILE = """words => {
  const fetched = window.fetch;
  window.fetch = async (...asked) => {
    const answer = await fetched(...asked);
    if (asked[1]?.body instanceof FormData) {
      window.fetch = fetched;
      document.getElementById("id_summary").value = words;
    }
    return answer;
  };
}"""


def test_what_is_typed_while_a_draft_is_on_its_way_is_saved_by_itself_too(desk: Desks) -> None:
    factsheet = complete_draft("TENS", summary="First words.")
    author = desk("Author")
    open_for_editing(author, factsheet)
    author.page.evaluate(TYPE_MEANWHILE, "Third words.")
    with author.autosaved("Third words."):
        author.write("Summary", "Second words.")
    author.wait_until_saved()
    assert latest(factsheet).summary == "Third words."
    # Nothing is left to save: the screen stays as it is, and lets its author go.
    author.page.wait_for_timeout(2_000)
    expect(author.page.locator("form[data-edit-form]")).to_have_attribute(
        "data-w-unsaved-has-edits-value", "false"
    )
    assert author.faults == []


def test_what_is_typed_before_the_screen_watches_is_saved_by_itself_too(desk: Desks) -> None:
    author, factsheet = desk("Author"), complete_draft("TENS")
    author.page.goto(author.address + reverse("wagtailadmin_pages:edit", args=[factsheet.pk]))
    with author.autosaved("Typed at once."):
        author.write("Summary", "Typed at once.")
    assert author.faults == []


def test_after_a_refused_submission_typing_is_saved_again_and_again(desk: Desks) -> None:
    factsheet = complete_draft("TENS", contraindication_state="not_assessed")
    author = desk("Author")
    open_for_editing(author, factsheet)
    author.act("Submit to Factsheet publication")
    assert author.was_refused()
    author.wait_until_saved()
    for words in ("Second words.", "Third words."):
        with author.autosaved(words):
            author.write("Summary", words)
    assert latest(factsheet).summary == "Third words."


def test_an_editor_schedules_a_factsheet_and_it_goes_live_when_the_moment_comes(
    desk: Desks, live_server: LiveServer
) -> None:
    sign_governed_texts()
    tomorrow = timezone.now().replace(second=0, microsecond=0) + timedelta(days=1)
    factsheet = complete_draft("TENS", go_live_at=tomorrow)
    author, editor, clinician = (desk(role) for role in ("Author", "Editor", "Clinical reviewer"))
    open_for_editing(author, factsheet)
    author.act("Submit to Factsheet publication")
    editor.open_task("TENS")
    editor.act("Pass the editorial check")
    clinician.sign_off("TENS", evidence_checked_to="2026-05-04")
    clinician.was_told("“TENS” is signed off. It goes live on")

    open_for_editing_locked = editor.address + reverse("wagtailadmin_pages:edit", args=[factsheet.pk])
    editor.page.goto(open_for_editing_locked)
    expect(editor.page.locator(".messages")).to_contain_text("has been scheduled to go live at")
    expect(editor.page.get_by_role("button", name="Cancel scheduled publish").first).to_be_visible()
    editor.page.goto(f"{live_server.url}/factsheets/tens/")
    expect(editor.page.get_by_role("heading", level=1)).to_have_text("We cannot find that page")

    [due] = Revision.objects.filter(approved_go_live_at__isnull=False)
    due.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    due.content["go_live_at"] = due.approved_go_live_at.isoformat()
    due.save()
    call_command("publish_scheduled")
    editor.page.reload()
    expect(editor.page.get_by_role("heading", level=1)).to_have_text("TENS")
