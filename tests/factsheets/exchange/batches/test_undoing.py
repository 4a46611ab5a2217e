"""A batch is undone as a whole; what somebody has touched stays, and is named."""

from __future__ import annotations

import pytest
from wagtail.models import ModelLogEntry, PageLogEntry

from factsheets.exchange.batches.confirming import ask_to_undo
from factsheets.models import Condition, FactsheetPage, ImportBatch, ImportedDocument
from tests.builders import complete_draft, draft, person, suits
from tests.factsheets.management.import_runs import latest

from .documents import COLD, HEAT, brought_in, come_in, confirm, document, fresh, states, work

pytestmark = pytest.mark.django_db


def undo(batch: ImportBatch) -> ImportBatch:
    assert ask_to_undo(batch, user=batch.confirmed_by)
    work()
    return fresh(batch)


def edit(page: FactsheetPage, **words: str) -> None:
    page = latest(page)
    for name, value in words.items():
        setattr(page, name, value)
    page.save_revision(user=person("Editor", "who-edits"))


def test_an_untouched_batch_goes_with_its_records():
    other = draft("Other")
    suits(other, "likely", Condition.objects.create(name="Stiffness"))
    batch = undo(come_in({"heat.txt": document("Heat", names="Cold"), "cold.txt": COLD}))
    assert batch.state == "undone"
    assert batch.stayed == []
    assert set(states(batch).values()) == {"undone"}
    assert [page.title for page in FactsheetPage.objects.all()] == ["Other"]
    assert [record.name for record in Condition.objects.all()] == ["Stiffness"]
    assert ModelLogEntry.objects.filter(action="factsheets.import.undo", user=batch.undone_by).exists()
    deleted = PageLogEntry.objects.filter(action="wagtail.delete", label__in=["Heat", "Cold"])
    assert {entry.user for entry in deleted} == {batch.undone_by}


def test_it_can_come_in_again():
    undo(come_in({"heat.txt": HEAT}))
    come_in({"heat.txt": HEAT})
    assert FactsheetPage.objects.get().title == "Heat"


def test_what_somebody_has_edited_stays_with_its_records_and_is_named():
    batch = come_in({"heat.txt": HEAT, "cold.txt": COLD})
    edit(FactsheetPage.objects.get(title="Heat"), summary="Warmth.")
    batch = undo(batch)
    assert [page.title for page in FactsheetPage.objects.all()] == ["Heat"]
    assert [record.name for record in Condition.objects.all()] == ["Lumbago"]
    assert states(batch) == {"heat.txt": "applied", "cold.txt": "undone"}
    assert any("“Heat” stays: it was edited since by who-edits" in each for each in batch.stayed)
    assert any("“Lumbago” stays" in each for each in batch.stayed)


def test_a_record_that_somebody_has_edited_or_uses_stays():
    batch = come_in({"cold.txt": COLD})
    Condition.objects.filter(name="Sciatica").update(plain_name="pain in the leg")
    suits(draft("Other"), "avoid", Condition.objects.get(name="Lumbago"))
    batch = undo(batch)
    assert {record.name for record in Condition.objects.all()} == {"Sciatica", "Lumbago"}
    assert sorted(batch.stayed) == [
        "The condition “Lumbago” stays: something else uses it.",
        "The condition “Sciatica” stays: it was edited since.",
    ]


def test_a_draft_that_another_page_names_stays():
    batch = come_in({"heat.txt": document("Heat", names="Cold"), "cold.txt": document("Cold")})
    edit(FactsheetPage.objects.get(title="Heat"), summary="Warmth.")
    batch = undo(batch)
    assert FactsheetPage.objects.count() == 2
    assert "“Cold” stays: “Heat” names it." in batch.stayed


def test_a_draft_in_the_workflow_stays():
    batch = come_in({"heat.txt": HEAT})
    page = FactsheetPage.objects.get()
    page.get_workflow().start(page, user=batch.confirmed_by)
    batch = undo(batch)
    assert FactsheetPage.objects.exists()
    assert len(batch.stayed) == 2


def test_an_update_is_put_back():
    page = complete_draft("Heat", evidence="", likely_statement="", unlikely_statement="")
    before = latest(page).evidence
    batch = brought_in({"heat.txt": document("Heat")})
    confirm(batch)
    work()
    assert latest(page).evidence == "<p>Some of Heat.</p>"
    batch = undo(fresh(batch))
    assert latest(page).evidence == before
    assert FactsheetPage.objects.get().evidence == before
    assert not ImportedDocument.objects.exists()
    assert batch.stayed == []


def test_it_is_undone_once():
    batch = come_in({"heat.txt": HEAT})
    assert ask_to_undo(batch, user=batch.confirmed_by)
    assert not ask_to_undo(batch, user=batch.confirmed_by)
    work()
    assert fresh(batch).state == "undone"
