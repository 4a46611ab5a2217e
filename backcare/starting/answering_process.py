"""The process that answers requests: a copy of the one that starts it, which has loaded all the code already.

So the next one answers a moment after one has died. What it copies has one thread of Python's and no open database."""

from __future__ import annotations

import multiprocessing
import signal
import socket
from collections.abc import Callable
from wsgiref.types import WSGIApplication

from backcare.database_away.lost_file import never_begin_a_new_file
from backcare.database_away.patience import limit_waiting_for_the_database
from backcare.serving.http_server import answer_requests

from .parent import end_with_the_parent
from .process_name import call_this_process
from .search_index import index_behind_what_is_saved

SECONDS_TO_FINISH = 12
#: The first two deaths cost nobody anything; one that dies again and again is broken.
PAUSES = (0, 0, 1, 5)


class AnsweringProcess:
    """Answers what comes through `taking`, which stays open while no such process is there: who asks meanwhile waits."""

    def __init__(
        self,
        listening: socket.socket,
        taking: socket.socket,
        application: WSGIApplication,
        when_ready: Callable[[], None],
    ) -> None:
        self._process = multiprocessing.get_context("fork").Process(
            target=_answer, args=(listening, taking, application, when_ready), name="answering"
        )
        self._process.start()

    def ended_with(self) -> int | None:
        """Its exit code; None while it runs."""
        return self._process.exitcode

    def terminate(self) -> None:
        """Let the requests under way be finished."""
        self._process.terminate()

    def kill(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.join()


def _answer(
    listening: socket.socket,
    taking: socket.socket,
    application: WSGIApplication,
    when_ready: Callable[[], None],
) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)  # until this process has handlers of its own
    call_this_process("backcare-answer")
    end_with_the_parent()
    limit_waiting_for_the_database()
    never_begin_a_new_file()
    index_behind_what_is_saved()
    answer_requests(listening, taking, application, when_ready=when_ready)
