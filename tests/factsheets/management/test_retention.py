"""`manage.py daily` deletes what is older than the table of retention says, and nothing younger."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import ModelLogEntry

from backcare.retention import (
    BROUGHT_IN,
    COMMON_SEARCHES,
    FAILED_SIGN_INS,
    FEEDBACK,
    FORMS_SAVED,
    KEPT,
    MAILS,
    NETWORK_COUNTS,
    RARE_SEARCHES,
    READING_COUNTS,
    SECURITY_LOG,
    SESSIONS,
    SYNONYM_CHANGES,
    TASKS_DONE,
    TASKS_FAILED,
    TYPED_IN_BROWSER,
    Deleter,
    Retention,
)
from factsheets.feedback.answering import mark_handled
from factsheets.mail.sending import queue_words
from factsheets.models import (
    BatchDocument,
    Feedback,
    FeedbackLimit,
    ImportBatch,
    OriginalDocument,
    OutgoingMail,
    ReadingCount,
    SynonymChange,
    UnansweredSearch,
)
from factsheets.search.models.unanswered_search import SHOWN_FROM
from factsheets.security_log.models import SecurityEvent
from tests.builders import live, person

pytestmark = pytest.mark.django_db

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
#: What other parts of the site keep; their own tests hold them to the table.
ELSEWHERE = {FAILED_SIGN_INS, FORMS_SAVED}
numbers = count()


@dataclass(frozen=True)
class Kind:
    """How to make one row that began at a moment, and the step by which its time is counted."""

    model: type[Model]
    make: Callable[[datetime], Any]
    step: timedelta = SECOND


def answer(began: datetime) -> Feedback:
    return Feedback.objects.create(
        page=live(f"Therapy {next(numbers)}"),
        useful=False,
        comment="It hurt.",
        received_at=began,
        form_mark=f"{next(numbers)}",
    )


def network(began: datetime) -> FeedbackLimit:
    return FeedbackLimit.objects.create(key_hash=f"{next(numbers)}", day=timezone.localdate(began), count=1)


def search(times: int) -> Callable[[datetime], UnansweredSearch]:
    def make(began: datetime) -> UnansweredSearch:
        day = timezone.localdate(began)
        return UnansweredSearch.objects.create(
            term=f"words {next(numbers)}", count=times, first_on=day, last_on=day
        )

    return make


def session(began: datetime) -> Session:
    store = SessionStore()
    store["signed in"] = True
    store.save()
    row = Session.objects.get(pk=store.session_key)
    row.expire_date = began + SESSIONS.time
    row.save()
    return row


def mail(began: datetime) -> OutgoingMail:
    return OutgoingMail.objects.create(
        key=f"{next(numbers)}", to="a@example.org", subject="S", body="Words.", made_at=began, sent_at=began
    )


def task(status: str) -> Callable[[datetime], DBTaskResult[..., object]]:
    def make(began: datetime) -> DBTaskResult[..., object]:
        before = set(DBTaskResult.objects.values_list("pk", flat=True))
        queue_words(f"{next(numbers)}", "a@example.org", "S", "Words.", now=timezone.now())
        rows = DBTaskResult.objects.exclude(pk__in=before)
        rows.update(status=status, enqueued_at=began, finished_at=began)
        return rows.get()

    return make


def event(began: datetime) -> SecurityEvent:
    return SecurityEvent.objects.create(kind="refused", happened_at=began, last_at=began)


def brought_in(began: datetime) -> OriginalDocument:
    original = OriginalDocument.objects.keep(f"{next(numbers)}".encode())
    OriginalDocument.objects.filter(pk=original.pk).update(kept_since=began)
    batch = ImportBatch.objects.create(name="A", made_at=began)
    BatchDocument.objects.create(
        batch=batch, place=1, name="a.txt", size=1, digest=original.digest, original=original
    )
    return original


def reading(began: datetime) -> ReadingCount:
    return ReadingCount.objects.create(day=timezone.localdate(began), address="/", times=1)


def synonym_change(began: datetime) -> SynonymChange:
    return SynonymChange.objects.create(made_on=timezone.localdate(began))


KINDS: dict[Retention, Kind] = {
    FEEDBACK: Kind(Feedback, answer),
    NETWORK_COUNTS: Kind(FeedbackLimit, network, DAY),
    RARE_SEARCHES: Kind(UnansweredSearch, search(SHOWN_FROM - 1), DAY),
    COMMON_SEARCHES: Kind(UnansweredSearch, search(SHOWN_FROM), DAY),
    SESSIONS: Kind(Session, session),
    MAILS: Kind(OutgoingMail, mail),
    TASKS_DONE: Kind(DBTaskResult, task("SUCCESSFUL")),
    TASKS_FAILED: Kind(DBTaskResult, task("FAILED")),
    READING_COUNTS: Kind(ReadingCount, reading, DAY),
    SECURITY_LOG: Kind(SecurityEvent, event),
    BROUGHT_IN: Kind(OriginalDocument, brought_in),
    SYNONYM_CHANGES: Kind(SynonymChange, synonym_change, DAY),
}


def test_each_row_that_the_night_deletes_is_tried() -> None:
    assert {each for each in KEPT if each.deleter == Deleter.NIGHT} == set(KINDS) | ELSEWHERE


def test_the_night_deletes_what_has_had_its_time_and_nothing_younger() -> None:
    now = timezone.now()
    noon = timezone.localtime(now).replace(hour=12)
    old, young = {}, {}
    for row, kind in KINDS.items():
        by_days = kind.step == DAY
        # Noon is on the same day, whatever the clocks do in between. And the test takes less than ten minutes.
        ended = row.ended(noon if by_days else now)
        old[row] = kind.make(ended - kind.step)
        young[row] = kind.make(ended + (DAY if by_days else timedelta(minutes=10)))
    call_command("daily")
    for row, kind in KINDS.items():
        assert not kind.model.objects.filter(pk=old[row].pk).exists(), f"still there: {row.what}"
        assert kind.model.objects.filter(pk=young[row].pk).exists(), f"gone: {row.what}"


def test_the_night_forgets_tries_that_count_no_more_and_devices_where_nobody_is_signed_in() -> None:
    caches["shared"].set("allauth:old", "1", timeout=-1)
    caches["shared"].set("allauth:young", "1", timeout=3600)
    table = settings.CACHES["shared"]["LOCATION"]
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET expires = %s WHERE cache_key LIKE %s", ["2020-01-01 00:00:00", "%old"]
        )
    caches["shared"].set("allauth:old but kept", "1", timeout=3600)
    user, session_of_today = person("Editor"), session(timezone.now())
    for key in (session_of_today.pk, "gone"):
        UserSession.objects.create(user=user, session_key=key, ip="192.0.2.1", user_agent="A browser")
    call_command("daily")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE cache_key LIKE %s", ["%old"])
        assert cursor.fetchone()[0] == 0
    assert caches["shared"].get("allauth:young") == "1"
    assert list(UserSession.objects.values_list("session_key", flat=True)) == [session_of_today.pk]


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("backcare/static/factsheets/typed_words/words.js", "const DAYS = {};"),
        ("templates/factsheets/typed_words/kept_words.html", "for {} days"),
        ("templates/admin/unreadable.html", "for {} days"),
        ("docs/typed-words.md", "Kept for {} days"),
    ],
)
def test_whatever_names_the_time_of_typed_words_names_that_of_the_table(file: str, words: str) -> None:
    text = (Path(__file__).parents[3] / file).read_text(encoding="utf-8")
    assert words.format(TYPED_IN_BROWSER.time.days) in text


def test_no_word_of_an_answer_stays_when_it_is_deleted(client: Client) -> None:
    given = answer(FEEDBACK.ended(timezone.now()) - SECOND)
    mark_handled([given], person("Editor"), now=timezone.now(), settled_as="set_aside", note="As it hurt.")
    call_command("daily")
    assert not Feedback.objects.exists()
    traces = ModelLogEntry.objects.filter(content_type__model="feedback")
    assert traces.count() == 1
    assert "hurt" not in f"{traces.values()}"
