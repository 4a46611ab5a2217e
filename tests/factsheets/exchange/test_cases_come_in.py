"""Documents as charities have them come in by the doors that people use: the command, and the screen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from factsheets.exchange.page_values import gather
from factsheets.models import FactsheetPage, ImportBatch, ImportedDocument, ImportNote
from tests.factsheets.exchange.batches.documents import states, work
from tests.factsheets.exchange.mapping.test_cases import (
    EXPECTED,
    FILES,
    check_fields,
    check_records,
    check_rows,
)
from tests.factsheets.exchange.screens.test_bringing_in import confirm, screen, ticks
from tests.factsheets.management.import_runs import latest, rows_of_every_table, run
from tests.factsheets.screens.kinds import signed_in

pytestmark = pytest.mark.django_db

LEGACY = FILES / "legacy"
NAMES = sorted(json.loads((LEGACY / "expected.json").read_text(encoding="utf-8")))


def check_page(name: str) -> None:
    """What the expectations ask, of the first draft as an editor opens it; and it waits for a person."""
    page = latest(FactsheetPage.objects.order_by("pk")[0])
    want = EXPECTED[name]
    assert not page.live
    values = gather(page)
    check_fields(want, values)
    check_rows(want, values)
    check_records(want, values)
    assert page.import_notes.exists()
    assert not ImportNote.objects.filter(text__startswith="Not placed: words of the document").exists()


@pytest.mark.parametrize("name", NAMES)
def test_a_document_comes_in_by_the_command_and_changes_nothing_again(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said: list[dict[str, Any]] = [
        json.loads(line) for line in run(capsys, LEGACY / name, "--json").splitlines()
    ]
    assert len(said) == FactsheetPage.objects.count() == EXPECTED[name].get("factsheets", 1)
    assert [one["summary"]["words"]["lost"] for one in said] == [0] * len(said)
    assert all(one["notes"] for one in said)
    check_page(name)
    kept = ImportedDocument.objects.all()[0].original
    assert bytes(kept.data) == Path(LEGACY / name).read_bytes()
    before = rows_of_every_table()
    assert ": unchanged: " in run(capsys, LEGACY / name)
    assert rows_of_every_table() == before


@pytest.mark.parametrize("name", ["exercise-class.docx", "walking-poles.pdf", "two-therapies.txt"])
def test_a_document_comes_in_by_the_screen(name: str) -> None:
    browser = signed_in("Author")
    sent = SimpleUploadedFile(name, (LEGACY / name).read_bytes())
    browser.post(reverse("factsheets_bring_in"), {"documents": [sent]}, follow=True)
    work()
    batch = ImportBatch.objects.get()
    assert not FactsheetPage.objects.exists()
    confirm(browser, batch, ticks(screen(browser, batch)))
    work()
    assert states(batch) == {name: "applied"}
    assert FactsheetPage.objects.count() == EXPECTED[name].get("factsheets", 1)
    check_page(name)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("scan.pdf", b"%PDF-1.4\nbroken", "scan.pdf"),
        ("huge.txt", b"word " * 1_000_000, "huge.txt has 5.0 MB"),
        ("minutes.txt", b"Minutes of June\n\nWe met.", "minutes.txt has no heading"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence_on_the_screen(
    name: str, data: bytes, says: str
) -> None:
    browser = signed_in("Author")
    sent = SimpleUploadedFile(name, data)
    answer = browser.post(reverse("factsheets_bring_in"), {"documents": [sent]}, follow=True)
    work()
    batch = ImportBatch.objects.first()
    html = screen(browser, batch) if batch else answer.content.decode()
    assert says in html
    assert not FactsheetPage.objects.exists()
