"""A back end whose indexes have the plain layout."""

from pathlib import Path

from django.db import models

from backcare.search.index import Parts

from .layouts import PlainLayout


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
