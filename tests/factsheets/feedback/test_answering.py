"""The count of answers, also at the same moment, and what of it is kept."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from factsheets.feedback import answering as verb
from factsheets.feedback.answering import Answer, TooManyAnswers, mark_handled, receive_answer, token_for
from factsheets.models import FactsheetPage, Feedback, FeedbackLimit
from tests.builders import live, person

NOW = timezone.make_aware(datetime(2026, 5, 4, 12))


def answer(page: FactsheetPage, network: str = "192.0.2.0/24", token: str = "") -> Answer:
    token = token or token_for(page, useful=True)
    return Answer(useful=True, comment="Good", trap="", token=token, network=network)


def at_once(*acts: Callable[[], object]) -> list[bool]:
    """Do all of it at the same moment, each in a thread with a connection of its own; which were not refused."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> bool:
        try:
            barrier.wait(timeout=20)
            act()
        except TooManyAnswers:
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_once_do_not_pass_the_limit_together(monkeypatch):
    monkeypatch.setattr(verb, "MOST_ANSWERS_A_DAY", 3)
    page = live()
    receive_answer(page, answer(page), now=NOW)
    acts = [lambda: receive_answer(page, answer(page), now=NOW) for _ in range(4)]
    assert sorted(at_once(*acts)) == [False, False, True, True]
    assert Feedback.objects.count() == 3
    assert FeedbackLimit.objects.get().count == 3


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_twice_at_once_is_one_answer():
    page = live()
    token = token_for(page, useful=True)
    acts = [lambda: receive_answer(page, answer(page, token=token), now=NOW) for _ in range(2)]
    assert at_once(*acts) == [True, True]
    assert Feedback.objects.count() == 1


@pytest.mark.django_db
def test_the_next_day_starts_from_nothing_and_forgets_the_day_before(monkeypatch):
    monkeypatch.setattr(verb, "MOST_ANSWERS_A_DAY", 1)
    page = live()
    for network in ("192.0.2.0/24", "198.51.100.0/24"):
        receive_answer(page, answer(page, network), now=NOW)
    with pytest.raises(TooManyAnswers):
        receive_answer(page, answer(page), now=NOW)
    old = set(FeedbackLimit.objects.values_list("key_hash", flat=True))
    receive_answer(page, answer(page), now=NOW + timedelta(days=1))
    kept = FeedbackLimit.objects.get()
    assert kept.day == (NOW + timedelta(days=1)).date()
    assert kept.key_hash not in old


@pytest.mark.django_db
def test_the_key_says_nothing_about_the_network_without_the_secret():
    page = live()
    receive_answer(page, answer(page), now=NOW)
    ours = FeedbackLimit.objects.get()
    assert "192" not in str(ours)
    FeedbackLimit.objects.all().delete()
    with override_settings(SECRET_KEY="another secret"):
        receive_answer(page, answer(page), now=NOW)
    assert FeedbackLimit.objects.get().key_hash != ours.key_hash


@pytest.mark.django_db
def test_whoever_handled_an_answer_first_stays_named():
    page = live()
    stored = receive_answer(page, answer(page), now=NOW)
    first, second = person("Editor"), person("Administrator")
    assert mark_handled([stored], first, now=NOW) == 1
    assert mark_handled([stored], second, now=NOW + timedelta(hours=1)) == 0
    stored.refresh_from_db()
    assert (stored.handled_by, stored.handled_at) == (first, NOW)
