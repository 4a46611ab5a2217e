"""`manage.py work`: does the work that waits in the database, until it is told to stop or until nothing waits."""

import os
import signal
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from typing_extensions import override

from backcare.background.task_queue import failed_for_good, forget_old_tasks, put_back_failed
from backcare.background.worker import BackgroundWorker
from backcare.database_away.lost_file import never_begin_a_new_file


class Command(BaseCommand):
    """The background worker as a command: once, beside a server, or as a service of its own."""

    help = "Does background work. `serve` starts it by itself; run it as a service of its own beside another server."
    requires_system_checks: list[str] = []

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="do what waits, then end; also what had failed"
        )
        parser.add_argument(
            "--beside", type=int, metavar="PID", help="end when this parent process has ended"
        )

    @override
    def handle(self, *, once: bool, beside: int | None, **_options: object) -> None:
        if once:
            self._once()
        else:
            _until_stopped(beside)

    def _once(self) -> None:
        now = timezone.now()
        forget_old_tasks(now=now)
        failed = put_back_failed(now=now)
        done = BackgroundWorker().once()
        if done is None:
            self.stdout.write("Background tasks are done by the worker that runs already.")
        else:
            self.stdout.write(f"Background tasks done: {done}.")
            failed = failed_for_good()
        if failed:
            raise CommandError(
                f"Background tasks have failed: {', '.join(sorted(failed))}. The log says why. The next night tries again."
            )


def _until_stopped(beside: int | None) -> None:
    never_begin_a_new_file()
    work = BackgroundWorker(is_left_alone=lambda: beside is not None and os.getppid() != beside)
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda *_: work.stop())
    work.until_stopped()
