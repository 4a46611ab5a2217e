"""Every name by which readers can ask for a factsheet or a condition of the library."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from factsheets.language.lines import lines_of
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.records.models.condition import Condition


class PublicName(NamedTuple):
    """One name by which readers can ask for something that is public."""

    text: str
    is_title: bool  # of a factsheet


def public_names() -> Iterator[PublicName]:
    """Names of public factsheets, and of conditions that one of them speaks about."""
    public = FactsheetPage.objects.for_readers().order_by()
    for title, also_called in public.values_list("title", "also_called"):
        yield PublicName(title, is_title=True)
        yield from (PublicName(name, is_title=False) for name in lines_of(also_called))
    conditions = Condition.objects.for_readers()
    for name, plain_name, other_names in conditions.values_list("name", "plain_name", "other_names"):
        for text in (name, plain_name, *lines_of(other_names)):
            if text:
                yield PublicName(text, is_title=False)
