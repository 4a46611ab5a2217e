"""What staff do with readers' answers: look, filter, count, mark handled, export; each role what it may."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import ReferenceIndex

from factsheets.models import FactsheetPage, Feedback
from tests.builders import draft, live, person
from tests.factsheets.screens.kinds import signed_in
from tests.setting_up import following

pytestmark = pytest.mark.django_db

NAME = "wagtailsnippets_factsheets_feedback"
LIST = "/admin/snippets/factsheets/feedback/"
MAY_HANDLE = ["Editor", "Clinical reviewer", "Administrator"]
MAY_NOT = ["Author", "Resource manager"]


def answer(page: FactsheetPage, useful: bool = True, comment: str = "", **fields: object) -> Feedback:
    mark = str(Feedback.objects.count())
    return Feedback.objects.create(page=page, useful=useful, comment=comment, form_mark=mark, **fields)


def words(browser: Client, url: str) -> str:
    response = browser.get(url)
    assert response.status_code == 200
    return response.content.decode()


def handling_url(*answers: Feedback) -> str:
    ticked = "&".join(f"id={each.pk}" for each in answers)
    return (
        reverse("wagtail_bulk_action", args=["factsheets", "feedback", "mark_handled"])
        + f"?{ticked}&next={LIST}"
    )


@pytest.mark.parametrize("role", MAY_HANDLE)
def test_answers_are_seen_and_marked_handled_by(role):
    browser, waiting = signed_in(role), answer(live(), comment="Too many hard words")
    assert LIST in words(browser, "/admin/")
    assert "Too many hard words" in words(browser, LIST)
    edit = reverse(f"{NAME}:edit", args=[waiting.pk])
    assert "Too many hard words" in words(browser, edit)
    response = following.post(browser, edit, {"handled": "on", "comment": "Nice words", "useful": "False"})
    assert "marked as handled" in response.content.decode()
    waiting.refresh_from_db()
    assert waiting.handled_by.groups.get().name == role
    assert timezone.now() - waiting.handled_at < timezone.timedelta(minutes=5)
    assert (waiting.comment, waiting.useful) == ("Too many hard words", True)
    browser.post(edit, {})
    waiting.refresh_from_db()
    assert (waiting.handled_at, waiting.handled_by) == (None, None)


@pytest.mark.parametrize("role", MAY_HANDLE)
def test_several_are_marked_handled_at_once_by(role):
    browser, page = signed_in(role), live()
    earlier = person(username="earlier")
    ticked = [answer(page), answer(page), answer(page, handled_at=timezone.now(), handled_by=earlier)]
    other = answer(page)
    assert "Mark as handled" in words(browser, handling_url(*ticked))
    response = following.post(browser, handling_url(*ticked))
    assert "2 answers marked as handled." in response.content.decode()
    assert [each.handled_by.username for each in Feedback.objects.exclude(pk=other.pk).order_by("pk")] == [
        ticked_by := role.lower().replace(" ", "-"),
        ticked_by,
        "earlier",
    ]
    other.refresh_from_db()
    assert other.handled_at is None


@pytest.mark.parametrize("role", MAY_NOT)
def test_answers_are_neither_seen_nor_handled_by(role):
    browser, waiting = signed_in(role), answer(live(), comment="Too many hard words")
    assert LIST not in words(browser, "/admin/")
    urls = [
        LIST,
        LIST + "?export=csv",
        reverse(f"{NAME}:edit", args=[waiting.pk]),
        reverse(f"{NAME}:inspect", args=[waiting.pk]),
        reverse("feedback_figures"),
        reverse("feedback_figures") + "?export=csv",
        handling_url(waiting),
    ]
    for url in urls:
        assert browser.get(url).status_code == 302, url
        assert browser.post(url, {"handled": "on"}).status_code in {302, 405}, url
        assert "Too many hard words" not in browser.get(url, follow=True).content.decode()
    waiting.refresh_from_db()
    assert waiting.handled_at is None


@pytest.mark.parametrize("role", [*MAY_HANDLE, "superuser"])
def test_nobody_writes_an_answer_in_a_readers_place(role):
    browser = signed_in(role)
    assert browser.get(reverse(f"{NAME}:add")).status_code == 302
    assert reverse(f"{NAME}:add") not in words(browser, LIST)


def test_an_answer_is_deleted_by_administrators_only():
    waiting = answer(live())
    url = reverse(f"{NAME}:delete", args=[waiting.pk])
    for role in ("Editor", "Clinical reviewer"):
        signed_in(role).post(url)
        assert Feedback.objects.exists()
    signed_in("Administrator").post(url)
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("page={tens}", {"about TENS"}),
        ("useful=True", {"kind words", "spam words"}),
        ("useful=False", {"hard words", "about TENS"}),
        ("handled=true", {"kind words"}),
        ("handled=false", {"hard words", "spam words", "about TENS"}),
        ("suspected_spam=true", {"spam words"}),
        ("suspected_spam=false", {"kind words", "hard words", "about TENS"}),
    ],
)
def test_answers_are_filtered(query, seen):
    page, tens = live(), live("TENS")
    answer(page, comment="kind words", handled_at=timezone.now())
    answer(page, useful=False, comment="hard words")
    answer(page, comment="spam words", suspected_spam=True)
    answer(tens, useful=False, comment="about TENS")
    shown = words(signed_in("Editor"), f"{LIST}?{query.format(tens=tens.pk)}")
    comments = {"kind words", "hard words", "spam words", "about TENS"}
    assert {each for each in comments if each in shown} == seen


def rows_of(browser: Client, url: str) -> list[list[str]]:
    body = b"".join(browser.get(url + "?export=csv").streaming_content).decode()
    return list(csv.reader(io.StringIO(body)))


def test_figures_for_each_factsheet():
    page, tens = live(), live("TENS")
    live("Massage")
    answer(page, comment="kind words")
    answer(page, handled_at=timezone.now())
    answer(page, useful=False, comment="hard words")
    answer(page, comment="spam words", suspected_spam=True)
    answer(tens, useful=False)
    browser = signed_in("Clinical reviewer")
    assert rows_of(browser, reverse("feedback_figures")) == [
        ["Factsheet", "Useful", "Not useful", "With a comment", "Not handled yet", "Suspected spam"],
        ["Medical acupuncture", "2", "1", "2", "3", "1"],
        ["TENS", "0", "1", "0", "1", "0"],
    ]
    shown = words(browser, reverse("feedback_figures") + "?ordering=-no")
    assert f"{LIST}?page={page.pk}" in shown
    assert "Massage" not in shown
    assert reverse("feedback_figures") in words(browser, "/admin/reports/feedback/")


def test_answers_leave_as_csv_and_as_xlsx():
    answer(live(), useful=False, comment="=1+1", handled_at=timezone.now(), handled_by=person("Editor"))
    browser = signed_in("Administrator")
    heading, row = rows_of(browser, LIST)
    assert heading[:3] == ["Factsheet", "Useful", "Comment"]
    assert row[:4] == ["Medical acupuncture", "No", "'=1+1", "False"]
    assert row[-1] == "editor"
    book = load_workbook(io.BytesIO(b"".join(browser.get(LIST + "?export=xlsx"))))
    assert book.active["C2"].value == "'=1+1"


def test_answers_do_not_keep_a_factsheet_from_being_deleted():
    page = draft()
    answer(page)
    assert page.uses() == []
    assert not ReferenceIndex.get_references_to(page).exists()
    page.delete()
    assert not Feedback.objects.exists()
