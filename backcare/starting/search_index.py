"""The search index: it can be asked from the first request on."""

from collections.abc import Iterator
from typing import TextIO

from django.core.management.base import OutputWrapper
from modelsearch.backends import get_search_backends

from backcare.search.backend import SearchBackend
from backcare.search.errors import IndexUnavailable, SearchIndexError
from backcare.search.index import Index
from backcare.search.update_queue import index_beside_requests


def make_the_search_index_fit(out: OutputWrapper | TextIO) -> None:
    """Build what is missing or was built for other fields. A failure is told, and the site starts all the same:
    search answers from the database until the index is in order."""
    unfit = [index for index in _own_indexes() if not _fits(index)]
    if unfit:
        out.write("The search index is being built.\n")
    for index in unfit:
        try:
            index.rebuild()
        except SearchIndexError as error:
            out.write(
                f"The search index {index} could not be built: {error}. The database answers meanwhile.\n"
            )


def index_behind_what_is_saved() -> None:
    """In the process that answers: whoever saves does not wait for the index, and what a process left that died is taken in."""
    index_beside_requests()
    for index in _own_indexes():
        index.parts.queue.start()


def _own_indexes() -> Iterator[Index]:
    for backend in get_search_backends():
        if isinstance(backend, SearchBackend):
            yield from backend.all_indexes()


def _fits(index: Index) -> bool:
    try:
        index.snapshot()
    except IndexUnavailable:
        return False
    return True
