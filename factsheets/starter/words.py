"""The first words behind the search: loaded once, and then the staff's own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import yaml
from django.contrib.contenttypes.models import ContentType
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from factsheets.search.models.search_synonym import SearchSynonym
from factsheets.search.models.signpost import Signpost


def load_search_words(path: Path) -> list[str]:
    """Fill the lists in which nobody has ever written; one line for each list."""
    written = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        load_once("Synonyms", [SearchSynonym(expressions="\n".join(each)) for each in written["synonyms"]])
    ]


def load_once(name: str, entries: Sequence[SearchSynonym | Signpost]) -> str:
    """Fill a list in which nobody has ever written; one line about it."""
    model = type(entries[0])
    there = {str(entry) for entry in model._default_manager.all()}
    if there == {str(entry) for entry in entries}:
        return f"{name}: unchanged"
    # Whoever emptied the list wanted it empty: the log remembers that it was in use.
    in_the_log = ModelLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(model))
    if there or in_the_log.exists():
        return f"{name}: left alone, staff have changed them"
    for entry in entries:
        entry.full_clean()
        entry.save()
        log(instance=entry, action="wagtail.create")
    return f"{name}: {len(entries)} loaded"
