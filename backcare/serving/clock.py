"""The clock of a connection: whoever sends or takes in a little now and then has come to an end some time too."""

from __future__ import annotations

import time

from django.conf import settings
from typing_extensions import override
from waitress.channel import HTTPChannel

from .bodies_of_heads import AnsweringTask

#: What goes on has to go on with so many bytes a second: a tenth of what the slowest telephones of today have.
LEAST_BYTES_A_SECOND = 1000
#: The longest that a body may take, whatever its rate: the largest upload, at 12 kB a second.
LONGEST_BODY = 30 * 60


class TimedChannel(HTTPChannel):
    """A connection of waitress with times for a whole head, a whole body and a whole answer.

    waitress itself gives up where nothing moves at all.
    """

    task_class = AnsweringTask
    #: When the first byte came of what is coming in, when its head was whole, and when an answer began to be taken in.
    began: float | None = None
    head_ended: float | None = None
    answer_began: float | None = None
    arrived = 0
    taken = 0

    @override
    def received(self, data: bytes) -> bool:
        now = time.monotonic()
        if self.began is None:
            self.began, self.arrived = now, 0
        self.arrived += len(data)
        before = self.request
        took: bool = super().received(data)
        if self.request is not before or before is None:
            is_blank = before.empty if before else not data.strip(b"\r\n")
            if not is_blank:
                # A whole one is in. What came behind it in one piece is the beginning of the next.
                self.began = now if self.request else None
            self.arrived, self.head_ended = 0, None
        if self.request is None or not self.request.headers_finished:
            self.head_ended = None
        elif self.head_ended is None:
            self.head_ended, self.arrived = now, 0
        return took

    @override
    def send(self, data: bytes, do_close: bool = True) -> int:
        sent: int = super().send(data, do_close=do_close)
        self.taken += sent
        return sent

    def is_overdue(self, now: float) -> bool:
        """Whether it is to be given up. Nobody is, while their request is being answered."""
        if self.requests:
            self.answer_began = None
            return False
        if self.total_outbufs_len:
            if self.answer_began is None:
                self.answer_began, self.taken = now, 0
            return now - self.answer_began > _allowed(self.taken)
        self.answer_began = None
        if self.head_ended is not None:
            return now - self.head_ended > min(_allowed(self.arrived), LONGEST_BODY)
        return self.began is not None and now - self.began > settings.SECONDS_OF_SILENCE


def _allowed(byte_count: int) -> float:
    return float(settings.SECONDS_OF_SILENCE + byte_count / LEAST_BYTES_A_SECOND)
