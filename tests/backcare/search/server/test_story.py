"""The search story, on the search server that SEARCH_BACKEND and SEARCH_URL name."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from modelsearch.backends import get_search_backend
from pytest_django import Settings

from backcare.settings.search_server import search_backend
from tests.backcare.search.story import tell_the_story


@pytest.fixture
def server(settings: Settings) -> Iterator[None]:
    """Indexes of our own on that server, gone afterwards."""
    named = search_backend(Path(), server=os.environ["SEARCH_BACKEND"], url=os.environ["SEARCH_URL"])
    settings.WAGTAILSEARCH_BACKENDS = {"default": named | {"INDEX_PREFIX": f"test_{uuid.uuid4().hex}_"}}
    yield
    for index in get_search_backend().all_indexes():
        for concrete in index.aliased_indices() if index.is_alias() else [index]:
            concrete.delete()


@pytest.mark.django_db
def test_the_story_holds_on_a_search_server(server: None) -> None:
    tell_the_story()
