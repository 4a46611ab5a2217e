"""Records that cannot be corrected: shown in words, kept once, and nothing typed is lost on the way back."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from typing import Any, NamedTuple

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from factsheets.database.months import add_months
from factsheets.models import FactsheetPage, Review, SignOff, Withdrawal
from factsheets.reviews.reminding import remind
from tests.builders import complete_draft, live, person, sign, sign_governed_texts
from tests.factsheets.publication.test_workflow import DECISION, decide
from tests.factsheets.reviews.nights import promised
from tests.factsheets.reviews.screens.test_reviews import filled
from tests.setting_up import following

from .kinds import signed_in
from .once_more import carried, is_question, record, shown_by

pytestmark = pytest.mark.django_db


class Screen(NamedTuple):
    """A screen that keeps a record: whose browser, where, what is typed, and how many records there are."""

    browser: Client
    url: str
    form: dict[str, Any]
    count: Callable[[], int]

    def sent(self) -> dict[str, Any]:
        """What is typed, with what the form carries of the words that it shows."""
        return shown_by(self.browser, self.url) | self.form


def review() -> Screen:
    page = live()
    form = filled(page, notes="First line.\nSecond “line”.")
    return Screen(
        signed_in("Editor"), reverse("factsheet_review", args=[page.pk]), form, Review.objects.count
    )


def withdrawal() -> Screen:
    form = {"reason": "A new trial.\nIt speaks against it.", "replacement": live("TENS").pk}
    url = reverse("factsheets_withdraw", args=[live().pk])
    return Screen(signed_in("Editor"), url, form, Withdrawal.objects.count)


def sign_off_withdrawn() -> Screen:
    url = reverse("factsheets_withdraw_sign_off", args=[sign(live()).pk])
    count = SignOff.objects.exclude(withdrawn_at=None).count
    return Screen(signed_in("Clinical reviewer"), url, {"reason": "A slip.\nSorry."}, count)


def sign_off() -> Screen:
    sign_governed_texts()
    page = complete_draft("TENS")
    page.get_workflow().start(page, user=None)
    decide(person("Editor"), FactsheetPage.objects.get(pk=page.pk))
    state = FactsheetPage.objects.get(pk=page.pk).current_workflow_task_state
    form = DECISION | {"outcome": "signed_off", "comment": "First line.\nSecond line."}
    count = SignOff.objects.of(page).count
    return Screen(
        signed_in("Clinical reviewer"), reverse("factsheets_sign_off", args=[state.pk]), form, count
    )


def acknowledgement() -> Screen:
    page = promised(timezone.localdate() - timedelta(days=2))
    remind(timezone.now())
    url = reverse("factsheet_review_acknowledge", args=[page.pk])
    return Screen(signed_in("Editor"), url, {}, page.reminders.acknowledged().count)


SCREENS = [review, withdrawal, sign_off, sign_off_withdrawn, acknowledgement]
WITH_A_FORM = [review, withdrawal, sign_off, sign_off_withdrawn]


def text_of(response: Any) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").find("main").get_text(" ").split())


@pytest.mark.parametrize("make", SCREENS)
def test_the_first_press_records_nothing_and_the_second_does(make: Callable[[], Screen]) -> None:
    screen = make()
    question = screen.browser.post(screen.url, screen.sent())
    assert is_question(question)
    assert "Nobody can change it after it is recorded." in text_of(question)
    assert screen.count() == 0
    screen.browser.post(screen.url, carried(question) | {"once-more": "record"})
    assert screen.count() == 1


@pytest.mark.parametrize("make", WITH_A_FORM)
def test_whoever_goes_back_finds_what_they_typed_and_nothing_is_recorded(make: Callable[[], Screen]) -> None:
    screen = make()
    question = screen.browser.post(screen.url, screen.sent())
    back = screen.browser.post(screen.url, carried(question) | {"once-more": "change"})
    assert screen.count() == 0
    form = back.context["form"]
    for name, typed in screen.form.items():
        assert str(form[name].value() or "").replace("\r\n", "\n") == (
            f"{typed:%Y-%m-%d}" if isinstance(typed, date) else str(typed)
        )
    assert form.errors == {}


@pytest.mark.parametrize("make", WITH_A_FORM)
def test_the_question_carries_fields_that_it_does_not_know(make: Callable[[], Screen]) -> None:
    screen = make()
    question = screen.browser.post(screen.url, screen.sent() | {"seen": ["<b>one", "two"]})
    assert carried(question)["seen"] == ["<b>one", "two"]


@pytest.mark.parametrize("make", SCREENS)
def test_a_form_that_is_sent_again_records_once_and_says_so(make: Callable[[], Screen]) -> None:
    screen = make()
    answer = carried(screen.browser.post(screen.url, screen.sent())) | {"once-more": "record"}
    following.post(screen.browser, screen.url, answer)
    response = following.post(screen.browser, screen.url, answer)
    assert screen.count() == 1
    assert response.status_code == 200


@pytest.mark.parametrize("make", SCREENS)
def test_an_answer_without_its_question_asks_first(make: Callable[[], Screen]) -> None:
    screen = make()
    assert is_question(screen.browser.post(screen.url, screen.sent() | {"once-more": "record"}))
    assert screen.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_double_click_records_one_review_and_both_answers_are_good() -> None:
    screen = review()
    answer = carried(screen.browser.post(screen.url, screen.sent())) | {"once-more": "record"}
    barrier = Barrier(2)

    def click(_: int) -> int:
        browser = Client()
        browser.cookies = screen.browser.cookies
        try:
            barrier.wait(timeout=20)
            return browser.post(screen.url, answer).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(click, range(2))) == [302, 302]
    assert screen.count() == 1


def test_the_question_about_a_review_writes_out_what_is_easily_mistyped() -> None:
    page, browser = live(), signed_in("Editor")
    form = filled(
        page, reviewed_on="05/06/2026", evidence_checked_to="31 October 2025", next_due_on="2027-10-01"
    )
    url = reverse("factsheet_review", args=[page.pk])
    shown = text_of(browser.post(url, shown_by(browser, url) | form))
    for words in (
        "Reviewed by editor on behalf of Dr Ada Green, rheumatologist",
        "Outcome Unchanged",
        "Friday 5 June 2026",
        "Friday 31 October 2025",
        "Friday 1 October 2027",
        "Read it all.",
    ):
        assert words in shown


def test_a_review_that_cannot_be_recorded_is_refused_before_the_question() -> None:
    page = live()
    form = filled(page, outcome="withdraw", next_due_on=add_months(timezone.localdate(), 20))
    response = signed_in("Editor").post(reverse("factsheet_review", args=[page.pk]), form)
    assert not is_question(response)
    assert "is looked at again within a month" in text_of(response)


def test_what_came_in_while_the_question_stood_is_asked_about() -> None:
    screen = review()
    question = screen.browser.post(screen.url, screen.sent())
    page = question.wsgi_request.resolver_match.kwargs["page_id"]
    record(signed_in("Clinical reviewer"), screen.url, screen.form)
    assert Review.objects.filter(page=page).count() == 1
    response = screen.browser.post(screen.url, carried(question) | {"once-more": "record"})
    assert "Somebody else recorded a review of this factsheet meanwhile." in text_of(response)
    assert Review.objects.filter(page=page).count() == 1


def test_a_reviewer_cannot_be_made_up() -> None:
    page = live()
    form = filled(page, reviewer="Dr Somebody Else", on_behalf_of="")
    person("Author", "another")
    record(signed_in("Editor"), reverse("factsheet_review", args=[page.pk]), form)
    assert page.reviews.get().by == "editor"
