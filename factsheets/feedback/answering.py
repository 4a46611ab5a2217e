"""What becomes of "Was this useful?": an answer is checked, masked and stored; staff mark it handled."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from wagtail.log_actions import log

from factsheets.feedback.formats.form_token import make_token, mark_of
from factsheets.language.masking import masked
from factsheets.page.models.factsheet_page import FactsheetPage

from .models import Feedback, FeedbackLimit

MOST_CHARACTERS = 1000
#: A whole network shares these: a hospital, a library, the customers of one mobile company in one place.
MOST_ANSWERS_A_DAY = 40
_MOST_LINKS = 1
_HANDLING = ["handled_at", "handled_by", "settled_as", "settled_note"]
_LINK = re.compile(r"https?://|(?<!//)www\.|\[url|<a\s", re.IGNORECASE)


class CommentTooLong(Exception):
    """The comment has more than `MOST_CHARACTERS` characters."""


class TooManyAnswers(Exception):
    """The network has sent as many answers as one network may send in a day."""


@dataclass(frozen=True)
class Answer:
    """What a reader sent. `trap` is the field that people do not see."""

    useful: bool
    comment: str
    trap: str
    token: str
    network: str


def token_for(page: FactsheetPage, *, useful: bool) -> str:
    """The token of one form, for this factsheet and this answer alone."""
    return make_token(_subject(page, useful))


def receive_answer(page: FactsheetPage, answer: Answer, *, now: datetime) -> Feedback:
    """Store an answer, without personal details. The same form sent again corrects its answer, and waits once more.

    Raises TokenRefused, CommentTooLong or TooManyAnswers; then nothing is stored.
    """
    mark = mark_of(answer.token, _subject(page, answer.useful))
    comment = _normalised(answer.comment)
    if len(comment) > MOST_CHARACTERS:
        raise CommentTooLong
    today = timezone.localdate(now)
    with transaction.atomic():
        if not FeedbackLimit.objects.take_one(
            _limit_key(answer.network, today), day=today, most=MOST_ANSWERS_A_DAY
        ):
            raise TooManyAnswers
        stored, _ = Feedback.objects.update_or_create(
            form_mark=mark,
            defaults={
                "page": page,
                "useful": answer.useful,
                "comment": masked(comment),
                "suspected_spam": _looks_like_spam(answer),
                "received_at": now,
                "handled_at": None,
                "handled_by": None,
                "settled_as": "",
                "settled_note": "",
            },
        )
    return stored


def characters_too_many(comment: str) -> int:
    """By how many characters a comment is too long, as it is counted here."""
    return max(0, len(_normalised(comment)) - MOST_CHARACTERS)


@transaction.atomic
def mark_handled(
    answers: Iterable[Feedback],
    user: AbstractBaseUser,
    *,
    now: datetime,
    settled_as: str = "",
    note: str = "",
) -> int:
    """Mark answers as handled by `user`; how many were waiting. Those that somebody handled before stay theirs.

    A review says as well how it settled them (`policy.Settlement`), and why.
    """
    waiting = list(
        Feedback.objects.waiting().filter(pk__in=[each.pk for each in answers]).select_related("page")
    )
    for each in waiting:
        each.handled_at, each.handled_by_id = now, user.pk
        each.settled_as, each.settled_note = settled_as, note
        each.save(update_fields=_HANDLING)
        log(instance=each, action="wagtail.edit", user=user)
    return len(waiting)


@transaction.atomic
def mark_waiting(answer: Feedback, user: AbstractBaseUser) -> None:
    """Take the mark away again."""
    answer.handled_at = answer.handled_by = None
    answer.settled_as = answer.settled_note = ""
    answer.save(update_fields=_HANDLING)
    log(instance=answer, action="wagtail.edit", user=user)


def forget_networks(*, today: date) -> int:
    """Delete the counts of networks that are not of `today`; how many there were. For the daily job."""
    return FeedbackLimit.objects.forget(today=today)


def forget_answers(now: datetime) -> int:
    """Delete answers whose time is over, with all that staff noted about them; how many. For the daily job.

    The log of what staff did with them keeps no word of theirs.
    """
    return Feedback.objects.forget(now)


def _subject(page: FactsheetPage, useful: bool) -> str:
    return f"{page.pk}:{'yes' if useful else 'no'}"


def _normalised(comment: str) -> str:
    return comment.replace("\r\n", "\n").strip()


def _limit_key(network: str, day: date) -> str:
    """A hash that only this site can make, with another key each day."""
    return salted_hmac(f"factsheets.feedback.limit:{day}", network, algorithm="sha256").hexdigest()


def _looks_like_spam(answer: Answer) -> bool:
    return bool(answer.trap.strip()) or len(_LINK.findall(answer.comment)) > _MOST_LINKS
