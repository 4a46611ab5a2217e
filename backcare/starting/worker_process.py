"""The worker beside the server: a process of its own, which does what nobody waits for."""

import os
import subprocess
import sys

from django.conf import settings

SECONDS_TO_FINISH = 15
PAUSES = (1, 5, 15, 60)


class WorkerProcess:
    """`manage.py work`; it ends when whoever started it is gone.

    A process rather than a thread of the server: what takes long there never takes the interpreter from readers.
    """

    def __init__(self) -> None:
        # A session of its own: Ctrl-C reaches the server alone, and that stops the worker in order.
        self._process = subprocess.Popen(  # noqa: S603  our own command
            [sys.executable, settings.ROOT / "manage.py", "work", f"--beside={os.getpid()}"],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def ended_with(self) -> int | None:
        """Its exit code; None while it runs."""
        return self._process.poll()

    def terminate(self) -> None:
        """Let the task under way be finished; what is broken off is done again later."""
        self._process.terminate()

    def kill(self) -> None:
        """End it; what was under way is done again by the next."""
        self._process.kill()
        self._process.wait()
