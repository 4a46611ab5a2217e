"""The search index, brought in order once a day."""

import logging

from modelsearch.backends import get_search_backends

from factsheets.database.failures import level_of

logger = logging.getLogger(__name__)


class SearchNotRefreshed(Exception):
    """The message names the indexes that are not in order; the others are."""


def refresh_search() -> int:
    """Let every index take in what it has not been told yet, and repair itself; how many there are.

    What an index does for that is its own matter: those in the database do nothing. Safe to repeat, at the same time
    as well. Raises `SearchNotRefreshed`.
    """
    indexes = [index for backend in get_search_backends() for index in backend.all_indexes()]
    failed = []
    for index in indexes:
        try:
            index.refresh()
        except Exception as error:  # whatever is wrong with one, the others still have their turn
            logger.log(level_of(error), "A search index could not be refreshed", exc_info=True)
            failed.append(f"{index.get_key()}: {error}")
    if failed:
        raise SearchNotRefreshed(f"not in order are {'; '.join(failed)}")
    return len(indexes)
