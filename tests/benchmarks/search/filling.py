"""Fills an installation with made-up factsheets, and times the building of the search index."""

from __future__ import annotations

import resource
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command

from factsheets.models import FactsheetPage, LibraryPage
from tests.generated.factsheets import made_up_factsheets
from tests.generated.rows import store

#: Words that stand in few factsheets only, as in every real library.
RARE_WORDS = 20_000


def measure(count: int) -> dict[str, Any]:
    """`count` more factsheets, then the index anew."""
    store(made_up_factsheets(count, rare_words=RARE_WORDS))
    before = _most_megabytes()
    began = time.perf_counter()
    call_command("update_index", verbosity=0)
    seconds = time.perf_counter() - began
    return {
        "library": LibraryPage.objects.get().pk,
        "factsheets": FactsheetPage.objects.count(),
        "rebuild_seconds": seconds,
        "rebuild_megabytes": _most_megabytes() - before,
        "index_megabytes": _index_megabytes(),
    }


def _most_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _index_megabytes() -> float:
    """What lies in the folder of the index; an index inside the database is not counted."""
    folder = Path(settings.WAGTAILSEARCH_BACKENDS["default"].get("PATH", "/nowhere"))
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 2**20
