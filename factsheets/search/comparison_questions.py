"""Questions that ask between therapies, with the names of today."""

from __future__ import annotations

from typing import NamedTuple

from factsheets.language.alternatives import Alternatives, TherapyNames, alternatives_in, may_ask_between
from factsheets.language.lines import lines_of
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.search.models.search_synonym import SearchSynonym
from factsheets.search.models.synonym_change import SynonymChange


class _Known(NamedTuple):
    stamp: tuple[int, str]
    names: TherapyNames


_known: list[_Known] = []


def asked_between(question: str) -> Alternatives | None:
    """The therapies of which each is an answer to `question`; most questions ask for one thing, and cost nothing here."""
    return alternatives_in(question, _names()) if may_ask_between(question) else None


def _names() -> TherapyNames:
    """The names of public factsheets; kept until a name changes, in this process or another."""
    stamp = SynonymChange.objects.stamp()
    if not _known or _known[0].stamp != stamp:
        public = list(FactsheetPage.objects.for_readers().order_by().values_list("title", "also_called"))
        groups = [
            *([title, *lines_of(also_called)] for title, also_called in public),
            *map(lines_of, SearchSynonym.objects.values_list("expressions", flat=True)),
        ]
        _known[:] = [_Known(stamp, TherapyNames((title for title, _ in public), groups))]
    return _known[0].names
