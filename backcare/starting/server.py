"""The server in the foreground: it holds the port, and keeps its processes alive.

Two hand out what is published, one answers all the rest, one works in the background."""

from __future__ import annotations

import signal
import socket
import time
from collections.abc import Callable
from functools import partial

from django.core.servers.basehttp import get_internal_wsgi_application

from backcare.serving.handing_on import passage

from . import answering_process, front_process, worker_process
from .answering_process import AnsweringProcess
from .front_process import FrontProcess
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
        giving, taking = passage()
        # Once and here: each process is a copy of this one.
        application = get_internal_wsgi_application()
        kept = [
            KeptAlive(
                "The process that answers",
                partial(AnsweringProcess, listening, taking, application, when_loaded),
                pauses=answering_process.PAUSES,
            ),
            *(
                KeptAlive(
                    f"Process {number} that hands out",
                    partial(FrontProcess, listening, giving),
                    pauses=front_process.PAUSES,
                )
                for number in range(1, front_process.FRONTS + 1)
            ),
            KeptAlive("The background worker", WorkerProcess, pauses=worker_process.PAUSES),
        ]
        answering, *fronts, worker = kept
        try:
            while not told:
                for each in kept:
                    each.look()
                time.sleep(_LOOK)
        finally:
            listening.close()
            worker.tell_to_stop()
            # First those who take what comes in: what they have taken is answered then.
            for front in fronts:
                front.tell_to_stop()
            for front in fronts:
                front.stop(front_process.SECONDS_TO_FINISH)
            answering.stop(answering_process.SECONDS_TO_FINISH)
            worker.stop(worker_process.SECONDS_TO_FINISH)
