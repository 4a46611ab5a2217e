"""Colleagues comment on the fields of a factsheet: added, answered and settled on the editing screen, never read outside."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.models import Comment, CommentReply, TaskState

from factsheets.models import FactsheetPage
from tests.builders import complete_draft, person, publish_signed, sign_governed_texts
from tests.factsheets.edit_conflicts.test_stale_form import keep_mine, saved_meanwhile
from tests.factsheets.publication.test_workflow import decide, fresh
from tests.setting_up.made_once import MadeOnce

from .forms import edit_url, kept
from .kinds import signed_in
from .screen import PASS, Screen

pytestmark = pytest.mark.django_db
CANARY = "Is this really what the guideline says?"


@pytest.fixture
def page(made_once: MadeOnce) -> FactsheetPage:
    return made_once(make_page)


def make_page() -> FactsheetPage:
    sign_governed_texts()
    return complete_draft()


@pytest.fixture
def author() -> Client:
    return signed_in("Author")


def comments(*given: dict[str, str], stored: int = 0) -> dict[str, str]:
    """What the comments of the screen post; the first `stored` of them are there already."""
    form = {"comments-TOTAL_FORMS": str(len(given)), "comments-INITIAL_FORMS": str(stored)}
    empty = {"id": "", "contentpath": "summary", "position": "", "text": "", "deleted": "", "resolved": ""}
    no_replies = {"replies-TOTAL_FORMS": "0", "replies-INITIAL_FORMS": "0"}
    for number, comment in enumerate(given):
        fields = empty | no_replies | comment
        form |= {f"comments-{number}-{name}": value for name, value in fields.items()}
    return form


def add_comment(browser: Client, page: FactsheetPage) -> Comment:
    screen = Screen(browser, page)
    screen.form |= comments({"text": CANARY})
    screen.post()
    return Comment.objects.get(page=page)


def test_a_comment_is_added_answered_and_settled(page, author):
    comment = add_comment(author, page)
    assert (comment.text, comment.contentpath, comment.user.username) == (CANARY, "summary", "author")

    editor = signed_in("Editor")
    stored = {"id": str(comment.pk), "text": CANARY}
    screen = Screen(editor, page)
    reply = {
        "replies-TOTAL_FORMS": "1",
        "replies-0-id": "",
        "replies-0-text": "It is.",
        "replies-0-deleted": "",
    }
    screen.form |= comments(stored | reply, stored=1)
    screen.post()
    assert [(reply.text, reply.user.username) for reply in comment.replies.all()] == [("It is.", "editor")]

    screen = Screen(author, page)
    screen.form |= comments(stored | {"resolved": "1"}, stored=1)
    screen.post()
    comment.refresh_from_db()
    assert comment.resolved_by.username == "author"


@pytest.mark.parametrize("field", ["summary", "introduction", "likely_statement", "regulation", "slug"])
def test_fields_on_every_tab_can_be_commented_on(page, author, field):
    screen = author.get(edit_url(page)).content.decode()
    assert 'id="comments-data"' in screen
    assert f'data-contentpath="{field}"' in screen


def test_a_comment_is_no_word_and_changes_no_step(page):
    page.get_workflow().start(page, user=None)
    decide(person("Editor", "who-checked"), fresh(page))
    add_comment(signed_in("Clinical reviewer"), page)
    decide(person("Clinical reviewer", "another"), fresh(page))
    assert fresh(page).live
    assert [state.status for state in TaskState.objects.all()] == ["approved", "approved"]


def test_a_comment_goes_along_with_a_decision(page):
    page.get_workflow().start(page, user=None)
    screen = Screen(signed_in("Editor"), page)
    screen.form |= comments({"text": CANARY})
    screen.post(PASS)
    assert Comment.objects.get(page=page).text == CANARY
    assert fresh(page).current_workflow_task.name == "Clinical sign-off"


def test_keeping_ones_own_text_keeps_the_comments_of_others(page, author):
    mine = Screen(author, page).write(summary="My words.")
    theirs = add_comment(signed_in("Editor"), page)
    saved_meanwhile(page, summary="Their words.")
    answer = mine.post()
    assert answer.status_code == 409
    keep_mine(author, answer)
    assert kept(page).summary == "My words."
    assert Comment.objects.get(page=page) == theirs


def test_a_comment_that_is_gone_meanwhile_stays_gone(page, author):
    comment = add_comment(author, page)
    screen = Screen(author, page).write(summary="My words.")
    screen.form |= comments({"id": str(comment.pk), "text": CANARY}, stored=1)
    comment.delete()
    saved_meanwhile(page, summary="Their words.")
    keep_mine(author, screen.post())
    assert kept(page).summary == "My words."
    assert not Comment.objects.filter(page=page).exists()


def test_whoever_may_write_no_longer_sees_their_words_although_they_commented(page):
    page.get_workflow().start(page, user=None)
    decide(person("Editor", "who-checked"), fresh(page))
    screen = Screen(signed_in("Clinical reviewer"), page).write(summary="My words.")
    screen.form |= comments({"text": CANARY})
    decide(person("Clinical reviewer", "another"), fresh(page))
    answer = screen.post()
    assert answer.status_code == 403
    assert "My words." in answer.content.decode()
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        "/factsheets/medical-acupuncture/",
        "/factsheets/medical-acupuncture/history/",
        "/factsheets/",
        "/sitemap.xml",
        "/api/v1/search?q=acupuncture",
    ],
)
def test_no_reader_ever_sees_a_comment(author, client, address):
    sign_governed_texts()
    page = complete_draft()
    add_comment(author, page)
    publish_signed(fresh(page))
    answer = client.get(address)
    assert answer.status_code == 200
    assert "acupuncture" in answer.content.decode().lower()
    assert CANARY not in answer.content.decode()


def test_why_the_words_of_another_are_not_changed_is_said(page, author):
    comment = add_comment(author, page)
    screen = Screen(signed_in("Editor"), page)
    screen.form |= comments({"id": str(comment.pk), "text": "Something else."}, stored=1)
    response = screen.post()
    shown = response.content.decode()
    assert "Nothing was saved. You cannot edit another user" in shown
    comment.refresh_from_db()
    assert comment.text == CANARY


@pytest.mark.parametrize("is_reply", [False, True])
def test_a_comment_of_another_page_is_not_made_anew_on_this_one(page, author, is_reply):
    comment = add_comment(author, page)
    other = complete_draft(title="Another therapy")
    said: dict[str, str] = {"id": str(comment.pk), "text": "Mine now."}
    if is_reply:
        reply = CommentReply.objects.create(comment=comment, user=comment.user, text="It is.")
        said = {
            "text": "New.",
            "replies-TOTAL_FORMS": "1",
            "replies-0-id": str(reply.pk),
            "replies-0-text": "Mine now.",
            "replies-0-deleted": "",
        }
    screen = Screen(author, other)
    screen.form |= comments(said)
    response = screen.post()
    assert response.status_code == 400
    assert "A comment in the form belongs to another page." in response.content.decode()
    assert not Comment.objects.filter(page=other).exists()
