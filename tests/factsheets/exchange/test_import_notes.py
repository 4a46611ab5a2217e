"""Notes that an import leaves: staff settle them on the editing screen, and none is lost on the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from factsheets.models import FactsheetPage
from tests.builders import as_loaded, live, person

pytestmark = pytest.mark.django_db

SEED = Path(__file__).parents[2] / "files" / "medical-acupuncture.txt"
RICH_TEXT = [
    "introduction",
    "mechanism",
    "procedure",
    "evidence",
    "contraindication_statement",
    "risks",
    "qualifications",
]


def save(page: FactsheetPage, *, settled: bool) -> None:
    """Save the draft on the editing screen, every note ticked or none."""
    draft = page.get_latest_revision_as_object()
    fields = {name: rich_text(getattr(draft, name)) for name in RICH_TEXT} | {
        name: getattr(draft, name) or ""
        for name in [
            "title",
            "slug",
            "summary",
            "also_called",
            "certainty",
            "evidence_searched_on",
            "likely_statement",
            "unlikely_statement",
            "contraindication_state",
            "regulation",
        ]
    }
    notes = [{"id": note.pk or "", "settled": "on" if settled else ""} for note in draft.import_notes.all()]
    rows = {
        name: inline_formset([])
        for name in ("suitabilities", "citations", "associations", "related_items", "comments")
    }
    data = nested_form_data(fields | rows | {"import_notes": inline_formset(notes, initial=len(notes))})
    data |= as_loaded(page)
    client = Client()
    client.force_login(person("Author"))
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert response.status_code == 302, response.context["form"].errors


def notes_of(page: FactsheetPage) -> list[tuple[str, str, bool]]:
    draft = FactsheetPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return [(note.kind, note.text, note.settled) for note in draft.import_notes.all()]


@pytest.mark.parametrize("is_live", [False, True])
def test_saving_the_draft_keeps_every_note_and_ticks_it(is_live):
    if is_live:
        live("Medical acupuncture")
        call_command("import_factsheet", str(SEED), "--update")
    else:
        call_command("import_factsheet", str(SEED))
    page = FactsheetPage.objects.get()
    before = notes_of(page)
    assert len(before) > 3
    save(page, settled=True)
    assert notes_of(page) == [(kind, text, True) for kind, text, _settled in before]


def test_notes_are_asked_about_before_submission():
    call_command("import_factsheet", str(SEED))
    page = FactsheetPage.objects.get()
    assert any("import notes" in sentence for sentence in page.what_is_missing())
