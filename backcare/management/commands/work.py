"""`manage.py work`: does the work that waits in the database, until it is told to stop or until nothing waits."""

import os
import signal
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from django.utils import timezone

from backcare.background.queue import BACKGROUND, failed_for_good, put_back_failed
from backcare.background.working import Work

#: Days for which tasks are kept, for those who wonder what became of them.
DONE_IS_KEPT, FAILED_IS_KEPT = 7, 30


class Command(BaseCommand):
    help = "Does background work. `serve` starts it by itself; run it as a service of its own beside another server."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="do what waits, then end; also what had failed"
        )
        parser.add_argument(
            "--beside", type=int, metavar="PID", help="end when this parent process has ended"
        )

    def handle(self, *, once: bool, beside: int | None, **_options: Any) -> None:
        try:
            if once:
                self._once()
            else:
                _until_stopped(beside)
        except OperationalError as error:
            raise CommandError(f"The database cannot be used: {str(error).splitlines()[0]}") from None

    def _once(self) -> None:
        failed = put_back_failed(now=timezone.now())
        done = Work().once()
        if done is None:
            self.stdout.write("Background tasks are done by the worker that runs already.")
        else:
            self.stdout.write(f"Background tasks done: {done}.")
            failed = failed_for_good()
        _forget_old()
        if failed:
            raise CommandError(
                f"Background tasks have failed: {', '.join(sorted(failed))}. The log says why. The next night tries again."
            )


def _until_stopped(beside: int | None) -> None:
    work = Work(is_left_alone=lambda: beside is not None and os.getppid() != beside)
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda *_: work.stop())
    work.until_stopped()


def _forget_old() -> None:
    call_command(
        "prune_db_task_results",
        f"--backend={BACKGROUND}",
        "--queue-name=*",
        f"--min-age-days={DONE_IS_KEPT}",
        f"--failed-min-age-days={FAILED_IS_KEPT}",
        verbosity=0,
    )
