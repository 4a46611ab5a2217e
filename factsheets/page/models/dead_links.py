"""Links of a factsheet that would lead readers nowhere: to a page that is not public, to a document that is gone."""

from __future__ import annotations

import re

from django.db.models import QuerySet
from django.utils.html import strip_tags
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField
from wagtail.models import Page

from factsheets.signing.models.signed_off import SignedOff

from .view_restrictions import open_to_readers

_LINK = re.compile(
    r'<a\b(?=[^>]*\blinktype="(page|document)")(?=[^>]*\bid="([^"]*)")[^>]*>(.*?)</a>', re.DOTALL
)
_KEY = re.compile(r"[1-9][0-9]{0,17}")
_FAULTS = {"page": "page that is not public", "document": "document that readers cannot open"}


def dead_links(factsheet: SignedOff) -> list[str]:
    """One sentence for each link to a page that was deleted, withdrawn, never published, or that stands behind a rule,
    and to a document that was deleted or that only some may read."""
    linked = [
        (str(field.verbose_name), kind, int(number) if _KEY.fullmatch(number) else 0, strip_tags(words))
        for field in factsheet._meta.concrete_fields
        if isinstance(field, RichTextField)
        for kind, number, words in _LINK.findall(getattr(factsheet, field.name))
    ]
    related = [row.factsheet for row in factsheet.related_items.all() if row.factsheet_id]
    pages = {number for _, kind, number, _ in linked if kind == "page"} | {page.pk for page in related}
    documents = {number for _, kind, number, _ in linked if kind == "document"}
    there = {
        "page": _found(Page.objects.filter(open_to_readers()), pages),
        "document": _open_documents(documents),
    }
    return [
        f"{field.capitalize()}: the link “{words}” leads to a {_FAULTS[kind]}. Change or remove it."
        for field, kind, number, words in linked
        if number not in there[kind]
    ] + [
        f"Relevant information: the factsheet “{page}” is not public. Name it as a title to come, or remove the row."
        for page in related
        if not page.is_gone and page.pk not in there["page"]  # what is gone has a sentence of its own
    ]


def _found(rows: QuerySet[Page], numbers: set[int]) -> set[int]:
    return set(rows.filter(pk__in=numbers).values_list("pk", flat=True)) if numbers else set()


def _open_documents(numbers: set[int]) -> set[int]:
    """Those that are there, and in a collection that every reader may read."""
    stored = (
        get_document_model().objects.filter(pk__in=numbers).select_related("collection") if numbers else []
    )
    return {document.pk for document in stored if not document.collection.get_view_restrictions().exists()}
