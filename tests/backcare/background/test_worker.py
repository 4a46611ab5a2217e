"""The queue: nothing is done that was taken back, nothing is lost, and what fails is tried again."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from backcare.background import task_queue
from backcare.background.task_queue import PAUSES, tasks
from backcare.background.worker import BackgroundWorker
from backcare.background.worker_lock import WorkerLock

from .jobs import done, note, stop_the_worker, trouble, wait_for_a_server, working

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_left() -> Iterator[None]:
    yield
    for words in (done, trouble, working):
        words.clear()


def pass_the_time(pause: timedelta) -> None:
    """As if so much time had passed since the tasks were put back."""
    for task in DBTaskResult.objects.filter(status="READY"):
        DBTaskResult.objects.filter(pk=task.pk).update(run_after=task.run_after - pause)


def a_task_that_no_pause_helps() -> None:
    trouble.append("the disk is full")
    note.enqueue("one")
    for pause in PAUSES:
        BackgroundWorker().once()
        pass_the_time(pause)
    BackgroundWorker().once()


def test_a_task_waits_for_the_worker_and_is_done_once() -> None:
    note.enqueue("one")
    note.enqueue("two")
    assert done == []
    assert BackgroundWorker().once() == 2
    assert done == ["one", "two"]
    assert BackgroundWorker().once() == 0


def test_what_is_rolled_back_was_never_queued() -> None:
    with transaction.atomic():
        note.enqueue("one")
        transaction.set_rollback(True)
    assert BackgroundWorker().once() == 0
    assert done == []


def test_a_task_that_fails_keeps_no_other_from_being_done_and_is_tried_again_after_a_pause(
    caplog: pytest.LogCaptureFixture,
) -> None:
    trouble.append("the disk is full")
    note.enqueue("one")
    assert BackgroundWorker().once() == 0
    assert "the disk is full" in caplog.text
    assert "The task note(one) is tried again at " in caplog.text
    trouble.clear()
    note.enqueue("two")
    assert BackgroundWorker().once() == 1
    pass_the_time(PAUSES[0])
    assert BackgroundWorker().once() == 1
    assert done == ["two", "one"]


def test_what_was_not_tried_goes_before_what_has_failed_and_mail_after_all_else() -> None:
    trouble.append("the server says nothing")
    for word in ("one", "two"):
        wait_for_a_server.enqueue(word)
        note.enqueue(f"failed {word}")
    BackgroundWorker().once()
    trouble.clear()
    pass_the_time(PAUSES[0])
    wait_for_a_server.enqueue("a new mail")
    note.enqueue("new work")
    BackgroundWorker().once()
    assert done[:2] == ["new work", "a new mail"]
    assert sorted(done[2:]) == ["failed one", "failed two", "one", "two"]


def test_a_task_that_broke_its_worker_keeps_its_turn() -> None:
    note.enqueue("one")
    tasks().ready().get_locked().claim("a worker that is gone")
    note.enqueue("two")
    BackgroundWorker().once()
    assert done == ["one", "two"]


def test_the_pauses_grow_and_come_to_an_end(caplog: pytest.LogCaptureFixture) -> None:
    a_task_that_no_pause_helps()
    task = DBTaskResult.objects.get()
    assert (task.status, len(task.worker_ids)) == ("FAILED", 6)
    assert "The task note(one) failed 6 times" in caplog.text
    pass_the_time(timedelta(days=1))
    assert BackgroundWorker().once() == 0


def test_a_pause_is_waited_for_to_its_end() -> None:
    trouble.append("the disk is full")
    note.enqueue("one")
    BackgroundWorker().once()
    trouble.clear()
    pass_the_time(PAUSES[0] - timedelta(seconds=20))
    assert BackgroundWorker().once() == 0


def test_the_night_names_what_has_failed_for_good_and_tries_it_again(
    capsys: pytest.CaptureFixture[str],
) -> None:
    a_task_that_no_pause_helps()
    with pytest.raises(CommandError, match=r"Background tasks have failed: note\(one\)\. "):
        call_command("work", once=True)
    trouble.clear()
    call_command("work", once=True)
    assert done == ["one"]
    assert "Background tasks done: 1." in capsys.readouterr().out


def test_a_task_that_no_code_knows_any_more_is_named() -> None:
    note.enqueue("one")
    DBTaskResult.objects.update(task_path="tests.backcare.background.jobs.long_gone")
    call_command("work", once=True)
    DBTaskResult.objects.update(status="FAILED", worker_ids=["a"] * 6)
    with pytest.raises(CommandError, match=r"long_gone\(one\)"):
        call_command("work", once=True)


def test_a_broken_off_task_is_done_by_the_next_worker_at_once() -> None:
    note.enqueue("one")
    DBTaskResult.objects.get().claim("a worker that is gone")
    assert BackgroundWorker().once() == 1
    assert done == ["one"]


def test_a_task_that_breaks_its_worker_again_and_again_keeps_nobody_busy_for_ever() -> None:
    note.enqueue("one")
    for _ in range(len(PAUSES) + 1):
        DBTaskResult.objects.get().claim("a worker that is gone")
        task_queue.put_back_broken_off(now=timezone.now())
    task = DBTaskResult.objects.get()
    assert task.status == "FAILED"
    assert task.traceback.strip().endswith("WorkerGone: The worker ended while it did this task.")


def test_there_is_one_worker_at_a_time(capsys: pytest.CaptureFixture[str]) -> None:
    note.enqueue("one")
    other = WorkerLock()
    assert other.take()
    try:
        assert BackgroundWorker().once() is None
        call_command("work", once=True)
    finally:
        other.end()
    assert "by the worker that runs already" in capsys.readouterr().out
    assert done == []
    assert BackgroundWorker().once() == 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_told_to_stop_ends_after_the_task_in_hand() -> None:
    working.append(BackgroundWorker())
    stop_the_worker.enqueue("one")
    note.enqueue("two")
    working[0].until_stopped()
    assert done == ["one"]
    assert BackgroundWorker().once() == 1


def test_what_is_done_is_forgotten_after_a_week_and_what_failed_after_a_month() -> None:
    for word in ("new", "done", "failed", "failed long ago"):
        note.enqueue(word)
    tasks = {task.args_kwargs["args"][0]: task for task in DBTaskResult.objects.all()}
    for word, status, days in (
        ("done", "SUCCESSFUL", 8),
        ("failed", "FAILED", 29),
        ("failed long ago", "FAILED", 31),
    ):
        DBTaskResult.objects.filter(pk=tasks[word].pk).update(
            status=status,
            enqueued_at=timezone.now() - timedelta(days=days),
            finished_at=timezone.now() - timedelta(days=min(days, 8)),
            worker_ids=["a"] * 6,
        )
    call_command("work", once=True)
    assert sorted(done) == ["failed", "new"]
    assert {task.args_kwargs["args"][0] for task in DBTaskResult.objects.all()} == {"new", "failed"}


@pytest.mark.django_db(transaction=True)
def test_a_worker_whose_right_is_lost_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(WorkerLock, "is_held", lambda right: asked.append(right) or len(asked) < 2)
    note.enqueue("one")
    BackgroundWorker().until_stopped()
    assert (done, len(asked)) == (["one"], 2)
