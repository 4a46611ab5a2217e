"""The review promise on a frozen calendar: each stage is told once, whatever becomes of the nights between."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from wagtail.models import PageLogEntry

from factsheets.management.commands.daily import Unfinished
from factsheets.models import FactsheetPage, LibraryPage, OutgoingMail, Reminder, Review
from factsheets.reviews.reminding import NothingToAcknowledge, Stage, acknowledge, people_to_remind, stage_on
from tests.builders import complete_draft, live, person

from .nights import night_of, promised, run

pytestmark = pytest.mark.django_db

DUE_ON = date(2026, 9, 3)
SOON = "Review due on 3 September 2026: Medical acupuncture"
DUE = "Review due since 3 September 2026: Medical acupuncture"
OVERDUE = "Review overdue since 3 September 2026: Medical acupuncture"


def days_after(days: int) -> date:
    return DUE_ON + timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "stage"),
    [
        (-91, None),
        (-90, Stage(Reminder.Stage.DUE_90)),
        (-31, Stage(Reminder.Stage.DUE_90)),
        (-30, Stage(Reminder.Stage.DUE_30)),
        (-1, Stage(Reminder.Stage.DUE_30)),
        (0, Stage(Reminder.Stage.DUE)),
        (29, Stage(Reminder.Stage.DUE)),
        (30, Stage(Reminder.Stage.OVERDUE, 1)),
        (59, Stage(Reminder.Stage.OVERDUE, 1)),
        (60, Stage(Reminder.Stage.OVERDUE, 2)),
        (365, Stage(Reminder.Stage.OVERDUE, 12)),
    ],
)
def test_a_review_is_in_one_stage_on_each_day(days, stage):
    assert stage_on(days_after(days), DUE_ON) == stage


def test_every_night_for_half_a_year_each_stage_is_told_once():
    promised(DUE_ON)
    told = {days: subjects for days in range(-100, 95) if (subjects := run(days_after(days)))}
    assert told == {-90: [SOON], -30: [SOON], 0: [DUE], 30: [OVERDUE], 60: [OVERDUE], 90: [OVERDUE]}


@pytest.mark.parametrize("last_night", [-95, -93, -35, -31, -5, -1, 25, 29, 55, 59])
def test_after_ten_missed_nights_one_run_tells_the_stage_once_and_the_next_run_nothing(last_night):
    promised(DUE_ON)
    run(days_after(last_night))
    assert len(run(days_after(last_night + 11))) == 1
    assert run(days_after(last_night + 11)) == []
    assert run(days_after(last_night + 12)) == []


def test_a_stage_that_has_passed_is_not_told_late():
    promised(DUE_ON)
    assert run(days_after(-89)) == [SOON]
    assert run(days_after(65)) == [OVERDUE]
    assert [(row.stage, row.number) for row in Reminder.objects.order_by("pk")] == [
        ("due_90", 0),
        ("overdue", 2),
    ]


def test_a_new_review_begins_a_new_promise_and_mails_about_the_old_one_stay_unsent():
    page = promised(DUE_ON)
    run(days_after(0))
    Review.objects.create(
        page=page,
        outcome="unchanged",
        reviewer="Dr A",
        reviewed_on=days_after(5),
        next_due_on=date(2027, 9, 3),
    )
    assert run(days_after(30)) == []
    assert run(date(2027, 6, 5)) == ["Review due on 3 September 2027: Medical acupuncture"]


def test_drafts_examples_and_factsheets_that_were_taken_down_promise_nothing():
    example, down = promised(DUE_ON, "Massage"), promised(DUE_ON, "Yoga")
    FactsheetPage.objects.filter(pk=example.pk).update(is_starter_example=True)
    down.unpublish()
    Review.objects.create(
        page=complete_draft("Osteopathy", owner=person("Author", email="a@example.org")),
        outcome="unchanged",
        reviewer="Dr A",
        reviewed_on=date(2025, 1, 1),
        next_due_on=DUE_ON,
    )
    assert run(days_after(40)) == []
    assert not Reminder.objects.exists()


def test_a_factsheet_that_nobody_has_reviewed_yet_is_due_after_the_librarys_interval():
    page = live(owner=person("Author", email="author@example.org"))
    FactsheetPage.objects.filter(pk=page.pk).update(first_published_at=night_of(date(2025, 9, 3)))
    LibraryPage.objects.update(review_interval_months=12)
    assert run(days_after(-91)) == []
    assert run(days_after(-90)) == [SOON]
    assert "No review of it is on record yet." in mail.outbox[-1].body


def test_the_owner_is_told_else_every_editor():
    page = promised(DUE_ON)
    first, second = (
        person("Editor", name, email=f"{name}@example.org") for name in ("first-editor", "second-editor")
    )
    person("Editor", "without-address")
    person("Editor", "left", email="left@example.org", is_active=False)
    assert people_to_remind(page) == [page.owner]
    get_user_model().objects.filter(pk=page.owner.pk).update(is_active=False)
    assert people_to_remind(FactsheetPage.objects.get(pk=page.pk)) == [first, second]
    run(DUE_ON)
    assert [message.to for message in mail.outbox] == [
        ["first-editor@example.org"],
        ["second-editor@example.org"],
    ]


def test_where_nobody_can_be_told_the_run_says_so_and_tries_again():
    promised(DUE_ON, email="")
    massage = promised(DUE_ON, "Massage")
    with pytest.raises(
        Unfinished, match=r"“Medical acupuncture”\. Give somebody in the role Editor an e-mail"
    ):
        run(DUE_ON)
    assert Reminder.objects.get().page == massage
    person("Editor", email="editor@example.org")
    assert sorted(run(days_after(1))) == [DUE.replace("Medical acupuncture", "Massage"), DUE]


def test_an_acknowledged_reminder_is_not_repeated_for_that_due_date(client):
    page = promised(DUE_ON)
    run(days_after(30))
    editor = person("Editor")
    reminder = acknowledge(page, editor, now=night_of(days_after(31)))
    assert (reminder.acknowledged_by, reminder.acknowledged_at) == (editor, night_of(days_after(31)))
    assert run(days_after(60)) == run(days_after(400)) == []
    entry = PageLogEntry.objects.get(action="factsheets.review.acknowledge")
    assert (entry.user, entry.message) == (
        editor,
        "Acknowledged that the review of 3 September 2026 is due",
    )
    with pytest.raises(NothingToAcknowledge, match="Somebody has acknowledged it already"):
        acknowledge(page, person("Clinical reviewer"), now=night_of(days_after(32)))


def test_there_is_nothing_to_acknowledge_before_the_day():
    page = promised(DUE_ON)
    run(days_after(-20))
    with pytest.raises(NothingToAcknowledge, match="nobody has been told"):
        acknowledge(page, person("Editor"), now=night_of(days_after(-19)))


def test_what_was_acknowledged_for_one_date_is_told_again_for_the_next():
    page = promised(DUE_ON)
    run(days_after(0))
    acknowledge(page, person("Editor"), now=night_of(days_after(1)))
    Review.objects.filter(page=page).update(next_due_on=days_after(10))
    assert run(days_after(45)) == ["Review overdue since 13 September 2026: Medical acupuncture"]


def test_the_stage_and_its_mails_are_noted_together_or_not_at_all(monkeypatch):
    promised(DUE_ON)

    def break_down(*args, **kwargs):
        raise OSError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr("factsheets.reviews.reminding.queue_mail", break_down)
        with pytest.raises(OSError, match="full"):
            run(DUE_ON)
    assert not Reminder.objects.exists()
    assert not OutgoingMail.objects.exists()
    assert run(DUE_ON) == [DUE]
