"""Documents of Wagtail in an index of their own, for the tests of what a search understands."""

from __future__ import annotations

from typing import Any

from modelsearch.backends import get_search_backend
from wagtail.documents.models import Document


def documents(*titles: str) -> None:
    """Documents with these titles, stored and indexed."""
    for title in titles:
        Document.objects.create(title=title)
    get_search_backend().get_index_for_model(Document).refresh()


def titles(results: Any) -> list[str]:
    """The titles of what was found, in order."""
    return [found.title for found in results]
