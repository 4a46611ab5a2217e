"""Whatever a legacy document holds, it can be imported whole: no value that a reader makes is refused by a record."""

from __future__ import annotations

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from factsheets.exchange.importing import import_document
from factsheets.exchange.shared_records import ExchangeError
from factsheets.models import FactsheetPage, ImportNote
from tests.factsheets.exchange.mapping.test_every_word import documents
from tests.setting_up.searches import examples

pytestmark = pytest.mark.django_db


@settings(max_examples=examples(20, long=300), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(document=documents())
def test_a_generated_document_becomes_a_draft(document: str) -> None:
    with transaction.atomic():
        try:
            made = import_document(document.encode(), "therapy.txt")
        except ExchangeError as refused:
            if "therapy.txt has no heading" not in str(refused):
                raise
            return
        for done in made:  # a heading that comes again below a short line begins a second therapy
            assert done.outcome == "created"
            assert done.reading is not None
            page = FactsheetPage.objects.get(title=done.reading.factsheet.title)
            assert not page.live
            kept = page.import_notes.filter(kind=ImportNote.Kind.UNPLACED).values_list("text", flat=True)
            assert list(kept) == list(done.reading.unplaced)
        transaction.set_rollback(True)


LONG = "long " * 60


@pytest.mark.parametrize(
    "text",
    [
        f"Most likely to help\n\n• {LONG}\n",
        f"Association\n{'n' * 300}\n",
        f"Association\nSociety\n{LONG}\n{'Town' * 30}\nCheshire CW8 1AQ\n",
        "Association\nSociety\nTel: 1234567890123456789012345678901234567890\n",
        "Association\nSociety\nwebsite: nothing\nemail: a@b\n",
        "Association\nSociety\nwebsite: www.exa_mple..org\nemail: .@b.org\n",
        "Association\nSociety (SoC)\nwww.example.org\nSOCIETY\nwww.example.com\n",
        f"Relevant Information\nBackCare Factsheets \u2013 {LONG}, TENS, tens\n",
        f"Relevant Information\nOther Publications \u2013 “{LONG}” by {LONG}\n",
        "Relevant Information\nBackCare Booklets \u2013 Sitting, sitting\n",
        f"Relevant Information\nWebsites: {LONG} www.example.org/{'x' * 300}\nWebsites: www.-\n",
    ],
)
def test_what_no_record_can_hold_is_unplaced_and_the_rest_is_imported(text: str) -> None:
    (done,) = import_document(f"Heat\n\n{text}".encode(), "heat.txt")
    assert done.outcome == "created"
    assert done.reading is not None
    assert done.reading.unplaced
