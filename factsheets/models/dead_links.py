"""Links of a factsheet that would lead readers to a page that is not public."""

from __future__ import annotations

import re
from typing import Any

from django.utils.html import strip_tags
from wagtail.fields import RichTextField
from wagtail.models import Page

_PAGE_LINK = re.compile(r'<a\b(?=[^>]*linktype="page")[^>]*\bid="([0-9]+)"[^>]*>(.*?)</a>', re.DOTALL)


def dead_links(factsheet: Any) -> list[str]:
    """One sentence for each link to a page that was deleted, withdrawn or never published."""
    linked = [
        (str(field.verbose_name), int(number), strip_tags(words))
        for field in factsheet._meta.concrete_fields
        if isinstance(field, RichTextField)
        for number, words in _PAGE_LINK.findall(getattr(factsheet, field.name))
    ]
    related = [row.factsheet for row in factsheet.related_items.all() if row.factsheet_id]
    public = set(
        Page.objects.live().filter(pk__in=[number for _, number, _ in linked]).values_list("pk", flat=True)
    )
    return [
        f"{field.capitalize()}: the link “{words}” leads to a page that is not public. Change or remove it."
        for field, number, words in linked
        if number not in public
    ] + [
        f"Relevant information: the factsheet “{page}” is not public. Name it as a title to come, or remove the row."
        for page in related
        if not (page.live or page.is_gone)  # what is gone has a sentence of its own
    ]
