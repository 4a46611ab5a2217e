"""A process that ends when the one that started it is gone, however that one ended."""

import os
import signal
import threading
import time

#: Seconds between two looks, and for the requests that are under way.
_LOOK, _FINISH = 1.0, 10.0


def end_with_the_parent() -> None:
    """Watch the process that started this one: whoever kills it has to find the port free."""
    threading.Thread(target=_watch, args=[os.getppid()], name="parent", daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_FINISH)
    os._exit(1)
