"""Mail that Django and Wagtail make themselves, such as the link of a forgotten password, waits its turn like ours."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from typing_extensions import override

from .sending import FROM_ELSEWHERE, queue_words


class QueuedMail(BaseEmailBackend):
    """For `EMAIL_BACKEND`: whoever sends waits for no mail server, and a mail of a save that is rolled back is never sent.

    `EMAIL_SENDING_BACKEND` names the one that sends. Each recipient gets a mail of their own, the plain text of the message.
    """

    @override
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queue them; how many messages. Raises ValueError for one with a file, which the queue does not keep."""
        for message in email_messages:
            if message.attachments:
                raise ValueError(f"“{message.subject}” carries a file, and queued mail is plain text.")
            for to in message.recipients():
                key = f"{FROM_ELSEWHERE}{uuid4()}"
                queue_words(key, to, str(message.subject), str(message.body), now=timezone.now())
        return len(email_messages)
