"""The search back end: Tantivy behind the search API of Wagtail (`modelsearch`). It knows no factsheet."""

from importlib import import_module

__version__ = "1.0.0"


def __getattr__(name: str) -> object:
    """`SearchBackend`, when it is asked for: Django imports this package as an application before any model is ready."""
    if name == "SearchBackend":
        return import_module("backcare.search.backend").SearchBackend
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
