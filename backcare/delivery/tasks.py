"""What is done in the background: the sweep behind each change, and the files that are missing, a part of them at a time."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from backcare.background.queued import queued
from backcare.background.task_queue import tasks
from backcare.today import end_of, readers_day

from .faults import can_be_changed
from .models import Change
from .pace import Pace
from .place import clear_what_was_set_aside, ledger, published_folder, publishes
from .publishing import LAST_SWEEP, make_missing
from .purging import is_purged, purge_some
from .rendering import take_out
from .sweeping import untrue_files
from .vanished import vanished_a_moment_ago

#: To begin costs seconds in a large library, so it goes on for long where nothing else waits for the worker.
SECONDS_AT_ONCE = 120
#: Where something does, it has its turn after so many.
SECONDS_BEFORE_OTHERS = 20
#: More processes would take memory from those that answer.
PROCESSES_THAT_MAKE = min(2, os.cpu_count() or 1)
#: Seconds.
_BETWEEN_LOOKS = 0.25
#: The state of a task that is not begun.
_WAITS = "READY"
#: Soon after midnight: what was made of the day before is made anew.
_AFTER_MIDNIGHT = timedelta(seconds=1)


@queued
def follow_up() -> None:
    """Take out of service whatever the changes that wait have made untrue, then see to what is missing."""
    if _comes_again(follow_up.module_path):
        return
    try:
        _follow()
    except OSError:
        if can_be_changed(published_folder()):
            raise
        # Nothing can be taken out: readers get nothing that lies there, and what is untrue goes first when it can be again.
        if _waits_until_it_can_be_changed():
            _follow()
        else:
            follow_up.enqueue()


def _follow() -> None:
    waiting = dict(Change.objects.values_list("pk", "table"))
    if not waiting or not publishes():
        return
    for found in untrue_files(set(waiting.values())):
        take_out(found)
    _see_to_the_cache()
    with transaction.atomic():
        Change.objects.filter(pk__in=list(waiting)).delete()
        make.enqueue()


@queued
def prove_all() -> None:
    """The whole sweep: ask for everything that any file was made from, whoever changed it. Readers are not slowed by it, and
    what somebody changes meanwhile is followed at once."""
    if not publishes():
        return
    began, pace = timezone.now(), Pace()

    def make_way() -> None:
        if pace.rest() and Change.objects.exists():
            _follow()

    for found in untrue_files(between=make_way):
        take_out(found)
    ledger().tidy()
    clear_what_was_set_aside()
    ledger().write_down(LAST_SWEEP, began)
    make.enqueue()


@queued
def make() -> None:
    """Make what is missing and remove what is too many; PDFs last. Goes on in another task when it takes long."""
    if not publishes() or _comes_again(make.module_path):
        return
    pause = make_missing(
        seconds=SECONDS_AT_ONCE,
        is_awaited=_is_awaited(time.monotonic() + SECONDS_BEFORE_OTHERS),
        pace=Pace(),
        jobs=PROCESSES_THAT_MAKE,
    )
    if pause:
        make.using(run_after=timezone.now() + timedelta(seconds=pause)).enqueue()
    elif pause is not None:
        make.enqueue()  # behind all that waits: what is due at a moment goes before what is due at none
    else:
        clear_what_was_set_aside()
    _see_to_the_cache()
    _again_at_midnight()


@queued
def purge() -> None:
    """Tell the cache in front what changed; one that does not answer is tried again after a pause."""
    if purge_some():
        purge.enqueue()


def see_whether_files_are_there() -> None:
    """Where nobody knows of any file, or some were deleted, all is compared and made anew without anybody asking for it."""
    if not publishes() or not can_be_changed(published_folder()):
        return
    waiting = tasks().filter(status=_WAITS, task_path__in=[prove_all.module_path, make.module_path])
    is_unknown = ledger().written_down(LAST_SWEEP) is None
    if (is_unknown or vanished_a_moment_ago(published_folder())) and not waiting.filter(
        Q(run_after=None) | Q(run_after__lte=timezone.now())
    ).exists():
        prove_all.enqueue()


def _waits_until_it_can_be_changed() -> bool:
    """Whether it was, within a while."""
    ends = time.monotonic() + SECONDS_BEFORE_OTHERS
    while time.monotonic() < ends:
        if can_be_changed(published_folder()):
            return True
        time.sleep(_BETWEEN_LOOKS)
    return False


def _comes_again(path: str) -> bool:
    """Whether the same waits once more: that one does the work of both."""
    return bool(tasks().ready().filter(task_path=path).exists())


def _is_awaited(others_from: float) -> Callable[[], bool]:
    """Whether a change waits to be followed: nothing that is stale stays in service while files are made. From a moment on also
    whether anything else waits, by the clock of `time.monotonic`."""

    def is_awaited() -> bool:
        waiting = tasks().ready()
        if time.monotonic() < others_from:
            waiting = waiting.filter(task_path=follow_up.module_path)
        return bool(waiting.exists())

    return is_awaited


def _see_to_the_cache() -> None:
    if is_purged() and ledger().to_purge(1):
        waiting = tasks().filter(task_path=purge.module_path, status=_WAITS)
        if not waiting.update(run_after=timezone.now()):  # one that has failed before tells of these as well
            purge.enqueue()


def _again_at_midnight() -> None:
    midnight = end_of(readers_day()) + _AFTER_MIDNIGHT
    if not tasks().filter(task_path=make.module_path, run_after=midnight).exists():
        make.using(run_after=midnight).enqueue()
