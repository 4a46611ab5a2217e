"""What waits, what was broken off and what failed: the rows of django-tasks-db, with our rules of trying again."""

import logging
from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet

from backcare.retention import TASKS_DONE, TASKS_FAILED

logger = logging.getLogger(__name__)

#: A row of the queue, whatever its task takes and returns.
TaskRow = DBTaskResult[..., object]
#: The name of the queue in TASKS; a task names it as its backend.
BACKGROUND = "background"
#: How long a task that failed for the first, second … time waits for its next try; after the last only “daily” tries.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480))

#: Of what has failed: whatever has not been tried goes first. A few tasks that fail slowly, one after the other, would keep
#: everything else waiting.
AFTER_UNTRIED = -50


def tasks() -> DBTaskResultQuerySet:
    """Every task of the queue, done or not."""
    return DBTaskResult.objects.filter(backend_name=BACKGROUND)


def try_again(task: TaskRow, *, now: datetime) -> bool:
    """Put a task that failed back into the queue, for after a pause; False when it has been tried often enough."""
    tries = len(task.worker_ids)
    if tries > len(PAUSES):
        logger.error("The task %s failed %s times. “manage.py daily” tries it again.", task_name(task), tries)
        return False
    moment = now + PAUSES[tries - 1]
    _put_back(tasks().failed().filter(pk=task.pk), moment, AFTER_UNTRIED)
    logger.warning(
        "The task %s is tried again at %s.", task_name(task), timezone.localtime(moment).strftime("%H:%M:%S")
    )
    return True


def put_back_failed(*, now: datetime) -> set[str]:
    """Let every task that has failed for good be tried once more; the names of those tasks."""
    failed = tasks().failed()
    names = {task_name(task) for task in failed}
    _put_back(failed, now, AFTER_UNTRIED)
    return names


def put_back_broken_off(*, now: datetime) -> None:
    """Tasks whose worker is gone count as tries that failed. To be called by whoever holds the lock of the worker, before it
    works: only then is every running task one that nobody runs."""
    for task in tasks().running():
        logger.warning("The task %s was broken off.", task_name(task))
        task.set_failed(WorkerGone("The worker ended while it did this task."))
        if len(task.worker_ids) == 1:
            _put_back(tasks().filter(pk=task.pk), now, task.priority)
        else:
            try_again(task, now=now)


def failed_for_good() -> set[str]:
    """The names of tasks that are not tried again by themselves."""
    return {task_name(task) for task in tasks().failed()}


def forget_old_tasks(*, now: datetime) -> None:
    """Delete what was done long ago, and give up what has failed since it was queued long ago."""
    tasks().successful().filter(finished_at__lt=TASKS_DONE.ended(now)).delete()
    tasks().failed().filter(enqueued_at__lt=TASKS_FAILED.ended(now)).delete()


def task_name(task: TaskRow) -> str:
    """A task in the words of whoever reads the log."""
    arguments = ", ".join(map(str, task.args_kwargs["args"]))
    return f"{task.task_path.rpartition('.')[2]}({arguments})"


class WorkerGone(Exception):
    """Stands as the reason in a task that was broken off."""


def _put_back(rows: DBTaskResultQuerySet, moment: datetime, priority: int) -> None:
    rows.update(
        status=TaskResultStatus.READY, run_after=moment, priority=priority, started_at=None, finished_at=None
    )
