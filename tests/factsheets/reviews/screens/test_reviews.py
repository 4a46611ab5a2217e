"""The screen of a factsheet's reviews, as reviewers and owners meet it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from factsheets.database.months import add_months
from factsheets.models import (
    Citation,
    FactsheetPage,
    Feedback,
    LibraryPage,
    OutgoingMail,
    Review,
    ReviewTask,
    Source,
)
from factsheets.page.models.review_dates import with_review_dates
from factsheets.reviews.reminding import remind
from factsheets.reviews.reviewing import open_matters
from tests.builders import live, person, publish_signed, sign_governed_texts
from tests.factsheets.publication.test_workflow import post as save_page
from tests.factsheets.reviews.nights import promised
from tests.factsheets.screens.kinds import signed_in
from tests.factsheets.screens.once_more import record

pytestmark = pytest.mark.django_db

REVIEWERS = ["Editor", "Clinical reviewer"]


def url(page: FactsheetPage) -> str:
    return reverse("factsheet_review", args=[page.pk])


def today() -> date:
    return timezone.localdate()


def screen(browser: Client, page: FactsheetPage) -> BeautifulSoup:
    response = browser.get(url(page))
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(page: BeautifulSoup) -> str:
    return " ".join(page.find("main").get_text(" ").split())


def filled(page: FactsheetPage, **changes: object) -> dict:
    """The form as somebody fills it in who answers all that waits."""
    last = page.reviews.first()
    form = {
        "outcome": "unchanged",
        "on_behalf_of": "Dr Ada Green, rheumatologist",
        "reviewed_on": today(),
        "evidence_checked_to": today(),
        "next_due_on": add_months(today(), 30),
        "notes": "Read it all.",
        "last_seen": last.pk if last else "",
    }
    for matter in open_matters(page):
        form |= {f"as-{matter.key}": "answered", f"note-{matter.key}": ""}
    return form | changes


def send(browser: Client, page: FactsheetPage, form: dict) -> str:
    response = record(browser, url(page), form)
    assert response.status_code == 200
    return words(BeautifulSoup(response.content, "html.parser"))


def comment_on(page: FactsheetPage, **fields: object) -> Feedback:
    mark = str(Feedback.objects.count())
    return Feedback.objects.create(**{"page": page, "useful": False, "form_mark": mark} | fields)


@pytest.fixture
def task() -> ReviewTask:
    """A public factsheet that cites a source which has been superseded."""
    page = promised(today() + timedelta(days=10))
    source = Source.objects.create(kind="guideline", title="Low back pain", year=2016)
    Citation.objects.create(page=page, source=source, section="likely")
    source.status = "superseded"
    source.save()
    return ReviewTask.objects.get()


@pytest.mark.parametrize("role", REVIEWERS)
def test_a_review_is_recorded_and_readers_see_its_dates(role, client):
    page, browser = live(), signed_in(role)
    assert url(page) in browser.get(reverse("factsheet_list:index")).content.decode() or role != "Editor"
    said = send(browser, page, filled(page, notes="Read it all."))
    assert "The review of “Medical acupuncture” is recorded." in said
    review = page.reviews.get()
    name = review.recorded_by.get_username()
    assert (review.by, review.outcome) == (f"{name} on behalf of Dr Ada Green, rheumatologist", "unchanged")
    assert review.recorded_by.groups.get().name == role
    for fact in ("Dr Ada Green, rheumatologist", "Unchanged", "Read it all."):
        assert fact in said
    public = client.get("/factsheets/medical-acupuncture/").content.decode()
    assert review.next_due_on.isoformat() in public
    entry = PageLogEntry.objects.get(action="factsheets.review.record")
    assert entry.message.startswith("Review recorded: unchanged. The next one is due on ")


def test_the_form_suggests_the_lightest_month_and_says_what_the_months_hold():
    page, today_ = live(), today()
    busiest = add_months(today_, 36)
    for title in ("TENS", "Massage"):
        Review.objects.create(
            page=live(title),
            outcome="unchanged",
            reviewer="Dr A",
            reviewed_on=today_,
            next_due_on=busiest,
        )
    shown = screen(signed_in("Editor"), page)
    assert shown.find("input", {"name": "next_due_on"})["value"] == f"{add_months(today_, 35):%d/%m/%Y}"
    assert f"{busiest:%B %Y}: 2 reviews" in words(shown)
    assert f"{add_months(today_, 35):%B %Y}: no reviews" in words(shown)


def test_the_suggestion_moves_with_an_earlier_day_of_the_review():
    page, browser = live(), signed_in("Editor")
    LibraryPage.objects.update(review_interval_months=36)
    suggested = screen(browser, page).find("input", {"name": "next_due_on"})["value"]
    day = today() - timedelta(days=100)
    form = filled(page, reviewed_on=day, evidence_checked_to=day, next_due_on=suggested)
    assert "is recorded" in send(browser, page, form)
    assert Review.objects.get().next_due_on == add_months(day, 36)


def test_a_day_that_somebody_chose_stays_with_an_earlier_day_of_the_review():
    page, browser = live(), signed_in("Editor")
    day, chosen = today() - timedelta(days=100), add_months(today(), 7)
    send(browser, page, filled(page, reviewed_on=day, evidence_checked_to=day, next_due_on=chosen))
    assert Review.objects.get().next_due_on == chosen


def test_all_that_waits_is_listed_and_nothing_is_recorded_before_it_is_decided(task):
    page = task.page
    comment_on(page, comment="Too many hard words")
    comment_on(page)
    comment_on(page, useful=True)
    comment_on(page, comment="buy pills", suspected_spam=True)
    comment_on(page, comment="dealt with", handled_at=timezone.now())
    browser = signed_in("Clinical reviewer")
    shown = words(screen(browser, page))
    for fact in (
        "A source has been superseded “Low back pain (2016)” is cited in: Most likely to help.",
        "Too many hard words",
        "Answers without a comment 1 said that it was useful, 1 said that it was not.",
        "Suspected spam 1 waiting.",
    ):
        assert fact in shown
    assert "dealt with" not in shown
    undecided = {name: value for name, value in filled(page).items() if not name.startswith(("as-", "note-"))}
    said = send(browser, page, undecided)
    assert "The review was not recorded." in said
    assert said.count("Answer it, or set it aside with a reason.") == 4
    assert page.reviews.count() == 1


def test_what_is_set_aside_needs_a_reason_and_every_decision_is_kept(task):
    page, answer = task.page, comment_on(task.page, comment="Too many hard words")
    browser = signed_in("Editor")
    on_task, on_comment = (matter.key for matter in open_matters(page))
    form = filled(page, **{f"as-{on_comment}": "set_aside"})
    assert "Write the reason why you set it aside." in send(browser, page, form)
    assert page.reviews.count() == 1
    form |= {f"note-{on_comment}": "The words are explained.", f"note-{on_task}": "NG59 is cited now."}
    said = send(browser, page, form)
    assert "is recorded" in said
    assert "Answered: NG59 is cited now." in said
    answer.refresh_from_db()
    task.refresh_from_db()
    assert (answer.settled_as, answer.settled_note) == ("set_aside", "The words are explained.")
    assert answer.handled_by == task.settled_by == page.reviews.first().recorded_by
    assert task.settled_as == "answered"
    assert open_matters(page) == []


def test_what_arrives_while_the_form_is_open_is_asked_about(task):
    page, browser = task.page, signed_in("Editor")
    form = filled(page)
    comment_on(page, comment="Just came in")
    said = send(browser, page, form)
    assert "Answer it, or set it aside with a reason." in said
    assert "Just came in" in said
    assert page.reviews.count() == 1


def test_a_form_that_is_sent_twice_records_one_review():
    page, browser = live(), signed_in("Editor")
    form = filled(page)
    send(browser, page, form)
    assert "Somebody else recorded a review of this factsheet meanwhile." in send(browser, page, form)
    assert page.reviews.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"next_due_on": lambda: add_months(today(), 37)}, "within three years of this one"),
        ({"next_due_on": today}, "The next review must be due after this one."),
        ({"reviewed_on": lambda: today() + timedelta(days=1)}, "This day has not come yet."),
        (
            {"evidence_checked_to": lambda: today() + timedelta(days=1)},
            "Evidence can be checked up to the day of the review, not beyond it.",
        ),
        ({"on_behalf_of": "editor"}, "leave it empty if you looked at the factsheet yourself"),
        ({"next_due_on": ""}, "This field is required."),
        ({"outcome": "withdraw"}, "should be withdrawn is looked at again within a month"),
        ({"outcome": "unheard"}, "Select a valid choice."),
    ],
)
def test_a_wrong_review_gets_a_sentence_and_nothing_is_recorded(changes, sentence):
    page = live()
    # Days are asked for now: a run of all tests may go on beyond midnight.
    typed = {name: value() if callable(value) else value for name, value in changes.items()}
    said = send(signed_in("Editor"), page, filled(page, **typed))
    assert sentence in said
    assert not page.reviews.exists()


def test_a_review_cannot_be_older_than_the_last_one():
    page = live()
    browser = signed_in("Editor")
    send(browser, page, filled(page))
    earlier = {"reviewed_on": today() - timedelta(days=1), "evidence_checked_to": today() - timedelta(days=1)}
    assert "A new one cannot be older than that." in send(browser, page, filled(page, **earlier))
    assert page.reviews.count() == 1


def test_whoever_says_withdraw_is_told_that_readers_still_see_it():
    page = live()
    form = filled(page, outcome="withdraw", next_due_on=add_months(today(), 1))
    assert "but readers still see the factsheet" in send(signed_in("Editor"), page, form)


def test_mails_about_a_review_that_is_done_are_not_sent_any_more():
    page = promised(today() - timedelta(days=2))
    other = promised(today() - timedelta(days=2), "TENS")
    remind(timezone.now())
    assert OutgoingMail.objects.count() == 2
    send(signed_in("Editor"), page, filled(page))
    assert OutgoingMail.objects.get().to == "tens@example.org"
    assert other.reminders.exists()


def test_editing_a_factsheet_never_moves_the_dates(client):
    page = promised(today() + timedelta(days=100))
    before = FactsheetPage.objects.get(pk=page.pk).review_dates
    save_page(person("Editor"), page, summary="Quite another sentence.")
    sign_governed_texts()
    publish_signed(FactsheetPage.objects.get(pk=page.pk))
    page = FactsheetPage.objects.get(pk=page.pk)
    assert page.summary == "Quite another sentence."
    assert page.review_dates == before
    assert page.reviews.count() == 1


def acknowledge_url(page: FactsheetPage) -> str:
    return reverse("factsheet_review_acknowledge", args=[page.pk])


def test_an_overdue_reminder_is_acknowledged_and_the_screen_says_by_whom():
    page = promised(today() - timedelta(days=40))
    remind(timezone.now())
    browser = signed_in("Editor")
    shown = screen(browser, page)
    assert "and is overdue." in words(shown)
    assert shown.find("form", action=acknowledge_url(page))
    record(browser, acknowledge_url(page), {})
    shown = screen(browser, page)
    assert "editor acknowledged the reminder on" in words(shown)
    assert not shown.find("form", action=acknowledge_url(page))
    assert page.reminders.get().acknowledged_by.username == "editor"
    again = BeautifulSoup(browser.post(acknowledge_url(page), follow=True).content, "html.parser")
    assert "Somebody has acknowledged it already." in words(again)


def test_there_is_no_button_before_anybody_was_told():
    page = promised(today() - timedelta(days=40))
    assert not screen(signed_in("Editor"), page).find("form", action=acknowledge_url(page))


def test_the_owner_sees_the_dates_and_acknowledges_but_records_nothing(task):
    page = task.page
    comment_on(page, comment="Too many hard words")
    Review.objects.update(reviewed_on=today() - timedelta(days=400), next_due_on=today() - timedelta(days=1))
    remind(timezone.now())
    browser = Client()
    browser.force_login(page.owner)
    shown = screen(browser, page)
    assert "The review was due on" in words(shown)
    assert "Too many hard words" not in words(shown)
    assert not shown.find("input", {"name": "outcome"})
    browser.post(url(page), filled(page))
    assert page.reviews.count() == 1
    record(browser, acknowledge_url(page), {})
    assert page.reminders.get().acknowledged_by == page.owner


def test_a_second_review_of_the_same_day_is_recorded_and_its_dates_count(client):
    page, browser = live(), signed_in("Editor")
    for months in (30, 12):
        due_on = add_months(today(), months)
        assert "is recorded" in send(browser, page, filled(page, next_due_on=due_on, notes=f"{months}"))
    assert [review.notes for review in page.reviews.all()] == ["12", "30"]
    assert FactsheetPage.objects.get(pk=page.pk).review_dates == (today(), due_on)
    assert with_review_dates(FactsheetPage.objects.all()).get(pk=page.pk).next_due_on == due_on
    assert Review.objects.last_of_each().get(page=page).notes == "12"
    assert f"{due_on.day} {due_on:%B %Y}" in client.get("/factsheets/medical-acupuncture/").content.decode()
