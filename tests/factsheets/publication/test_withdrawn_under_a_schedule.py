"""A sign-off that is withdrawn before its words went live is as loud as any: no schedule goes on promising them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AbstractUser
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from factsheets.mail.sending import send_waiting
from factsheets.models import FactsheetPage, SafetyAdvice, SignOff
from factsheets.publication.signing_off import withdraw_sign_off
from factsheets.signing.models.workflow_status import where_it_is
from tests.builders import complete_draft, live, person, publish_signed, sign, sign_governed_texts
from tests.factsheets.screens.once_more import record
from tests.factsheets.staff.dashboard.test_what_to_do_now import sections
from tests.setting_up.made_once import MadeOnce

from .test_scheduling import signed_for_tomorrow
from .test_workflow import decide, fresh

pytestmark = pytest.mark.django_db

KEPT_BACK = "Sign-off withdrawn before it went live"
WHO_IS_TOLD = ["Editor", "Clinical reviewer", "Administrator"]


@pytest.fixture(autouse=True)
def governed_texts(made_once: MadeOnce) -> None:
    made_once(sign_governed_texts)


@pytest.fixture
def by_the_author(made_once: MadeOnce) -> tuple[AbstractUser, FactsheetPage]:
    return made_once(make_scheduled)


@pytest.fixture
def author(by_the_author: tuple[AbstractUser, FactsheetPage]) -> AbstractUser:
    return by_the_author[0]


@pytest.fixture
def page(by_the_author: tuple[AbstractUser, FactsheetPage]) -> FactsheetPage:
    return by_the_author[1]


def make_scheduled() -> tuple[AbstractUser, FactsheetPage]:
    author = person("Author")
    return author, signed_for_tomorrow("Pilates", owner=author)


def withdraw(page: FactsheetPage) -> str:
    """A reviewer withdraws the last sign-off; what the screen answers."""
    reviewer = person("Clinical reviewer", f"rea-{timezone.now():%f}", first_name="Rea", last_name="Reviewer")
    browser = Client()
    browser.force_login(reviewer)
    decision = SignOff.objects.of(page).first()
    url = reverse("factsheets_withdraw_sign_off", args=[decision.pk])
    return record(browser, url, {"reason": "Doubts."}).content.decode()


def screen(user, address: str) -> str:
    browser = Client()
    browser.force_login(user)
    return " ".join(BeautifulSoup(browser.get(address).content, "html.parser").get_text(" ").split())


def new_words_for_tomorrow(page: FactsheetPage) -> FactsheetPage:
    """New words of a public factsheet, signed off for tomorrow."""
    draft = fresh(page).get_latest_revision_as_object()
    draft.summary, draft.go_live_at = "New words.", timezone.now() + timedelta(days=1)
    draft.save_revision()
    fresh(page).get_workflow().start(fresh(page), user=None)
    decide(person("Editor", "editor-of-new-words"), fresh(page))
    decide(person("Clinical reviewer", "reviewer-of-new-words"), fresh(page))
    assert fresh(page).scheduled_revision is not None
    return fresh(page)


def test_the_schedule_is_cancelled_and_whoever_withdrew_reads_so(page):
    answer = withdraw(page)
    assert "The sign-off of “Pilates” is withdrawn. It does not go live on" in answer
    assert "that schedule is cancelled" in answer
    assert fresh(page).scheduled_revision is None
    assert where_it_is(page) == "It is a draft. Readers do not see it."


def test_the_schedule_stays_where_another_sign_off_covers_the_words(page):
    sign(page)
    answer = withdraw(page)
    assert "is withdrawn." in answer
    assert "schedule is cancelled" not in answer
    assert fresh(page).scheduled_revision is not None
    assert KEPT_BACK not in sections(person("Editor"))


@pytest.mark.parametrize("role", WHO_IS_TOLD)
def test_the_first_screen_names_it(page, role):
    withdraw(page)
    told = sections(person(role, "who-looks"))[KEPT_BACK]
    assert len(told) == 1
    assert told[0].startswith("Pilates Rea Reviewer withdrew on")
    assert "what Dr Jo Bloggs had signed off on" in told[0]
    assert "“Doubts.” It does not go live unless it is submitted and signed off again." in told[0]


@pytest.mark.parametrize("role", WHO_IS_TOLD)
def test_new_words_of_a_public_factsheet_are_named_too(role):
    page = complete_draft("Heat")
    publish_signed(page)
    withdraw(new_words_for_tomorrow(page))
    seen = sections(person(role, "who-looks"))
    assert seen[KEPT_BACK][0].startswith("Heat Rea Reviewer withdrew on")
    assert "Readers still see it" not in seen


def test_an_example_whose_words_were_to_go_live_signed_is_named_too():
    page = live("Heat")
    FactsheetPage.objects.filter(pk=page.pk).update(is_starter_example=True)
    sign(page)
    withdraw(page)
    assert sections(person("Editor"))[KEPT_BACK][0].startswith("Heat")


def test_a_governed_text_is_named_too():
    text = SafetyAdvice.objects.get()
    text.urgent_points = "you have a fever"
    text.save_revision()
    sign(text)
    withdraw(text)
    assert sections(person("Editor"))[KEPT_BACK][0].startswith(str(text))


def test_withdrawn_for_the_second_time_it_is_named_too(page):
    withdraw(page)
    sign(page)
    assert KEPT_BACK not in sections(person("Editor", "first-look"))
    withdraw(page)
    assert len(sections(person("Editor", "second-look"))[KEPT_BACK]) == 1


def test_its_author_reads_what_to_do(page, author):
    withdraw(page)
    [mine] = sections(author)["Your drafts"]
    assert "Not public yet. Its sign-off was withdrawn before it went live. Submit it again." in mine
    assert KEPT_BACK not in sections(author)


def test_no_screen_promises_it_any_more_and_it_can_be_edited(page, author):
    withdraw(page)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    for user in (author, person("Editor", "who-looks")):
        words = screen(user, address)
        assert "scheduled to go live" not in words
        assert "Sign-off withdrawn" in words
    assert not fresh(page).get_lock()


def test_the_history_of_the_page_says_who_cancelled_the_schedule(page):
    withdraw(page)
    words = screen(person("Editor", "who-looks"), reverse("wagtailadmin_pages:history", args=[page.pk]))
    assert "unscheduled" in words.lower()


def test_the_mail_to_editors_says_it(page):
    person("Editor", "ann", email="ann@example.org")
    withdraw(page)
    send_waiting(timezone.now())
    [told] = [each for each in mail.outbox if each.subject == "Sign-off withdrawn: Pilates"]
    assert "Its schedule is cancelled: it does not go live on" in told.body


def test_handed_on_again_it_waits_for_whoever_decides(page):
    withdraw(page)
    fresh(page).get_workflow().start(fresh(page), user=None)
    assert KEPT_BACK not in sections(person("Editor", "who-looks"))


def test_a_step_that_it_waited_at_already_does_not_hide_it():
    page = complete_draft("Heat")
    fresh(page).get_workflow().start(fresh(page), user=None)
    sign(page)
    withdraw(page)
    assert KEPT_BACK in sections(person("Editor", "who-looks"))


def test_what_readers_saw_and_somebody_took_down_is_not_meant():
    page = complete_draft("Heat")
    publish_signed(page)
    withdraw(page)
    fresh(page).unpublish()
    assert KEPT_BACK not in sections(person("Editor"))


def test_if_the_withdrawal_fails_the_schedule_stands(page, monkeypatch):
    def broken(**_kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("factsheets.publication.signing_off.sign_off_withdrawn.send", broken)
    with pytest.raises(RuntimeError):
        withdraw_sign_off(
            SignOff.objects.of(page).get(), user=person(username="x"), reason="Doubts.", now=timezone.now()
        )
    assert fresh(page).scheduled_revision is not None
