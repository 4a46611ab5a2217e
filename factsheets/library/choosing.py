"""Which factsheets somebody means who chose them from a list, or wrote their names."""

from __future__ import annotations

from collections.abc import Sequence

from factsheets.page.models.factsheet_query import FactsheetQuerySet
from factsheets.page.models.known_name import name_key

#: A longer list is no help; the names are written then.
CHOSEN_FROM_A_LIST = 300
#: Longer words are no name.
_LONGEST = 300


def chosen_factsheets(public: FactsheetQuerySet, asked: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Slug and title of each of the `public` factsheets that one of `asked` names, by slug, title or another name, in that order.

    And those of `asked` that name none, or that are too long to be a name.
    """
    words = [name for name in asked if len(name) <= _LONGEST and name.isprintable()]
    pages = list(public.filter(slug__in=words)) if words else []
    if others := {*words} - {page.slug for page in pages}:
        pages += public.filter(public.maybe_called([name_key(name) for name in others]))
    chosen: dict[str, str] = {}
    unknown = []
    for name in asked:
        meant = next((page for page in pages if page.slug == name or page.is_called(name)), None)
        if meant:
            chosen[meant.slug] = meant.title
        else:
            unknown.append(name[:_LONGEST])
    return chosen, unknown
