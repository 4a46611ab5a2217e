"""A decision is about the words that a screen showed: autosave writes the same revision anew under its number."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from factsheets.models import FactsheetPage, SafetyAdvice, SignOff
from tests.builders import as_loaded, complete_draft, live, person, sign_governed_texts, superuser
from tests.factsheets.publication.test_workflow import DECISION, decide, form_of
from tests.factsheets.screens.once_more import record, shown_by
from tests.setting_up.made_once import MadeOnce

pytestmark = pytest.mark.django_db


def fresh(page: FactsheetPage) -> FactsheetPage:
    return FactsheetPage.objects.get(pk=page.pk)


def signed_in(role: str, username: str) -> Client:
    browser = Client()
    browser.force_login(person(role, username))
    return browser


@pytest.fixture
def page(made_once: MadeOnce) -> FactsheetPage:
    return made_once(make_page)


def make_page() -> FactsheetPage:
    """It waits for the clinical step."""
    sign_governed_texts()
    page = complete_draft()
    page.get_workflow().start(page, user=None)
    decide(person("Editor"), fresh(page))
    return fresh(page)


def autosave(browser: Client, page: FactsheetPage, own: int | None, **typed: str) -> int:
    """What the editing screen posts half a second after typing; the number of the revision that it wrote."""
    data = form_of(fresh(page).get_latest_revision_as_object(), **typed) | as_loaded(page)
    if own:
        data["overwrite_revision_id"] = str(own)
    response = browser.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), data, headers={"accept": "application/json"}
    )
    assert response.status_code == 200, response.content
    return response.json()["revision_id"]


def open_form(browser: Client, page: FactsheetPage) -> tuple[str, str]:
    """The address of the form, and the words that it carries."""
    url = reverse("factsheets_sign_off", args=[fresh(page).current_workflow_task_state.pk])
    shown = re.search(r'name="shown" value="([^"]+)"', browser.get(url).content.decode())
    return url, shown[1] if shown else ""


def sign(browser: Client, url: str, shown: str):
    return record(browser, url, DECISION | {"outcome": "signed_off", "shown": shown})


def test_words_that_autosave_wrote_after_the_form_was_opened_are_not_signed(page):
    writer, reviewer = signed_in("Clinical reviewer", "writer"), signed_in("Clinical reviewer", "reader")
    number = autosave(writer, page, None, summary="Fine needles.")
    url, shown = open_form(reviewer, page)
    again = autosave(writer, page, number, summary="Needles never do any harm to anybody.")
    assert again == number, "or this test shows nothing"
    response = sign(reviewer, url, shown)
    assert response.status_code == 409
    body = response.content.decode()
    assert "Fine needles." in body
    assert "Needles never do any harm to anybody." in body
    assert not SignOff.objects.of(page).exists()
    assert not fresh(page).live


def test_a_form_with_an_error_carries_on_the_words_that_were_shown_first(page):
    writer, reviewer = signed_in("Clinical reviewer", "writer"), signed_in("Clinical reviewer", "reader")
    number = autosave(writer, page, None, summary="Fine needles.")
    url, shown = open_form(reviewer, page)
    autosave(writer, page, number, summary="Needles never do any harm to anybody.")
    again = reviewer.post(url, DECISION | {"outcome": "changes", "comment": "", "shown": shown})
    assert again.context["form"].errors
    assert again.context["shown"] == shown
    assert sign(reviewer, url, again.context["shown"]).status_code == 409
    assert not SignOff.objects.of(page).exists()


@pytest.mark.parametrize("screen", ["factsheets_withdraw", "factsheet_review"])
def test_other_decisions_carry_them_on_as_well(screen):
    sign_governed_texts()
    page = live("Massage")
    boss = Client()
    boss.force_login(superuser())
    url = reverse(screen, args=[page.pk])
    shown = shown_by(boss, url)["shown"]
    FactsheetPage.objects.filter(pk=page.pk).update(summary="Other words.")
    fresh(page).save_revision()
    again = boss.post(url, {"shown": shown})
    assert again.context["form"].errors
    assert again.context["shown"] == shown
    assert boss.get(url).context["shown"] != shown


def test_words_that_come_back_meanwhile_are_those_that_were_shown(page):
    writer, reviewer = signed_in("Clinical reviewer", "writer"), signed_in("Clinical reviewer", "reader")
    number = autosave(writer, page, None, summary="Fine needles.")
    url, shown = open_form(reviewer, page)
    autosave(writer, page, number, summary="Other words.")
    autosave(writer, page, number, summary="Fine needles.")
    sign(reviewer, url, shown)
    assert SignOff.objects.of(page).approving().count() == 1


@pytest.mark.parametrize("forged", ["", "words of mine", "eyJvZiI6IjEifQ:1abc:def"])
def test_a_form_that_carries_no_words_of_this_site_decides_nothing(page, forged):
    reviewer = signed_in("Clinical reviewer", "reader")
    url, _ = open_form(reviewer, page)
    assert sign(reviewer, url, forged).status_code == 409
    assert not SignOff.objects.of(page).exists()


def test_words_that_were_shown_of_another_text_decide_nothing(page):
    reviewer = signed_in("Clinical reviewer", "reader")
    url, _ = open_form(reviewer, page)
    other = complete_draft("Twin")
    other.get_workflow().start(other, user=None)
    decide(person("Editor", "second"), fresh(other))
    _, shown_of_other = open_form(reviewer, other)
    assert sign(reviewer, url, shown_of_other).status_code == 409
    assert not SignOff.objects.of(page).exists()


def test_autosave_writes_no_revision_anew_that_was_handed_to_a_step(page):
    """The words that the step was handed stay readable under their number."""
    author = person("Author")
    draft = complete_draft("Massage")
    draft.save_revision(user=author)
    browser = Client()
    browser.force_login(author)
    number = autosave(browser, fresh(draft), None, summary="Handed over.")
    fresh(draft).get_workflow().start(fresh(draft), user=author)
    later = fresh(draft).get_latest_revision_as_object()
    later.summary = "Typed afterwards."
    revision = later.save_revision(user=author, overwrite_revision=fresh(draft).latest_revision)
    assert revision.pk != number
    assert draft.revisions.get(pk=number).content["summary"] == "Handed over."


def test_safety_advice_is_signed_as_it_was_shown():
    sign_governed_texts()
    advice = SafetyAdvice.objects.get()
    writer, reviewer = person("Clinical reviewer", "writer"), signed_in("Clinical reviewer", "reader")
    advice.emergency_points = "you cannot pee"
    revision = advice.save_revision(user=writer)
    advice = SafetyAdvice.objects.get()
    advice.get_workflow().start(advice, user=None)
    # The step was handed this revision; what is written now comes under another number.
    advice = SafetyAdvice.objects.get()
    advice.emergency_points = "you have pain"
    second = advice.save_revision(user=writer, overwrite_revision=SafetyAdvice.objects.get().latest_revision)
    assert second.pk != revision.pk
    url, shown = open_advice(reviewer)
    advice = SafetyAdvice.objects.get()
    advice.emergency_points = "drink tea"
    third = advice.save_revision(user=writer, overwrite_revision=SafetyAdvice.objects.get().latest_revision)
    assert third.pk == second.pk
    response = sign(reviewer, url, shown)
    assert response.status_code == 409
    assert "drink tea" in response.content.decode()
    assert SafetyAdvice.objects.in_force().get().emergency_points != "drink tea"


def open_advice(browser: Client) -> tuple[str, str]:
    state = SafetyAdvice.objects.get().current_workflow_task_state
    url = reverse("factsheets_sign_off", args=[state.pk])
    shown = re.search(r'name="shown" value="([^"]+)"', browser.get(url).content.decode())
    return url, shown[1] if shown else ""
