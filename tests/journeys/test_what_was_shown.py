"""Readers get the words that a clinician was shown: whatever saves itself meanwhile, whatever is renamed elsewhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from factsheets.models import Condition, FactsheetPage
from tests.builders import complete_draft, person, publish_signed, sign_governed_texts, suits
from tests.factsheets.publication.test_workflow import decide, fresh

from .staff import Desk

Desks = Callable[..., Desk]


@pytest.fixture
def desk(live_server: LiveServer, new_context: Callable[..., BrowserContext]) -> Desks:
    def sit_down(role: str, username: str = "") -> Desk:
        user = person(role, username, password="a long enough password")
        return Desk(new_context().new_page(), live_server.url).sign_in(
            user.username, "a long enough password"
        )

    return sit_down


def write_and_let_it_save_itself(writer: Desk, words: str) -> None:
    with writer.autosaved(words):
        writer.write("Summary", words)


def test_two_people_write_on_while_a_clinician_reads_and_the_clinician_signs_what_is_there(
    desk: Desks,
) -> None:
    sign_governed_texts()
    page = complete_draft("TENS")
    page.get_workflow().start(page, user=None)
    decide(person("Editor"), fresh(page))
    one, two, clinician = (desk("Clinical reviewer", name) for name in ("one", "two", "clinician"))
    editing = clinician.address + reverse("wagtailadmin_pages:edit", args=[page.pk])

    one.page.goto(editing)
    one.wait_for_autosave()
    write_and_let_it_save_itself(one, "Small pulses of current.")
    clinician.open_sign_off("TENS")
    expect(clinician.page.get_by_role("main")).to_contain_text("Small pulses of current.")
    write_and_let_it_save_itself(one, "It never does any harm.")
    clinician.fill_in_the_sign_off(evidence_checked_to="2026-05-04")
    clinician.record_the_decision()
    both = clinician.page.get_by_role("table", name="Where the two texts differ")
    expect(both.get_by_role("row").last).to_contain_text("Small pulses of current.")
    expect(both.get_by_role("row").last).to_contain_text("It never does any harm.")

    two.page.goto(editing)
    two.wait_for_autosave()
    write_and_let_it_save_itself(two, "Small pulses through the skin.")
    clinician.record_the_decision()
    expect(both.get_by_role("row").last).to_contain_text("Small pulses through the skin.")
    assert not FactsheetPage.objects.get(pk=page.pk).sign_offs.exists()
    clinician.record_the_decision()
    assert (
        FactsheetPage.objects.get(pk=page.pk).sign_offs.get().words[1]["words"]
        == "Small pulses through the skin."
    )
    for member in (one, two, clinician):
        assert member.faults == []


def test_a_record_is_renamed_under_a_signed_factsheet_and_readers_see_it_once_it_is_signed(
    desk: Desks, new_context: Callable[..., BrowserContext]
) -> None:
    sign_governed_texts()
    page = complete_draft("TENS")
    suits(page, "avoid", Condition.objects.create(name="Pregnancy"))
    page = fresh(page)
    page.contraindication_state = "listed"
    page.save_revision()
    publish_signed(fresh(page))
    manager, clinician, reader = desk("Resource manager"), desk("Clinical reviewer"), new_context().new_page()

    manager.page.goto(f"{manager.address}/admin/")
    manager.page.get_by_role("button", name="Library records").click()
    manager.page.get_by_role("list", name="Library records").get_by_role("link", name="Conditions").click()
    manager.page.get_by_role("table").get_by_role("link", name="Pregnancy", exact=True).click()
    manager.page.locator("#id_name").fill("Being pregnant")
    manager.act("Save")
    manager.was_told("wait for a clinical reviewer, because signed factsheets carry them")
    reader.goto(f"{manager.address}/factsheets/tens/")
    expect(reader.get_by_role("main")).to_contain_text("Pregnancy")

    clinician.page.goto(f"{clinician.address}/admin/")
    clinician.page.get_by_role("link", name="Pregnancy", exact=True).click()
    expect(clinician.page.get_by_role("main")).to_contain_text("TENS")
    clinician.fill_in_the_sign_off()
    clinician.record_the_decision()
    clinician.was_told(
        "The new words of “Pregnancy” are in force. A new version was made of 1 public factsheet."
    )
    reader = new_context().new_page()  # a browser may keep a page for a minute
    reader.goto(f"{manager.address}/factsheets/tens/")
    expect(reader.get_by_role("main")).to_contain_text("Being pregnant")
    reader.goto(f"{manager.address}/factsheets/tens/history/")
    expect(reader.get_by_role("main")).to_contain_text("Added “Being pregnant”")
    for member in (manager, clinician):
        assert member.faults == []
