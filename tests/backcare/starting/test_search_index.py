"""The search index at the start: built where there is none, left alone where there is one, never in the way."""

import io
from pathlib import Path

import pytest
from modelsearch.backends import get_search_backend
from pytest_django import Settings

from backcare.starting.search_index import make_the_search_index_fit


@pytest.fixture
def folder(settings: Settings, index_folder: Path) -> Path:
    settings.WAGTAILSEARCH_BACKENDS = {
        "default": {"BACKEND": "backcare.search", "PATH": index_folder, "BACKGROUND": False},
        "stock": {"BACKEND": "modelsearch.backends.database"},
    }
    return index_folder


@pytest.mark.django_db
def test_a_missing_index_is_built_and_the_next_start_has_nothing_to_do(folder: Path) -> None:
    said = io.StringIO()
    make_the_search_index_fit(said)
    assert said.getvalue() == "The search index is being built.\n"
    for index in get_search_backend().all_indexes():
        index.snapshot()
    again = io.StringIO()
    make_the_search_index_fit(again)
    assert again.getvalue() == ""


@pytest.mark.django_db
def test_an_index_that_cannot_be_built_is_told_and_the_site_starts(folder: Path) -> None:
    (folder / "wagtailcore_page").write_text("in the way")
    said = io.StringIO()
    make_the_search_index_fit(said)
    assert "wagtailcore_page could not be built" in said.getvalue()
