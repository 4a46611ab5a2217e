"""The server in the foreground: it holds the port, and keeps two processes alive, one that answers and one that works."""

from __future__ import annotations

import signal
import socket
import time
from collections.abc import Callable
from functools import partial

from django.core.servers.basehttp import get_internal_wsgi_application

from . import answering_process, worker_process
from .answering_process import AnsweringProcess
from .kept_alive import KeptAlive
from .worker_process import WorkerProcess

#: Seconds between two looks at the processes.
_LOOK = 0.1


def serve(host: str, port: int, *, when_loaded: Callable[[], None]) -> None:
    """Serve until SIGINT or SIGTERM; requests under way are finished. `when_loaded` is called in the answering process."""
    told: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda told_by, _frame: told.append(told_by))
    with socket.create_server((host, port), backlog=1024) as listening:
        # Once and here: each answering process is a copy of this one.
        application = get_internal_wsgi_application()
        answering = KeptAlive(
            "The process that answers",
            partial(AnsweringProcess, listening, application, when_loaded),
            pauses=answering_process.PAUSES,
        )
        worker = KeptAlive("The background worker", WorkerProcess, pauses=worker_process.PAUSES)
        try:
            while not told:
                answering.look()
                worker.look()
                time.sleep(_LOOK)
        finally:
            listening.close()
            worker.tell_to_stop()
            answering.stop(answering_process.SECONDS_TO_FINISH)
            worker.stop(worker_process.SECONDS_TO_FINISH)
