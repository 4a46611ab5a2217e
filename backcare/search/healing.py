"""Repair of an index that cannot be read: a rebuild from the database, in the background, while search goes on."""

import logging
import threading
from collections.abc import Callable

from django.db import DatabaseError, connections

from .errors import IndexBusy, IndexUnavailable, SearchIndexError

logger = logging.getLogger(__name__)


class Healer:
    """Starts one rebuild for each trouble in each process; between processes the rebuild's own lock decides."""

    def __init__(self, name: str, rebuild: Callable[[], None], *, enabled: bool) -> None:
        self.name = name
        self.enabled = enabled
        self._rebuild = rebuild
        self._met: set[str] = set()
        self._mutex = threading.Lock()

    def heal(self, unavailable: IndexUnavailable) -> None:
        """Warn and rebuild, unless this very trouble was met before."""
        with self._mutex:
            if unavailable.cause in self._met:
                return
            self._met.add(unavailable.cause)
        remedy = "It is rebuilt now" if self.enabled else "It is rebuilt by the next run of “daily”"
        logger.warning(
            "The search index %s cannot be used: %s. %s; until then the database answers, more slowly.",
            self.name,
            unavailable.reason,
            remedy,
        )
        if self.enabled:
            threading.Thread(target=self._run, name="search-rebuild", daemon=True).start()

    def _run(self) -> None:
        try:
            self._rebuild()
            logger.warning("The search index %s is rebuilt.", self.name)
        except IndexBusy:
            logger.info("%s: another process rebuilds it already.", self.name)
        except (SearchIndexError, DatabaseError) as error:
            logger.error("The search index %s could not be rebuilt: %s.", self.name, error)
        finally:
            connections.close_all()
