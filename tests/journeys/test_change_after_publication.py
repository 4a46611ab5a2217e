"""A public factsheet gains a row: it comes through the steps, one click each, and colleagues talk beside the words."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from factsheets.models import Condition
from tests.builders import complete_draft, person, publish_signed, sign_governed_texts, suits
from tests.factsheets.publication.test_workflow import fresh

from .staff import PATIENCE, Desk

TITLE = "Medical acupuncture"
QUESTION = "Does the guideline name this one?"


def test_a_public_factsheet_gains_a_row_and_each_step_takes_one_click(
    live_server: LiveServer, new_context: Callable[..., BrowserContext]
) -> None:
    def desk(role: str) -> Desk:
        user = person(role, password="a long enough password")
        return Desk(new_context().new_page(), live_server.url).sign_in(
            user.username, "a long enough password"
        )

    sign_governed_texts()
    page = complete_draft(TITLE)
    suits(page, "likely", Condition.objects.create(name="Muscle strain"))
    publish_signed(fresh(page))
    author, editor, clinician = (desk(role) for role in ("Author", "Editor", "Clinical reviewer"))

    add_a_row(author)
    author.act("Submit to Factsheet publication")
    author.was_told("It waits for the editorial check by somebody with the role Editor.")

    editor.open_task(TITLE)
    comment_on_the_summary(editor)
    press_twice(editor, "Pass the editorial check")
    editor.was_told("It waits for the clinical sign-off by somebody with the role Clinical reviewer.")

    clinician.open_sign_off(TITLE)
    expect(clinician.page.get_by_role("main")).to_contain_text("Spinal stenosis")
    clinician.fill_in_the_sign_off(evidence_checked_to="2026-05-04")
    clinician.record_the_decision()
    clinician.was_told(f"“{TITLE}” is signed off. Readers see it now.")

    reader = new_context().new_page()
    reader.goto(f"{live_server.url}/factsheets/medical-acupuncture/")
    expect(reader.get_by_role("main")).to_contain_text("Spinal stenosis")
    expect(reader.get_by_role("main")).to_contain_text("Muscle strain")
    assert QUESTION not in reader.content()

    author.open_factsheet(TITLE)
    author.page.get_by_role("button", name="Toggle comments").click()
    expect(author.page.locator(".comment__text")).to_have_text(QUESTION)
    for member in (author, editor, clinician):
        assert member.faults == []


def add_a_row(author: Desk) -> None:
    author.open_factsheet(TITLE)
    author.tab("Might it help?")
    row = author.add_row("suitabilities")
    author.choose("Verdict", "Least likely to help", within=row)
    author.make_on_the_spot("Choose condition", "New condition", "Spinal stenosis", within=row)
    author.wait_until_saved()


def comment_on_the_summary(editor: Desk) -> None:
    editor.page.get_by_role("button", name="Toggle comments").click()
    field = editor.page.locator("[data-contentpath='summary']")
    field.hover()
    field.get_by_role("button", name="Add comment").click()
    box = editor.page.locator(".comment textarea").first
    with editor.autosaved("guideline"):
        box.fill(QUESTION)
        editor.page.get_by_role("button", name="Comment", exact=True).click()


def press_twice(editor: Desk, name: str) -> None:
    """As people do who learnt to double-click everything: the second click may break off what the first had asked for.

    Which of the two is answered is chance, and so is whether the answer has another address.
    """
    editor.page.evaluate("() => { window.isTheScreenOfTheClicks = true; }")
    editor.reach(name).dblclick()
    editor.page.wait_for_function("() => !window.isTheScreenOfTheClicks", timeout=PATIENCE)
    expect(editor.page.locator(".messages")).to_contain_text("editorial check", timeout=PATIENCE)
