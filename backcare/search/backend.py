"""The back end itself: one store for each root model, kept for the life of the process."""

import threading
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import models
from modelsearch.backends.base import BaseSearchBackend, get_model_root
from modelsearch.conf import get_app_config

from .analysis import spelled_words, stem
from .index import Index, Parts, Rebuilder, key_of
from .layout import Layout
from .query_compiler import AutocompleteQueryCompiler, QueryCompiler
from .results import SearchResults

_parts: dict[tuple[Path, str], Parts] = {}
_mutex = threading.Lock()


class SearchBackend(BaseSearchBackend):
    """Options: PATH (the folder of the index files), SYNONYMS and ENGLISH (see `synonyms` and `english`),
    LOCK_SECONDS (how long a refresh waits for other writers),
    BACKGROUND (whether threads of this process may read the database: to rebuild an index that cannot be read, and to
    index what others had to leave; off in tests, whose transactions no other thread sees)."""

    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
    results_class = SearchResults
    index_class = Index
    rebuilder_class = Rebuilder
    catch_indexing_errors = True

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        if not params.get("PATH"):
            raise ImproperlyConfigured(
                "The settings name no PATH for backcare.search: the folder of its index files."
            )
        self.path = Path(params["PATH"])
        self.lock_seconds = float(params.get("LOCK_SECONDS", 10))
        self.background = bool(params.get("BACKGROUND", True))
        self.synonyms = params.get("SYNONYMS", "")
        self.english = params.get("ENGLISH", "")

    def get_index_for_model(self, model: type[models.Model]) -> Index:
        """A new view of the one index that `model` shares with all models of its root."""
        return self.index_class(self, get_model_root(model))

    @staticmethod
    def word_forms(text: str) -> tuple[str, ...]:
        """The words of a text, in order, as they stand in an index: all forms of a word are alike."""
        return tuple(found for word in spelled_words(text) if (found := stem(word)))

    def parts(self, root: type[models.Model]) -> Parts:
        """The store of `root`'s index and its queue: the same ones for the whole process."""
        key = key_of(root)
        with _mutex:
            if (self.path, key) not in _parts:
                name = f"{_alias(self.path)}:{key}"
                _parts[self.path, key] = Parts(
                    name, self.path / key, Layout(root), root, background=self.background
                )
            return _parts[self.path, key]


def _alias(path: Path) -> str:
    """The name of the back end with this PATH in the settings: the queue tells indexes of several back ends apart by it."""
    configured: dict[str, dict[str, Any]] = get_app_config().get_search_backend_config()
    for alias, options in configured.items():
        if str(options.get("PATH", "")) == str(path):
            return alias
    return "default"
