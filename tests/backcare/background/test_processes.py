"""Workers that are killed: nothing is lost, and nothing is sent twice."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db.models import F, QuerySet
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from backcare.background.worker_lock import WorkerLock
from backcare.starting.kept_alive import KeptAlive
from backcare.starting.worker_process import WorkerProcess
from factsheets.mail.sending import queue_words, send_mail
from factsheets.models import OutgoingMail

from .processes import ROOT, MailServer, environment, start_worker, until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


def queue_mails(number: int) -> None:
    for each in range(number):
        queue_words(f"mail {each}", "a@example.org", f"Mail {each}", "Words.", now=timezone.now())


def subjects(mails: list[str]) -> list[str]:
    return sorted(line for mail in mails for line in mail.splitlines() if line.startswith("Subject: "))


def numbers(mails: list[str]) -> set[str]:
    return {line for mail in mails for line in mail.splitlines() if line.lower().startswith("message-id: ")}


def is_free() -> bool:
    right = WorkerLock()
    try:
        return right.take()
    finally:
        right.end()


def sendings() -> QuerySet[DBTaskResult]:
    """The tasks that send mail: a worker finds work of its own besides, the files of the site, again after each midnight."""
    return DBTaskResult.objects.filter(task_path=send_mail.module_path)


def pass_ten_minutes() -> None:
    passed = timedelta(minutes=10)
    OutgoingMail.objects.update(claimed_at=F("claimed_at") - passed)
    sendings().filter(status="READY").update(run_after=timezone.now() - timedelta(seconds=1))


def test_a_worker_that_is_killed_while_the_mail_server_hangs_loses_no_mail_and_sends_none_twice(
    tmp_path: Path, mail_server: MailServer
) -> None:
    mail_server.hangs = True
    queue_mails(3)
    worker = start_worker(tmp_path, mail_server.port)
    until(lambda: len(mail_server.heard) == 1)
    worker.kill()
    worker.wait()
    assert mail_server.taken == []
    mail_server.hangs = False
    worker = start_worker(tmp_path, mail_server.port)
    try:
        until(lambda: len(mail_server.taken) == 2)
        # The mail that was in hand is left alone until it is clear that nobody sends it.
        until(lambda: sendings().filter(status="READY").count() == 1)
        assert len(mail_server.heard) == 3
        pass_ten_minutes()
        until(lambda: not OutgoingMail.objects.waiting().exists())
        until(lambda: not sendings().exclude(status="SUCCESSFUL").exists())
    finally:
        worker.terminate()
        assert worker.wait(timeout=20) == 0
    assert subjects(mail_server.taken) == ["Subject: Mail 0", "Subject: Mail 1", "Subject: Mail 2"]
    assert len(mail_server.heard) == 4
    assert len(numbers(mail_server.heard)) == 3  # both tries of one mail carry the same number


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, value in environment(tmp_path).items():
        monkeypatch.setenv(name, value)


def test_the_worker_beside_the_server_is_started_again_when_it_dies_and_ends_with_the_server(
    quick: None,
) -> None:
    worker = KeptAlive("The worker", WorkerProcess, pauses=(0.01,))
    worker.look()
    try:
        until(lambda: not is_free())
        first = worker.process
        assert first is not None
        first.kill()
        until(lambda: bool(worker.look() or worker.process is not first))
        until(lambda: bool(worker.look() or not is_free()))
        last = worker.process
        assert last is not None
        assert last.ended_with() is None
    finally:
        worker.stop(seconds=60)
    assert last.ended_with() == 0
    assert is_free()


def test_no_worker_is_left_behind_by_a_server_that_is_killed(quick: None) -> None:
    server = subprocess.Popen([sys.executable, "-m", "tests.backcare.background.standing_by"], cwd=ROOT)
    until(lambda: not is_free())
    server.kill()
    server.wait()
    until(is_free)
