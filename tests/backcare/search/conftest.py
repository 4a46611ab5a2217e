"""An index of documents with the plain layout, in a folder of its own."""

from pathlib import Path
from typing import Any

import pytest
from django.db import models
from wagtail.documents.models import Document

from backcare.search.index import Index, Parts
from tests.backcare.search.layouts import PlainLayout


class PlainBackend:
    """As the real one, with the plain layout."""

    def __init__(self, folder: Path, *, background: bool = False) -> None:
        self.folder = folder
        self.background = background
        self.lock_seconds = 10.0
        self._parts: dict[type[models.Model], Parts] = {}

    def parts(self, root: type[models.Model]) -> Parts:
        if root not in self._parts:
            self._parts[root] = Parts("test", self.folder, PlainLayout(), root, background=self.background)
        return self._parts[root]


@pytest.fixture
def backend(tmp_path: Path) -> PlainBackend:
    return PlainBackend(tmp_path / "index")


@pytest.fixture
def index(backend: PlainBackend, db: Any) -> Index:
    made = Index(backend, Document)
    made.rebuild()
    return made
