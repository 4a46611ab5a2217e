"""The search index of tests: it holds what the database holds at the moment when a test says so."""

from __future__ import annotations

from wagtail.search.backends import get_search_backends

from factsheets.models import Association, Condition, FactsheetPage, Resource

_SEARCHED = (FactsheetPage, Condition, Association, Resource)


def index_everything() -> None:
    """Forget what earlier tests left behind, and index what readers search in."""
    for backend in get_search_backends():
        backend.reset_indexes()
        for model in _SEARCHED:
            backend.add_bulk(model, list(model.get_indexed_objects()))
    catch_up()


def catch_up() -> None:
    """What waits for the end of a transaction is written now: a test's own ends too late."""
    for backend in get_search_backends():
        backend.refresh_indexes()
