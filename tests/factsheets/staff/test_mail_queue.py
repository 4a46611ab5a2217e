"""The report “Mail that waits”: what could not be sent, why, and what an administrator can do about it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from backcare.background.worker import BackgroundWorker
from factsheets.mail.sending import OF_POWERS, forget_done, queue_words, send_waiting
from factsheets.models import OutgoingMail
from tests.factsheets.screens.kinds import signed_in

pytestmark = pytest.mark.django_db

REPORT = "/admin/reports/mail-that-waits/"
SECRET = "https://example.org/password_reset/confirm/secret/"


class Refuses(EmailBackend):
    """A mail server that knows nobody, as long as it `refuses`."""

    refuses = True

    def send_messages(self, messages):
        if Refuses.refuses:
            raise OSError("550 no such mailbox")
        return super().send_messages(messages)


@pytest.fixture(autouse=True)
def server(settings):
    settings.EMAIL_SENDING_BACKEND = f"{__name__}.Refuses"
    Refuses.refuses = True


@pytest.fixture
def boss() -> Client:
    return signed_in("Administrator")


def queue(key: str = "one", *, body: str = "The words.") -> OutgoingMail:
    queue_words(
        key, f"{key.strip(':').replace(':', '-')}@example.org", f"About {key}", body, now=timezone.now()
    )
    return OutgoingMail.objects.get(key=key)


def settle(browser: Client, what: str, waiting: OutgoingMail) -> str:
    address = reverse(what, args=[waiting.pk])
    assert waiting.to in browser.get(address).content.decode()
    return browser.post(address, follow=True).content.decode()


def test_whatever_was_not_sent_is_listed_with_its_age_and_reason_and_without_its_words(boss):
    queue(), queue("message:two", body=SECRET)
    OutgoingMail.objects.filter(key="one").update(made_at=timezone.now() - timedelta(hours=5))
    assert send_waiting(timezone.now()) == (0, 2)
    for address in (REPORT, f"{REPORT}?export=csv"):
        answer = boss.get(address)
        shown = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
        for words in ("one@example.org", "About one", "5\xa0hours", "OSError: 550 no such mailbox"):
            assert words in shown
        assert "secret" not in shown
        assert "The words." not in shown


def test_a_mail_is_given_up_after_a_week_and_the_others_go_on(boss):
    made = timezone.now()
    first = queue()
    assert send_waiting(made + timedelta(days=6)) == (0, 1)
    assert OutgoingMail.objects.waiting().get() == first
    assert send_waiting(made + timedelta(days=7, minutes=1)) == (0, 1)
    assert not OutgoingMail.objects.waiting().exists()
    Refuses.refuses = False
    assert send_waiting(made + timedelta(days=8)) == (0, 0)
    assert "Given up" in boss.get(REPORT).content.decode()
    assert forget_done(made + timedelta(days=97)) == 0
    assert forget_done(made + timedelta(days=98)) == 1


def test_send_again_sends_what_was_given_up_and_gives_it_another_week(boss):
    made = timezone.now() - timedelta(days=8)
    waiting = queue()
    OutgoingMail.objects.update(made_at=made)
    send_waiting(timezone.now())
    waiting.refresh_from_db()
    assert waiting.given_up_at
    assert "The mail is tried at once." in settle(boss, "send_mail_again", waiting)
    send_waiting(timezone.now())
    assert OutgoingMail.objects.waiting().exists()

    Refuses.refuses = False
    assert "The mail is tried at once." in settle(boss, "send_mail_again", waiting)
    BackgroundWorker().once()
    assert [message.body for message in mail.outbox] == ["The words.\n"]
    assert "one@example.org" not in boss.get(REPORT).content.decode()
    assert "Nothing was changed" in settle(boss, "send_mail_again", waiting)
    assert [entry.user.username for entry in ModelLogEntry.objects.filter(label="Mail: send again")] == [
        "administrator"
    ] * 2


def test_give_up_keeps_no_secret_and_what_has_no_words_cannot_be_sent_again(boss):
    waiting = queue("message:two", body=SECRET)
    assert "The mail is given up." in settle(boss, "give_up_mail", waiting)
    waiting.refresh_from_db()
    assert (waiting.body, waiting.given_up_at is not None) == ("", True)
    assert reverse("send_mail_again", args=[waiting.pk]) not in boss.get(REPORT).content.decode()
    assert "Nothing was changed" in settle(boss, "send_mail_again", waiting)
    assert "Nothing was changed" in settle(boss, "give_up_mail", waiting)
    Refuses.refuses = False
    assert BackgroundWorker().once() == 1
    assert not mail.outbox


def test_a_mail_that_is_being_sent_is_left_alone(boss):
    waiting = queue()
    OutgoingMail.objects.claim(waiting.pk, now=timezone.now())
    for what in ("give_up_mail", "send_mail_again"):
        assert "Nothing was changed" in settle(boss, what, waiting)
    assert OutgoingMail.objects.waiting().get() == waiting


def test_a_mail_that_tells_others_of_powers_is_stopped_by_nobody(boss):
    waiting = queue(f"{OF_POWERS}1:2")
    assert reverse("give_up_mail", args=[waiting.pk]) not in boss.get(REPORT).content.decode()
    assert "tells others of powers" in settle(boss, "give_up_mail", waiting)
    assert OutgoingMail.objects.waiting().get() == waiting
    assert send_waiting(waiting.made_at + timedelta(days=8)) == (0, 1)
    assert not OutgoingMail.objects.waiting().exists()


@pytest.mark.parametrize("role", ["Author", "Editor", "Clinical reviewer", "Resource manager"])
def test_it_is_for_administrators_alone(role):
    waiting, browser = queue(), signed_in(role)
    assert browser.get(REPORT).status_code == 302
    assert browser.post(reverse("give_up_mail", args=[waiting.pk])).status_code == 302
    assert OutgoingMail.objects.waiting().exists()
    assert "Mail that waits" not in browser.get("/admin/").content.decode()
