"""The worker beside the server: a process of its own, started again whenever it ends, stopped with the server."""

import logging
import os
import subprocess
import sys
import threading
import time

from django.conf import settings

logger = logging.getLogger(__name__)

SECONDS_TO_FINISH = 15
#: Pauses before it is started again, in seconds: longer each time in a row, so that a broken one fills no log.
PAUSES = (1, 5, 15, 60)
#: A worker that lasted so long was in order, and the next pause is the first again.
LASTED = 300


class WorkerProcess:
    """Runs `manage.py work` as long as the server runs.

    A process rather than a thread of the server: what takes long there never takes the interpreter from readers.
    """

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self.process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep_alive, name="worker", daemon=True)

    def start(self) -> None:
        """Start the worker and the thread that watches it; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """Let the task under way be finished, for some seconds, then end it; what is broken off is done again later."""
        self._stopping.set()
        if self.process is not None:
            self.process.terminate()
        self._thread.join(timeout=SECONDS_TO_FINISH)
        if self._thread.is_alive() and self.process is not None:
            self.process.kill()

    def _keep_alive(self) -> None:
        deaths = 0
        while not self._stopping.is_set():
            started = time.monotonic()
            # A session of its own: Ctrl-C reaches the server alone, and that stops the worker in order.
            self.process = subprocess.Popen(  # noqa: S603  our own command
                [sys.executable, settings.ROOT / "manage.py", "work", f"--beside={os.getpid()}"],
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
            if self._stopping.is_set():
                self.process.terminate()
            code = self.process.wait()
            if self._stopping.is_set():
                return
            deaths = 1 if time.monotonic() - started > LASTED else deaths + 1
            pause = PAUSES[min(deaths, len(PAUSES)) - 1]
            logger.error("The background worker ended (%s) and is started again in %s s.", code, pause)
            self._stopping.wait(pause)
