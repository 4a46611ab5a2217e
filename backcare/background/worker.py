"""The worker: takes one waiting task after the other, in a process beside the site or once a night."""

import logging
import threading
import time
from collections.abc import Callable

from django.db import DatabaseError, OperationalError, close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.utils import exclusive_transaction, is_locked_database_exception
from wagtail import hooks

from .task_queue import BACKGROUND, TaskRow, put_back_broken_off, tasks, try_again
from .worker_lock import WorkerLock

logger = logging.getLogger(__name__)

#: The hook by which an application names what is to be done now and then, without anybody who asks for it.
NOW_AND_THEN = "backcare_now_and_then"
SECONDS_BETWEEN = 60.0
#: So many seconds at most a task waits for a worker that has nothing to do.
INTERVAL = 1.0


class Batch(Worker):
    """django-tasks-db's worker, which runs what waits and leaves connections alone; what fails is put back."""

    def __init__(self) -> None:
        super().__init__(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name=BACKGROUND,
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        self.done = 0

    def run(self) -> None:
        """Do one task after the other until nothing waits or `running` is set to False."""
        while self.running and (task := self._claim()) is not None:
            self.run_task(task)

    def run_task(self, db_task_result: TaskRow) -> None:
        """Do one claimed task: `done` counts it, or it is put back for its next try."""
        super().run_task(db_task_result)
        if db_task_result.status == TaskResultStatus.FAILED:
            try_again(db_task_result, now=timezone.now())
        else:
            self.done += 1

    def _claim(self) -> TaskRow | None:
        """The next task, marked as ours; None when nothing waits, or when somebody else writes for long (SQLite)."""
        try:
            with exclusive_transaction():
                task = tasks().ready().get_locked()
                if task is not None:
                    task.claim(self.worker_id)
                return task
        except OperationalError as error:
            if is_locked_database_exception(error):
                return None
            raise


class BackgroundWorker:
    """All that one process does for the queue. It is over when it was told to stop, or when `is_left_alone` says so."""

    def __init__(self, is_left_alone: Callable[[], bool] = lambda: False) -> None:
        self._is_left_alone = is_left_alone
        self._lock = WorkerLock()
        self._batch = Batch()
        self._stopped = threading.Event()
        self._next_round = 0.0

    def stop(self) -> None:
        """End after the task that is being done."""
        self._batch.running = False
        self._stopped.set()

    def once(self) -> int | None:
        """Do what waits now; how many tasks were done, or None when another worker does them."""
        if not self._lock.take():
            return None
        try:
            put_back_broken_off(now=timezone.now())
            self._batch.run()
        finally:
            self._lock.end()
        return self._batch.done

    def until_stopped(self) -> None:
        """Wait for the lock, then do what waits and whatever comes."""
        try:
            while not self._lock.take():
                if self._is_over_after_a_pause():
                    return
            put_back_broken_off(now=timezone.now())
            while self._lock.is_held():
                # Looked at first: to claim a task takes the lock for writing, of which SQLite has only one.
                if tasks().ready().exists():
                    self._batch.run()
                self._now_and_then()
                close_old_connections()
                if self._is_over_after_a_pause():
                    return
        finally:
            self._lock.end()

    def _now_and_then(self) -> None:
        """Where one of these fails, the log says why, and the next round tries again."""
        if time.monotonic() < self._next_round:
            return
        self._next_round = time.monotonic() + SECONDS_BETWEEN
        for act in hooks.get_hooks(NOW_AND_THEN):
            try:
                act()
            except (DatabaseError, OSError):
                logger.warning("%s.%s was not done", act.__module__, act.__name__, exc_info=True)

    def _is_over_after_a_pause(self) -> bool:
        return self._stopped.wait(INTERVAL) or self._is_left_alone()
