"""Repair of an index that cannot be read: a rebuild from the database, in the background, while search goes on."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connections

from .errors import IndexBusy, IndexUnavailable, SearchIndexError

logger = logging.getLogger(__name__)


# The same trouble is looked into and told again after so many seconds, if it lasts.
PAUSE = 60.0
_put_off = threading.Event()


@contextmanager
def repairs_put_off() -> Iterator[None]:
    """Within the block, in any thread, no trouble is told or repaired: whoever has it builds what is missing afterwards."""
    is_within_another = _put_off.is_set()
    _put_off.set()
    try:
        yield
    finally:
        if not is_within_another:
            _put_off.clear()


class IndexRepair:
    """Looks into a trouble, once a minute at most; between processes the lock of the rebuild decides who repairs it."""

    def __init__(
        self, name: str, *, check: Callable[[], None], rebuild: Callable[[], None], enabled: bool
    ) -> None:
        self.name = name
        self.enabled = enabled
        self._check = check
        self._rebuild = rebuild
        self._met: dict[str, float] = {}
        self._mutex = threading.Lock()

    def start(self, unavailable: IndexUnavailable) -> None:
        """Warn, look at the files, and rebuild them if they are at fault, unless this very trouble was met just now."""
        if _put_off.is_set():
            return
        with self._mutex:
            now = time.monotonic()
            if (met := self._met.get(unavailable.cause)) is not None and now - met < PAUSE:
                return
            self._met[unavailable.cause] = now
        remedy = "It is being repaired" if self.enabled else "The next run of “daily” repairs it"
        logger.warning(
            "The search index %s cannot be used: %s. %s; until then the database answers, more slowly.",
            self.name,
            unavailable.reason,
            remedy,
        )
        if self.enabled:
            threading.Thread(target=self._run, name="search-repair").start()

    def _run(self) -> None:
        try:
            if self._is_at_fault():
                self._rebuild()
                logger.warning("The search index %s has been rebuilt.", self.name)
            else:
                logger.error(
                    "The files of the search index %s are whole, so the trouble is another.", self.name
                )
        except IndexBusy as busy:
            logger.info("%s is not repaired here: %s.", self.name, busy)
        except (SearchIndexError, DatabaseError) as error:
            logger.error("The search index %s could not be rebuilt: %s.", self.name, error)
        finally:
            connections.close_all()

    def _is_at_fault(self) -> bool:
        try:
            self._check()
        except IndexUnavailable:
            return True
        return False
