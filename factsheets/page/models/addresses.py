"""What answers at the address of a factsheet and below it, besides the page itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse

from factsheets.outputs.page_as_pdf import EDITIONS, pdf_answer
from factsheets.signing.models.signed_off import SignedOff

from .history import history_answer, told_withdrawal, withdrawn_answer

Answer = Callable[[HttpRequest], HttpResponse]

_HISTORY = "history"


def answer_at(factsheet: SignedOff, below: list[str]) -> Answer | None:
    """The answer at the parts `below` the address; None where Wagtail has one. Raises Http404.

    A withdrawn factsheet says so at its own address and at those of its PDFs. Wagtail asks the privacy rules before any
    answer is given; the history of a factsheet behind a rule is not even there.
    """
    withdrawal = None if factsheet.live else told_withdrawal(factsheet)
    if below == [_HISTORY]:
        if not (factsheet.live or withdrawal) or factsheet.get_view_restrictions().exists():
            raise Http404
        return partial(history_answer, factsheet, withdrawal)
    edition = EDITIONS.get(below[0]) if len(below) == 1 else None
    if withdrawal and (edition or not below):
        return partial(withdrawn_answer, factsheet, withdrawal)
    if edition is None:
        return None
    if not factsheet.live:
        raise Http404
    return partial(pdf_answer, factsheet, edition)
