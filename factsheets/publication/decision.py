"""A decision about a factsheet: only about the words that its screen showed, while nobody else can change them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.history import standing_withdrawal
from factsheets.signing.formats.clinical_content import Content
from factsheets.signing.formats.shown_words import refuse_other_words, shown_words


@contextmanager
def deciding_on(page: FactsheetPage, token: str) -> Iterator[None]:
    """Hold `page` while a decision is taken; `token` is what the form of its screen carried.

    Raises WordsChanged unless the words to decide about are those that the screen showed.
    """
    with transaction.atomic():
        row = page.hold()
        refuse_other_words(row, shown_words(token), words_to_decide_about(row))
        yield


def words_to_decide_about(page: FactsheetPage) -> Content:
    """The words that readers see; of a withdrawn factsheet those that would come back; of a draft the latest."""
    if page.live:
        return page.clinical_content()
    withdrawal = standing_withdrawal(page)
    if withdrawal and withdrawal.revision:
        text: FactsheetPage = withdrawal.revision.as_object()
        return text.clinical_content()
    return page.get_latest_revision_as_object().clinical_content()
