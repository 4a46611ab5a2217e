"""The search index: it can be asked from the first request on."""

from typing import TextIO

from django.core.management.base import OutputWrapper
from modelsearch.backends import get_search_backends

from backcare.search.backend import SearchBackend
from backcare.search.errors import IndexUnavailable, SearchIndexError
from backcare.search.index import Index


def make_the_search_index_fit(out: OutputWrapper | TextIO) -> None:
    """Build what is missing or was built for other fields. A failure is told, and the site starts all the same:
    search answers from the database until the index is in order."""
    for backend in get_search_backends():
        if isinstance(backend, SearchBackend):
            for index in backend.all_indexes():
                _make_fit(index, out)


def _make_fit(index: Index, out: OutputWrapper | TextIO) -> None:
    try:
        index.snapshot()
    except IndexUnavailable as unavailable:
        out.write(f"Building the search index {index} anew: {unavailable.reason}.\n")
        try:
            index.rebuild()
        except SearchIndexError as error:
            out.write(
                f"The search index {index} could not be built: {error}. The database answers meanwhile.\n"
            )
