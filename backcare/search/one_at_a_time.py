"""Work that many ask for and one thread does: whoever asks waits for nothing, and nothing that was asked for is left out."""

import os
import threading
from collections.abc import Callable


class OneAtATime:
    """Runs `work` in a thread of its own after each call of `ask`; once for all who ask while it runs."""

    def __init__(self, work: Callable[[], None], *, name: str) -> None:
        self._work = work
        self._name = name
        self._mutex = threading.Lock()
        self._is_wanted = False
        #: The one whose thread is at work, or 0: a copy of a process has no thread of the first one.
        self._process = 0

    def ask(self) -> None:
        """Have the work done, all of it behind this moment."""
        with self._mutex:
            self._is_wanted = True
            if self._process == os.getpid():
                return
            self._process = os.getpid()
        try:
            threading.Thread(target=self._run, name=self._name).start()
        except RuntimeError:  # the interpreter ends, or has no thread left
            self._run()

    def _run(self) -> None:
        while self._is_still_wanted():
            try:
                self._work()
            except BaseException:
                self._process = 0
                raise

    def _is_still_wanted(self) -> bool:
        with self._mutex:
            wanted, self._is_wanted = self._is_wanted, False
            if not wanted:
                self._process = 0
            return wanted
