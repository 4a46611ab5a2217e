"""Mail to staff: queued in the transaction of what it tells about, sent by the worker, one by one."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import parseaddr
from hashlib import sha256
from time import monotonic
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.mail import EmailMessage, get_connection
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone

from backcare.retention import MAILS
from factsheets.database.background import patient_task
from factsheets.language.one_line import name_in_a_mail

from .models import OutgoingMail

logger = logging.getLogger(__name__)

#: How keys of mails begin that Django or Wagtail made. Their words may be a secret, such as a link that sets a password.
FROM_ELSEWHERE = "message:"
#: How keys of mails begin that tell others of powers and accounts: whoever they tell of could stop them, so nobody can.
OF_POWERS = "security:"
#: Titles and names of people, both of any length, stand in one.
_LONGEST_SUBJECT = 300
#: A mail that could not be sent for so long is given up: its address is dead, or nobody waits for it any more.
GIVEN_UP_AFTER = timedelta(days=7)


class MailNotSent(Exception):
    """The message says which, and why; it is tried again."""


class Sent(NamedTuple):
    """How many mails a run has sent, and how many it could not send."""

    sent: int
    failed: int


def queue_mail(key: str, to: str, template: str, context: Mapping[str, object], *, now: datetime) -> None:
    """Queue the mail that `template` makes: its first line is the subject, the rest the text.

    A `person` in the context, to whom it goes, is `called` in it by a name that says nothing else.
    The same key again queues nothing. Call it in the transaction that changes what the mail tells about.
    """
    person = context.get("person")
    called = (
        name_in_a_mail(person.get_full_name() or person.get_username())
        if isinstance(person, AbstractUser)
        else ""
    )
    words = render_to_string(template, {"site_url": settings.SITE_URL, "called": called, **context}).strip()
    subject, _, body = words.partition("\n")
    queue_words(key, to, subject, body, now=now)


def queue_words(key: str, to: str, subject: str, body: str, *, now: datetime) -> None:
    """Queue a mail whose words are ready: else like `queue_mail`."""
    mail, is_new = OutgoingMail.objects.get_or_create(
        key=key,
        defaults={
            "to": to,
            "subject": _one_line(subject),
            "body": re.sub(r"\n{3,}", "\n\n", f"{body.strip()}\n"),
            "made_at": now,
        },
    )
    if is_new:
        send_mail.enqueue(mail.pk)


def _one_line(subject: str) -> str:
    line = " ".join(subject.split())
    return line if len(line) <= _LONGEST_SUBJECT else f"{line[: _LONGEST_SUBJECT - 1]}…"


@patient_task
def send_mail(pk: int) -> None:
    """Send one mail that waits. What another run has sent or taken back meanwhile is done with."""
    mail = OutgoingMail.objects.waiting().filter(pk=pk).first()
    if mail is None:
        return
    now = timezone.now()
    if not OutgoingMail.objects.claim(pk, now=now):
        raise MailNotSent(f"Another run has it in hand: {mail}")
    _send(mail, now=now)


def send_waiting(now: datetime) -> Sent:
    """Try every waiting mail once: those of which no task is left, too. What fails waits for the next run.

    Not to be called inside a transaction: each mail is marked on its own, so that what was sent stays sent.
    """
    started = monotonic()
    sent = failed = 0
    for mail in list(OutgoingMail.objects.free(now)):
        moment = now + timedelta(seconds=monotonic() - started)
        if not OutgoingMail.objects.claim(mail.pk, now=moment):
            continue
        try:
            _send(mail, now=moment)
        except MailNotSent:  # the others still have to be sent
            logger.exception("A mail could not be sent and waits for the next run: %s", mail)
            failed += 1
        else:
            sent += 1
    return Sent(sent, failed)


def give_up(pk: int, *, now: datetime) -> bool:
    """Try a mail no more; False when it was sent or given up meanwhile, or is being sent just now."""
    return bool(OutgoingMail.objects.free(now).filter(pk=pk).update(given_up_at=now, **_without_secrets(pk)))


def send_again(pk: int, *, now: datetime) -> bool:
    """Try a mail at once, and for the whole time anew; False when it was sent, is being sent, or has no words left."""
    mails = OutgoingMail.objects.filter(pk=pk, sent_at=None, claimed_at=None).exclude(body="")
    if not mails.update(given_up_at=None, again_from=now):
        return False
    send_mail.enqueue(pk)
    return True


def forget_done(now: datetime) -> int:
    """Delete mails that were sent or given up long ago; how many."""
    long_ago = MAILS.ended(now)
    return OutgoingMail.objects.filter(Q(sent_at__lt=long_ago) | Q(given_up_at__lt=long_ago)).delete()[0]


def _send(mail: OutgoingMail, *, now: datetime) -> None:
    """Send a mail that is claimed, and note what became of it; raises MailNotSent."""
    server = get_connection(settings.EMAIL_SENDING_BACKEND)
    message = EmailMessage(mail.subject, mail.body, to=[mail.to], headers=_headers(mail), connection=server)
    row = OutgoingMail.objects.filter(pk=mail.pk)
    try:
        message.send()
    except Exception as error:  # whatever is wrong with it, the mail is free for the next try
        row.update(claimed_at=None, last_error=f"{type(error).__name__}: {error}")
        if now - (mail.again_from or mail.made_at) >= GIVEN_UP_AFTER:
            give_up(mail.pk, now=now)
        raise MailNotSent(f"{mail}: {error}") from error
    row.update(claimed_at=None, sent_at=now, last_error="", **_without_secrets(mail.pk))


def _without_secrets(pk: int) -> dict[str, str]:
    """What is kept of a mail that nobody sends any more: words from elsewhere may hold a link that sets a password."""
    is_from_elsewhere = OutgoingMail.objects.filter(pk=pk, key__startswith=FROM_ELSEWHERE).exists()
    return {"body": ""} if is_from_elsewhere else {}


def _headers(mail: OutgoingMail) -> dict[str, str]:
    """The same number at every try: a mail server or reader that gets a mail twice can know it for one."""
    number = sha256(f"{mail.pk} {mail.key} {mail.made_at.isoformat()}".encode()).hexdigest()[:32]
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
    return {"Auto-Submitted": "auto-generated", "Message-ID": f"<{number}@{domain}>"}
