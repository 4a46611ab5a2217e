"""Keeps what can be searched like what is shown: after a publication, and when a record of a factsheet changes."""

from __future__ import annotations

from django.db import transaction
from wagtail.search import index

from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.records.models.association import Association
from factsheets.records.models.condition import Condition


def on_publication(instance: FactsheetPage, **kwargs: object) -> None:
    """Wagtail indexes a page while its rows are not stored yet, so it is read back and indexed once more."""
    for factsheet in FactsheetPage.get_indexed_objects().filter(pk=instance.pk):
        index.insert_or_update_object(factsheet)


def on_record_saved(
    instance: Condition | Association, *, created: bool, raw: bool = False, **kwargs: object
) -> None:
    """Factsheets are found by the names of their conditions and associations, as these are now."""
    if raw or created:
        return
    rows = {Condition: "suitabilities__condition", Association: "associations__association"}[type(instance)]
    showing = FactsheetPage.get_indexed_objects().filter(**{rows: instance}).distinct()
    with transaction.atomic():
        for factsheet in showing.iterator(chunk_size=200):
            index.insert_or_update_object(factsheet)
