"""`manage.py daily`, as cron sees it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from modelsearch.backends import get_search_backend

from factsheets.mail.sending import queue_words
from factsheets.management.commands import daily
from factsheets.models import FeedbackLimit, LibraryPage, OutgoingMail, SynonymChange, UnansweredSearch

pytestmark = pytest.mark.django_db


def test_the_networks_of_other_days_are_forgotten_and_those_of_today_still_count():
    today = timezone.localdate()
    for day in (today, today - timedelta(days=1), today - timedelta(days=9)):
        FeedbackLimit.objects.create(key_hash="a" * 64, day=day, count=1)
    call_command("daily")
    call_command("daily")
    assert [row.day for row in FeedbackLimit.objects.all()] == [today]


def test_rare_searches_of_long_ago_and_marks_of_earlier_days_are_forgotten(capsys):
    today = timezone.localdate()
    for term, days in (("yoga", 1), ("pilates", 91)):
        day = today - timedelta(days=days)
        UnansweredSearch.objects.create(term=term, count=1, first_on=day, last_on=day)
    SynonymChange.objects.create(made_on=today - timedelta(days=1))
    call_command("daily")
    assert [search.term for search in UnansweredSearch.objects.all()] == ["yoga"]
    assert not SynonymChange.objects.filter(made_on__lt=today).exists()
    assert "1 forgotten" in capsys.readouterr().out


def test_a_job_that_fails_is_named_and_the_others_are_done(monkeypatch, capsys):
    def break_down(now):
        raise OSError("the disk is full")

    monkeypatch.setattr(daily, "JOBS", (break_down, *daily.JOBS))
    FeedbackLimit.objects.create(key_hash="a" * 64, day=timezone.localdate() - timedelta(days=1), count=1)
    with pytest.raises(CommandError, match="break down: the disk is full"):
        call_command("daily")
    assert not FeedbackLimit.objects.exists()


def test_the_search_index_is_built_where_there_is_none_and_repaired_where_it_is_damaged(
    settings, index_folder
):
    settings.WAGTAILSEARCH_BACKENDS = {
        "default": {"BACKEND": "backcare.search", "PATH": index_folder, "BACKGROUND": False}
    }
    call_command("daily")
    for damaged in index_folder.glob("wagtailcore_page/*/*.store"):
        damaged.write_bytes(b"nonsense")
    call_command("daily")
    index = get_search_backend().get_index_for_model(LibraryPage)
    index.snapshot()
    assert len(list(index_folder.glob("wagtailcore_page/*/*.store"))) == 1


def test_an_index_that_cannot_be_repaired_is_named_and_the_others_are_in_order(settings, index_folder):
    settings.WAGTAILSEARCH_BACKENDS = {
        "default": {"BACKEND": "backcare.search", "PATH": index_folder, "BACKGROUND": False}
    }
    (index_folder / "factsheets_condition").write_text("in the way")
    with pytest.raises(CommandError, match="refresh search: not in order are factsheets_condition: "):
        call_command("daily")
    get_search_backend().get_index_for_model(LibraryPage).snapshot()


def test_what_waits_for_the_worker_is_done_at_night_where_none_runs(capsys):
    queue_words("one", "a@example.org", "Subject", "Words.", now=timezone.now())
    OutgoingMail.objects.update(claimed_at=timezone.now(), sent_at=timezone.now())
    call_command("daily")
    assert "Background tasks done: 1." in capsys.readouterr().out


def test_a_task_that_fails_for_good_is_named_and_the_jobs_after_it_are_done(capsys):
    queue_words("one", "a@example.org", "Subject", "Words.", now=timezone.now())
    OutgoingMail.objects.update(claimed_at=timezone.now())
    DBTaskResult.objects.update(status="FAILED", worker_ids=["a"] * 6)
    with pytest.raises(CommandError, match=r"work: Background tasks have failed: send_mail\(\d+\)\."):
        call_command("daily")
    assert "Search indexes brought up to date" in capsys.readouterr().out
