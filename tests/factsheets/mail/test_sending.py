"""Mail to staff: worded, queued once, sent once, and never lost."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import connection

from factsheets.mail.sending import forget_done, queue_mail, send_waiting
from factsheets.models import OutgoingMail, Reminder
from factsheets.reviews.reminding import remind
from tests.builders import person
from tests.factsheets.reviews.nights import night_of, promised, run

DUE_ON = date(2026, 9, 3)
NOW = night_of(DUE_ON)


class BrokenFor(EmailBackend):
    """A mail server that refuses some addresses, and breaks down after some mails."""

    refused: tuple[str, ...] = ()
    most = 1000

    def send_messages(self, messages):
        if messages[0].to[0] in self.refused:
            raise OSError("550 no such mailbox")
        if len(mail.outbox) >= self.most:
            raise ConnectionRefusedError("connection refused")
        return super().send_messages(messages)


@pytest.fixture
def server(settings):
    settings.EMAIL_SENDING_BACKEND = f"{__name__}.BrokenFor"
    yield BrokenFor
    BrokenFor.refused, BrokenFor.most = (), 1000


def waiting_mail() -> OutgoingMail:
    return OutgoingMail.objects.create(
        key="one", to="a@example.org", subject="A", body="B", made_at=NOW - timedelta(days=1)
    )


def recipients() -> list[str]:
    return sorted(message.to[0] for message in mail.outbox)


@pytest.mark.django_db
def test_a_failing_address_does_not_stop_the_others_and_is_tried_again(server):
    for title in ("Massage", "TENS", "Yoga"):
        promised(DUE_ON, title)
    server.refused = ("tens@example.org",)
    remind(NOW)
    assert send_waiting(NOW) == (2, 1)
    assert recipients() == ["massage@example.org", "yoga@example.org"]
    waiting = OutgoingMail.objects.waiting().get()
    assert (waiting.attempts, waiting.last_error) == (1, "OSError: 550 no such mailbox")
    server.refused = ()
    assert send_waiting(NOW + timedelta(days=1)) == (1, 0)
    assert recipients() == ["massage@example.org", "tens@example.org", "yoga@example.org"]


@pytest.mark.django_db
def test_when_the_server_breaks_down_half_way_the_next_run_sends_the_rest(server):
    for title in ("Massage", "TENS", "Yoga"):
        promised(DUE_ON, title)
    server.most = 1
    remind(NOW)
    assert send_waiting(NOW) == (1, 2)
    server.most = 1000
    assert len(run(DUE_ON)) == 2
    assert recipients() == ["massage@example.org", "tens@example.org", "yoga@example.org"]
    assert run(DUE_ON) == []


@pytest.mark.django_db
def test_a_mail_in_the_hands_of_another_run_is_left_alone_until_that_run_counts_as_broken_off():
    pk = waiting_mail().pk
    assert OutgoingMail.objects.claim(pk, now=NOW)
    assert not OutgoingMail.objects.claim(pk, now=NOW)
    assert send_waiting(NOW + timedelta(minutes=9)) == (0, 0)
    assert send_waiting(NOW + timedelta(minutes=11)) == (1, 0)
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_the_same_mail_is_queued_once():
    page = promised(DUE_ON)
    context = {"factsheet": page, "person": page.owner, "due_on": DUE_ON, "review_path": "/"}
    for _ in range(2):
        queue_mail("one", "a@example.org", "factsheets/reviews/email/review_due.txt", context, now=NOW)
    assert OutgoingMail.objects.count() == 1


@pytest.mark.django_db
def test_sent_mails_are_kept_for_90_days():
    waiting_mail()
    send_waiting(NOW)
    assert forget_done(NOW + timedelta(days=90)) == 0
    assert forget_done(NOW + timedelta(days=91)) == 1


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_tell_each_stage_once_and_send_each_mail_once():
    for number in range(6):
        promised(DUE_ON, f"Therapy {number}")
    faults: list[Exception] = []
    together = threading.Barrier(2)

    def daily() -> None:
        try:
            together.wait(timeout=20)
            remind(NOW)
            together.wait(timeout=60)
            send_waiting(NOW)
        except Exception as fault:  # noqa: BLE001 - told by the assertion below
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=daily) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert faults == []
    assert Reminder.objects.count() == 6
    assert recipients() == [f"therapy-{number}@example.org" for number in range(6)]
    assert not OutgoingMail.objects.waiting().exists()


@pytest.mark.django_db
def test_the_command_says_in_one_sentence_what_could_not_be_sent(server, caplog):
    waiting_mail()
    server.refused = ("a@example.org",)
    with pytest.raises(CommandError, match=r"send mail: 1 mail could not be sent \(0 were\)"):
        call_command("daily")
    assert "waits for the next run" in caplog.text


DUE_MAIL = """\
Hello Ada Green,

The review of the factsheet “Heat & cold” is due since 3 September 2026. After that day readers see on the page that it is overdue.
It was last reviewed on 3 September 2023.

What to do: read the whole factsheet again, look for new evidence, then record the review here:
{address}

If it cannot be done now, acknowledge this reminder on the same screen. Then nobody is reminded of it again.

You get this mail because the factsheet is yours.
"""
SOON_MAIL = """\
Hello Ada Green,

The factsheet “Heat & cold” is due for a review on 3 September 2026.
It was last reviewed on 3 September 2023.

What to do: read the whole factsheet again, look for new evidence, then record the review here:
{address}

You get this mail because the factsheet is yours.
"""
OVERDUE_MAIL = """\
Hello bob,

The review of the factsheet “Heat & cold” was due on 3 September 2026 and is overdue. Readers see that on the page.
It was last reviewed on 3 September 2023.

What to do: read the whole factsheet again, look for new evidence, then record the review here:
{address}

If it cannot be done now, acknowledge this reminder on the same screen. Otherwise another one follows in 30 days.

You get this mail because you are an editor, and the factsheet has no owner who can be reached.
"""


@pytest.mark.django_db
def test_the_words_of_the_mails():
    page = promised(DUE_ON, "Heat & cold", first_name="Ada", last_name="Green", email="ada@example.org")
    address = f"{settings.SITE_URL}/admin/factsheets/{page.pk}/reviews/"
    run(DUE_ON - timedelta(days=80))
    run(DUE_ON)
    get_user_model().objects.filter(pk=page.owner.pk).update(is_active=False)
    person("Editor", "bob", email="bob@example.org")
    run(DUE_ON + timedelta(days=30))
    soon, due, overdue = mail.outbox
    assert soon.subject == "Review due on 3 September 2026: Heat & cold"
    assert due.subject == "Review due since 3 September 2026: Heat & cold"
    assert overdue.subject == "Review overdue since 3 September 2026: Heat & cold"
    assert soon.body == SOON_MAIL.format(address=address)
    assert due.body == DUE_MAIL.format(address=address)
    assert overdue.body == OVERDUE_MAIL.format(address=address)
    for message in mail.outbox:
        assert message.message().get_content_type() == "text/plain"
        assert message.extra_headers["Auto-Submitted"] == "auto-generated"
        assert message.from_email == settings.DEFAULT_FROM_EMAIL


def test_no_mail_server_is_waited_for_without_end():
    assert settings.EMAIL_TIMEOUT
