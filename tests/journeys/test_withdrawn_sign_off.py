"""A sign-off is withdrawn for the second time: nobody can miss it, and one click takes the factsheet down."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone
from playwright.sync_api import BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from factsheets.models import SignOff
from factsheets.publication.signing_off import withdraw_sign_off
from tests.builders import complete_draft, person, publish_signed, sign, sign_governed_texts

from .staff import Desk

TITLE = "Medical acupuncture"
WHY = "A new trial found harm."


def test_a_clinician_withdraws_asks_and_sees_that_an_editor_took_it_down(
    live_server: LiveServer, new_context: Callable[..., BrowserContext]
) -> None:
    def desk(role: str) -> Desk:
        user = person(role, password="a long enough password")
        return Desk(new_context().new_page(), live_server.url).sign_in(
            user.username, "a long enough password"
        )

    sign_governed_texts()
    page = complete_draft(TITLE)
    publish_signed(page)
    clinician, editor = desk("Clinical reviewer"), desk("Editor")
    withdraw_sign_off(
        SignOff.objects.of(page).get(), user=person(username="x"), reason="Doubts.", now=timezone.now()
    )
    second = sign(page)

    clinician.page.goto(f"{live_server.url}/admin/sign-offs/{second.pk}/withdraw/")
    clinician.page.get_by_label("Why is it withdrawn?").fill(WHY)
    with clinician.page.expect_navigation():
        clinician.page.get_by_role("button", name="Withdraw the sign-off").click()
    clinician.answer_once_more()
    expect(clinician.page.get_by_role("main")).to_contain_text("Readers still see this text")

    clinician.page.goto(f"{live_server.url}/admin/")
    clinician.page.get_by_role("button", name=f"Ask for it to be taken down: {TITLE}").click()
    expect(clinician.page.locator("#asked-for-content")).to_contain_text("Not done yet")

    editor.page.goto(f"{live_server.url}/admin/")
    expect(editor.page.locator("#without-sign-off-content")).to_contain_text(WHY)
    editor.page.get_by_role("button", name=f"Take it down now: {TITLE}").click()
    editor.was_told(f"“{TITLE}” is withdrawn.")
    expect(editor.page.locator("#without-sign-off-content")).to_have_count(0)

    clinician.page.goto(f"{live_server.url}/admin/")
    expect(clinician.page.locator("#asked-for-content")).to_contain_text("Taken down on")
    reader = new_context().new_page()
    reader.goto(f"{live_server.url}/factsheets/medical-acupuncture/")
    expect(reader.get_by_role("main")).to_contain_text("while a clinician looks at its words again")
    for member in (clinician, editor):
        assert member.faults == []
