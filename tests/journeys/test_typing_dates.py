"""Dates as people in the UK type them: what is read is what was meant, and what cannot be read is never exchanged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Locator, expect
from pytest_django.live_server_helper import LiveServer

from factsheets.models import FactsheetPage
from tests.builders import complete_draft, live, person
from tests.factsheets.publication.test_workflow import fresh

from .staff import PATIENCE, Desk

Desks = Callable[[str], Desk]

READ = {
    "31 October 2025": date(2025, 10, 31),
    "31 oct 2025": date(2025, 10, 31),
    "31/10/2025": date(2025, 10, 31),
    "2025-10-31": date(2025, 10, 31),
    "05/06/2025": date(2025, 6, 5),
}
REFUSED = ["31.10.2025", "32/13/2025", "tomorrow", "10/31/2025", "31/10/25"]


@pytest.fixture
def desk(live_server: LiveServer, new_context: Callable[..., BrowserContext]) -> Desks:
    def sit_down(role: str) -> Desk:
        user = person(role, first_name=role, password="a long enough password")
        return Desk(new_context().new_page(), live_server.url).sign_in(
            user.username, "a long enough password"
        )

    return sit_down


def type_day(desk: Desk, field: Locator, words: str) -> None:
    """Key by key, then away from the field, as the calendar sees it."""
    field.click()
    expect(desk.page.locator(".xdsoft_datetimepicker:visible")).to_be_visible()
    field.press("Control+A")
    field.press_sequentially(words)
    field.blur()
    expect(desk.page.locator(".xdsoft_datetimepicker:visible")).to_be_hidden()


def test_what_is_typed_into_a_review_is_kept_or_refused_but_never_exchanged(desk: Desks) -> None:
    page, reviewer = live(), desk("Editor")
    reviewer.page.goto(reviewer.address + reverse("factsheet_review", args=[page.pk]))
    field = reviewer.page.get_by_role("textbox", name="Evidence checked to")
    for words in [*READ, *REFUSED]:
        type_day(reviewer, field, words)
        expect(field).to_have_value(words)
    reviewer.page.get_by_role("radio", name="Unchanged").check()
    with reviewer.page.expect_navigation():
        reviewer.page.get_by_role("button", name="Record the review").click()
    expect(reviewer.page.get_by_role("main")).to_contain_text("This date cannot be read.")
    expect(field).to_have_value(REFUSED[-1])
    assert not page.reviews.exists()

    type_day(reviewer, field, "31 October 2025")
    for answer in ("Go back and change it", "Record it"):
        with reviewer.page.expect_navigation():
            reviewer.page.get_by_role("button", name="Record the review").click()
        expect(reviewer.page.get_by_role("main")).to_contain_text("Friday 31 October 2025")
        with reviewer.page.expect_navigation():
            reviewer.page.get_by_role("button", name=answer).click()
        if answer != "Record it":
            expect(field).to_have_value("31 October 2025")
            assert not page.reviews.exists()
    reviewer.was_told("is recorded")
    assert page.reviews.get().evidence_checked_to == date(2025, 10, 31)
    assert reviewer.faults == []


def test_a_draft_that_saves_itself_leaves_an_unreadable_day_alone_and_says_so(desk: Desks) -> None:
    page, author = complete_draft(evidence_searched_on=date(2024, 1, 2)), desk("Author")
    author.page.goto(author.address + reverse("wagtailadmin_pages:edit", args=[page.pk]))
    author.wait_for_autosave()
    field = author.page.get_by_role("textbox", name="Evidence searched on")
    type_day(author, field, "10/31/2025")
    indicator = author.page.locator("#w-autosave-indicator")
    expect(indicator).to_have_attribute("data-w-autosave-state-value", "paused", timeout=PATIENCE)
    expect(field).to_have_value("10/31/2025")
    author.act("Save draft")
    expect(author.page.get_by_role("main")).to_contain_text("This date cannot be read.")
    assert fresh(page).get_latest_revision_as_object().evidence_searched_on == date(2024, 1, 2)


def open_schedule(author: Desk, page: FactsheetPage) -> Locator:
    author.page.goto(author.address + reverse("wagtailadmin_pages:edit", args=[page.pk]))
    author.wait_for_autosave()
    author.page.get_by_role("button", name="Toggle status").click()
    author.page.get_by_role("button", name="Set schedule").click()
    dialog = author.page.locator("#schedule-publishing-dialog")
    expect(dialog).to_be_visible()
    return dialog


def test_what_is_typed_into_a_schedule_is_kept_or_refused_but_never_exchanged(desk: Desks) -> None:
    page, author = complete_draft(), desk("Author")
    dialog = open_schedule(author, page)
    field = dialog.get_by_label("Go live date/time")
    for words in [*READ, "31 October 2025 14:30", *REFUSED]:
        type_day(author, field, words)
        expect(field).to_have_value(words)
    dialog.get_by_role("button", name="Save schedule").click()
    expect(author.page.get_by_role("main")).to_contain_text(
        "This date and time cannot be read.", timeout=PATIENCE
    )
    assert fresh(page).get_latest_revision_as_object().go_live_at is None
    assert author.faults == []


def test_a_readable_schedule_is_stored_and_shown_as_people_write_it(desk: Desks) -> None:
    page, author = complete_draft(), desk("Author")
    dialog = open_schedule(author, page)
    type_day(author, dialog.get_by_label("Go live date/time"), "1 June 2045 14:30")
    dialog.get_by_role("button", name="Save schedule").click()
    author.was_told("has been updated")
    draft = fresh(page).get_latest_revision_as_object()
    assert draft.go_live_at == datetime(2045, 6, 1, 13, 30, tzinfo=UTC)
    expect(author.page.locator("#id_go_live_at")).to_have_value("01/06/2045 14:30")
