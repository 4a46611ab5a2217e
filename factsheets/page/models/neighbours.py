"""The public factsheets around one: those that it names, and those that name it."""

from __future__ import annotations

from django.db import models

from factsheets.page.formats.page_parts import Neighbours
from factsheets.signing.models.signed_off import SignedOff

from .factsheet_query import FactsheetQuerySet
from .related_item import RelatedItem


def neighbours_of(factsheet: SignedOff) -> Neighbours:
    """In one query."""
    items = list(factsheet.related_items.all())
    pending = [item.pending_title for item in items if item.pending_title]
    linked = [item.factsheet_id for item in items if item.factsheet_id]
    pointing = RelatedItem.objects.pointing_to(factsheet, factsheet.names).filter(page=models.OuterRef("pk"))
    others = (
        type(factsheet)
        .objects.for_readers()
        .exclude(pk=factsheet.pk)
        .annotate(points_here=models.Exists(pointing))
    )
    around = models.Q(points_here=True) | models.Q(pk__in=linked) | FactsheetQuerySet.maybe_called(pending)
    found = list(others.filter(around))
    return Neighbours(
        linked={page.pk: page for page in found if page.pk in linked},
        arrived={title.casefold(): page for title in pending for page in found if page.is_called(title)},
        pointing=[page for page in found if page.points_here],
    )
