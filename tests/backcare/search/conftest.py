"""An index of documents with the plain layout, in a folder of its own."""

from pathlib import Path
from typing import Any

import pytest
from wagtail.documents.models import Document

from backcare.search.index import Index

from .backends import PlainBackend


@pytest.fixture
def backend(index_folder: Path) -> PlainBackend:
    return PlainBackend(index_folder)


@pytest.fixture
def index(backend: PlainBackend, db: Any) -> Index:
    made = Index(backend, Document)
    made.rebuild()
    return made
