"""Mail of Django's and Wagtail's own: nobody waits for a mail server, nothing is lost, and no secret stays behind."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone
from wagtail.models import Comment, PageSubscription

from backcare.background.worker import BackgroundWorker
from factsheets.mail.sending import send_waiting
from factsheets.models import OutgoingMail
from tests.builders import complete_draft, person
from tests.factsheets.screens.kinds import signed_in
from tests.factsheets.screens.screen import Screen
from tests.factsheets.screens.test_comments import CANARY, comments

pytestmark = pytest.mark.django_db


class Hangs(BaseEmailBackend):
    """A mail server that may be asked by the worker alone: whoever else asks would wait for it."""

    asked = 0

    def send_messages(self, _messages: list) -> int:
        Hangs.asked += 1
        raise TimeoutError("timed out")


@pytest.fixture(autouse=True)
def as_in_production(settings) -> None:
    settings.EMAIL_BACKEND = "factsheets.mail.queued.QueuedMail"
    Hangs.asked = 0


def test_a_comment_is_stored_whatever_the_mail_server_does(settings):
    settings.EMAIL_SENDING_BACKEND = f"{__name__}.Hangs"
    page, editor = complete_draft(), person("Editor", email="editor@example.org")
    PageSubscription.objects.create(page=page, user=editor, comment_notifications=True)
    screen = Screen(signed_in("Author"), page)
    screen.form |= comments({"text": CANARY})
    screen.post()
    assert Comment.objects.get(page=page).text == CANARY
    assert Hangs.asked == 0
    queued = OutgoingMail.objects.get()
    assert queued.to == "editor@example.org"
    assert CANARY in queued.body

    BackgroundWorker().once()
    queued.refresh_from_db()
    assert (Hangs.asked, queued.last_error) == (1, "TimeoutError: timed out")
    settings.EMAIL_SENDING_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert not mail.outbox
    assert send_waiting(timezone.now()) == (1, 0)
    assert [message.to for message in mail.outbox] == [["editor@example.org"]]


def test_each_recipient_gets_a_mail_of_their_own_in_plain_text():
    message = EmailMultiAlternatives(
        "Words\nof two lines", "Plain.", to=["a@example.org"], bcc=["b@example.org"]
    )
    message.attach_alternative("<p>Not plain.</p>", "text/html")
    assert message.send() == 1
    BackgroundWorker().once()
    assert sorted((each.to, each.subject, each.body) for each in mail.outbox) == [
        (["a@example.org"], "Words of two lines", "Plain.\n"),
        (["b@example.org"], "Words of two lines", "Plain.\n"),
    ]


def test_a_file_is_refused_with_a_sentence_and_nothing_is_queued():
    message = EmailMessage("Report", "See the file.", to=["a@example.org"])
    message.attach("report.csv", "a,b")
    with pytest.raises(ValueError, match="“Report” carries a file"):
        message.send()
    assert not OutgoingMail.objects.exists()


def test_a_save_that_is_rolled_back_is_told_to_nobody():
    with transaction.atomic():
        send_mail("Saved", "It was not.", None, ["a@example.org"])
        transaction.set_rollback(True)
    assert BackgroundWorker().once() == 0
    assert not mail.outbox


def test_a_subject_of_any_length_is_kept_as_far_as_there_is_room():
    send_mail("Words of a title " * 40, "Plain.", None, ["a@example.org"])
    subject = OutgoingMail.objects.get().subject
    assert subject.startswith("Words of a title Words")
    assert subject.endswith("…")
    assert len(subject) == 300
