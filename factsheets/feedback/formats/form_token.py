"""The signed, time-limited token of a reader's form: it takes the place of a cookie against forged posts."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.core import signing

_SALT = "factsheets.feedback"
#: Long enough for anybody to write at their own pace (WCAG 2.2, 2.2.1 asks for twenty hours).
MAX_AGE = timedelta(hours=24)


class TokenRefused(Exception):
    """The token is too old, changed, or was made for something else."""


def make_token(subject: str) -> str:
    """A token for one form about `subject`; each has a random mark of its own."""
    mark = secrets.token_urlsafe(16)
    return signing.TimestampSigner(salt=_SALT).sign_object([subject, mark])


def mark_of(token: str, subject: str) -> str:
    """The random mark of a token that was made for `subject` within `MAX_AGE`; otherwise TokenRefused."""
    try:
        made_for: str
        mark: str
        made_for, mark = signing.TimestampSigner(salt=_SALT).unsign_object(token, max_age=MAX_AGE)
    except signing.BadSignature as refusal:
        raise TokenRefused from refusal
    if made_for != subject:
        raise TokenRefused
    return mark
