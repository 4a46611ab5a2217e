"""Whoever may write in a text answers and settles the comments of colleagues there; their words stay theirs."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import Comment, CommentReply

from factsheets.models import FactsheetPage
from factsheets.people.roles import ADMINISTRATOR, AUTHOR, EDITOR
from tests import builders
from tests.factsheets.screens.kinds import signed_in
from tests.factsheets.screens.screen import Screen
from tests.factsheets.screens.test_comments import comments

pytestmark = pytest.mark.django_db

WORDS = "Is this really what the guideline says?"
REPLY = "It is."


class Said(NamedTuple):
    """A comment of somebody, and what they answered themselves."""

    page: FactsheetPage
    comment: Comment
    reply: CommentReply


def said() -> Said:
    page, somebody = builders.complete_draft(), builders.person("Editor", "somebody-else")
    comment = Comment.objects.create(page=page, user=somebody, text=WORDS, contentpath="summary")
    return Said(page, comment, CommentReply.objects.create(comment=comment, user=somebody, text=REPLY))


#: What is sent about the comment, and about the reply to it.
_ACTS = {
    "another text": ({"text": "Mine now."}, {}),
    "deleted": ({"DELETE": "on"}, {}),
    "another reply": ({}, {"text": "It is not."}),
    "the reply deleted": ({}, {"DELETE": "on"}),
}


@pytest.mark.parametrize("act", _ACTS)
@pytest.mark.parametrize("role", [ADMINISTRATOR, EDITOR, AUTHOR])
def test_nobody_changes_or_deletes_what_a_colleague_said(role: str, act: str) -> None:
    _send(signed_in(role), said(), *_ACTS[act])
    assert list(Comment.objects.values_list("text", flat=True)) == [WORDS]
    assert list(CommentReply.objects.values_list("text", flat=True)) == [REPLY]


@pytest.mark.parametrize("role", [ADMINISTRATOR, EDITOR, AUTHOR])
def test_whoever_may_write_settles_it(role: str) -> None:
    about = said()
    _send(signed_in(role), about, {"resolved": "on"}, {})
    about.comment.refresh_from_db()
    assert about.comment.resolved_by.username == role.lower()


def test_ones_own_is_deleted() -> None:
    about, browser = said(), signed_in(AUTHOR)
    Comment.objects.update(user=get_user_model().objects.get(username="author"))
    _send(browser, about, {"DELETE": "on"}, {})
    assert not Comment.objects.exists()


def _send(browser: Client, about: Said, about_it: dict[str, str], about_reply: dict[str, str]) -> None:
    screen = Screen(browser, about.page)
    fields = {"id": str(about.reply.pk), "text": REPLY, "DELETE": ""} | about_reply
    replies = {"replies-TOTAL_FORMS": "1", "replies-INITIAL_FORMS": "1"}
    replies |= {f"replies-0-{name}": value for name, value in fields.items()}
    screen.form |= comments({"id": str(about.comment.pk), "text": WORDS} | replies | about_it, stored=1)
    screen.post()
