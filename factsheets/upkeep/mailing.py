"""Mail to staff: queued in the transaction of what it tells about, sent afterwards, one by one."""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from time import monotonic
from typing import Any, NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from factsheets.models import OutgoingMail

logger = logging.getLogger(__name__)

#: A mail that was sent is kept so long, for those who wonder whether it was.
_SENT_IS_KEPT = timedelta(days=90)


class Sent(NamedTuple):
    sent: int
    failed: int


def queue_mail(key: str, to: str, template: str, context: Mapping[str, Any], *, now: datetime) -> None:
    """Queue the mail that `templates/email/<template>` makes: its first line is the subject, the rest the text.

    The same key again queues nothing. Call it in the transaction that changes what the mail tells about.
    """
    words = render_to_string(f"email/{template}", {"site_url": settings.SITE_URL, **context}).strip()
    subject, _, body = words.partition("\n")
    queue_words(key, to, subject, body, now=now)


def queue_words(key: str, to: str, subject: str, body: str, *, now: datetime) -> None:
    """Queue a mail whose words are ready: else like `queue_mail`."""
    OutgoingMail.objects.get_or_create(
        key=key,
        defaults={
            "to": to,
            "subject": " ".join(subject.split()),
            "body": re.sub(r"\n{3,}", "\n\n", f"{body.strip()}\n"),
            "made_at": now,
        },
    )


def send_waiting(now: datetime, *, keys: Collection[str] | None = None) -> Sent:
    """Try every waiting mail once, or those of `keys` alone. What fails waits for the next run, the others are sent.

    Not to be called inside a transaction: each mail is marked on its own, so that what was sent stays sent.
    """
    started = monotonic()
    sent = failed = 0
    waiting = OutgoingMail.objects.free(now)
    if keys is not None:
        waiting = waiting.filter(key__in=keys)
    for pk in list(waiting.values_list("pk", flat=True)):
        moment = now + timedelta(seconds=monotonic() - started)
        if not OutgoingMail.objects.claim(pk, now=moment):
            continue
        if _send(OutgoingMail.objects.get(pk=pk), now=moment):
            sent += 1
        else:
            failed += 1
    return Sent(sent, failed)


def forget_sent(now: datetime) -> int:
    """Delete mails that were sent long ago; how many."""
    return OutgoingMail.objects.filter(sent_at__lt=now - _SENT_IS_KEPT).delete()[0]


def _send(mail: OutgoingMail, *, now: datetime) -> bool:
    message = EmailMessage(
        mail.subject, mail.body, to=[mail.to], headers={"Auto-Submitted": "auto-generated"}
    )
    row = OutgoingMail.objects.filter(pk=mail.pk)
    try:
        message.send()
    except Exception as error:  # whatever is wrong with one mail, the others still have to be sent
        logger.exception("A mail could not be sent and waits for the next run: %s", mail)
        row.update(claimed_at=None, last_error=f"{type(error).__name__}: {error}")
        return False
    row.update(claimed_at=None, sent_at=now, last_error="")
    return True
