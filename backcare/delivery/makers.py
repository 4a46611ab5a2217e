"""Processes that make files beside each other. They end with the one that began them, however that one ends."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager
from itertools import islice
from types import TracebackType
from typing import TypeVar

from django.db import connections

from .pace import Pace, seconds_in_the_queue

#: So many parts go to each process before it is looked whether somebody waits.
_PARTS_AT_ONCE = 2

Part = TypeVar("Part")
Result = TypeVar("Result")


class MakerGone(OSError):
    """A process that made files is gone; what it had not written is not there."""


class Makers(AbstractContextManager["Makers"]):
    """Does one thing with each of many parts, in `jobs` processes; with one job, in the process that asks.

    Raises MakerGone where one of them was killed.
    """

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Makers:
        if self._jobs > 1:
            connections.close_all()
            self._life = os.pipe()
            self._pool = ProcessPoolExecutor(
                self._jobs, multiprocessing.get_context("fork"), _end_with_the_parent, self._life
            )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            for end in self._life:
                os.close(end)
        if isinstance(error, BrokenProcessPool):
            raise MakerGone(
                "One of the processes that make them was killed, perhaps for want of memory"
            ) from error

    def each(self, make: Callable[[Part], Result], parts: Iterable[Part]) -> Iterator[Result]:
        """The results, in order; all parts are taken at once."""
        return map(make, parts) if self._pool is None else self._pool.map(make, parts)

    def in_rounds(
        self, make: Callable[[Part], Result], parts: Iterable[Part], pace: Pace | None
    ) -> Iterator[list[Result]]:
        """As `each`, some at a time. With a pace they rest between, and one process does it alone while others want the
        processor."""
        waiting, lanes = iter(parts), self._jobs
        while some := list(islice(waiting, 1 if lanes == 1 else lanes * _PARTS_AT_ONCE)):
            if self._pool is None:
                yield [make(each) for each in some]
            else:
                done = list(self._pool.map(_timed, [(make, each) for each in some]))
                if pace:
                    pace.count([waited for _, waited in done])
                yield [result for result, _ in done]
            if pace:
                pace.rest()
                lanes = 1 if pace.is_crowded else self._jobs


def _timed(work: tuple[Callable[[Part], Result], Part]) -> tuple[Result, float | None]:
    """What comes out, and how long this process had no processor meanwhile; None where the system does not tell."""
    make, part = work
    before = seconds_in_the_queue()
    result = make(part)
    after = seconds_in_the_queue()
    return result, None if before is None or after is None else after - before


def _end_with_the_parent(reads: int, writes: int) -> None:
    """Nobody writes into this pipe: it ends when the process that holds its other side is gone. Locks that a process leaves to
    its children would be held for ever otherwise."""
    os.close(writes)
    threading.Thread(target=_wait_for_the_end, args=(reads,), daemon=True).start()


def _wait_for_the_end(reads: int) -> None:
    os.read(reads, 1)
    os._exit(1)
