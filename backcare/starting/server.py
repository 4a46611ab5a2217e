"""The server itself: granian in the foreground, one process of many threads, everything it says on standard error.

Beside it runs the worker that does what nobody waits for."""

import os
from collections.abc import Callable
from functools import partial

from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import get_internal_wsgi_application
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from .parent import end_with_the_parent
from .worker_process import WorkerProcess

# One process, because SQLite knows one writer at a time. More threads than this only wait for the interpreter.
THREADS = 2 * (os.cpu_count() or 1) + 1
SECONDS_TO_FINISH = 10
LOG = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "backcare.log_lines.OneLine",
            "format": "{asctime} {levelname} server: {message}",
            "style": "{",
        }
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "stream": "ext://sys.stderr"}
    },
    "loggers": {
        "_granian": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
    },
}


def serve(host: str, port: int, *, when_loaded: Callable[[], None]) -> None:
    """Serve until SIGINT or SIGTERM; requests under way are finished. `when_loaded` is called in the serving process."""
    server = Granian(
        "backcare.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        workers_kill_timeout=SECONDS_TO_FINISH,
        websockets=False,
        log_level=LogLevels.warning,
        log_dictconfig=LOG,
        log_access=False,  # `backcare.access_log` does, which knows who asks behind a proxy
    )
    worker = WorkerProcess()
    server.on_startup(worker.start)
    try:
        server.serve(target_loader=partial(_application, when_loaded), wrap_loader=False)
    finally:
        worker.stop()


def _application(when_loaded: Callable[[], None]) -> WSGIHandler:
    """The application that this process has loaded already: Django is not started a second time."""
    end_with_the_parent()
    application = get_internal_wsgi_application()
    when_loaded()
    return application
