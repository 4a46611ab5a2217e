"""Brought in, planned, confirmed, applied: nothing is written before, nothing twice, and no document stops another."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry

from factsheets.exchange.batches import carrying_on
from factsheets.exchange.batches.confirming import confirm_batch, go_on, throw_away
from factsheets.exchange.batches.forgetting import forget_brought_in
from factsheets.models import (
    BatchDocument,
    Condition,
    FactsheetPage,
    ImportBatch,
    ImportedDocument,
    OriginalDocument,
)
from factsheets.outputs import factsheet_file
from factsheets.outputs.parsed_factsheet import ParsedFactsheet, ParsedRelatedItem
from tests.builders import person
from tests.factsheets.management.import_runs import rows_of_every_table

from .documents import COLD, HEAT, brought_in, come_in, confirm, document, fresh, states, work, zipped

pytestmark = pytest.mark.django_db

#: All that a plan may write.
OF_A_PLAN = {
    "factsheets.ImportBatch",
    "factsheets.BatchDocument",
    "factsheets.OriginalDocument",
    "wagtailcore.ModelLogEntry",
    "django_tasks_database.DBTaskResult",
    # Of the person who brings them in, made by the test.
    "auth.User",
    "factsheets.SecurityEvent",
}


def test_nothing_but_the_batch_is_written_before_somebody_confirms():
    before = rows_of_every_table()
    batch = brought_in({"heat.txt": HEAT, "cold.txt": COLD})
    after = rows_of_every_table()
    assert {name for name in after if after[name] != before[name]} <= OF_A_PLAN
    assert batch.state == "planned"
    assert states(batch) == {"heat.txt": "planned", "cold.txt": "planned"}
    assert [(record["name"], record["documents"]) for record in batch.records] == [
        ("Lumbago", [1, 2]),
        ("Sciatica", [2]),
    ]


def test_confirmed_documents_become_drafts_with_their_originals():
    batch = come_in({"heat.txt": HEAT, "cold.txt": COLD})
    assert batch.state == "applied"
    assert {page.title for page in FactsheetPage.objects.all()} == {"Heat", "Cold"}
    assert not FactsheetPage.objects.live().exists()
    assert {page.owner for page in FactsheetPage.objects.all()} == {batch.confirmed_by}
    assert bytes(ImportedDocument.objects.get(page__title="Heat").original.data) == HEAT
    assert Condition.objects.count() == 2
    actions = ModelLogEntry.objects.filter(object_id=batch.pk, action__startswith="factsheets.import")
    assert set(actions.values_list("action", flat=True)) == {
        "factsheets.import.receive",
        "factsheets.import.confirm",
    }
    told = PageLogEntry.objects.filter(action="factsheets.import.apply")
    assert {entry.user for entry in told} == {batch.confirmed_by}


def test_what_is_left_out_does_not_come_in_and_its_words_wait_in_a_note():
    batch = come_in({"heat.txt": HEAT, "cold.txt": COLD}, but="heat.txt", **{"condition:sciatica": ""})
    assert states(batch) == {"heat.txt": "left_out", "cold.txt": "applied"}
    page = FactsheetPage.objects.get()
    assert [row.condition.name for row in page.suitabilities.all()] == ["Lumbago"]
    assert not Condition.objects.named("Sciatica").exists()
    assert any("Sciatica" in note.text for note in page.import_notes.filter(kind="unplaced"))


def test_a_record_of_nearly_that_name_can_be_used_instead():
    known = Condition.objects.create(name="Sciaticas")
    batch = brought_in({"cold.txt": COLD})
    near = {record["name"]: record["near"] for record in batch.records}
    assert near == {"Lumbago": [], "Sciatica": [[known.pk, "Sciaticas"]]}
    confirm(batch, **{"condition:sciatica": str(known.pk)})
    work()
    assert known in {row.condition for row in FactsheetPage.objects.get().suitabilities.all()}
    assert not Condition.objects.named("Sciatica").exists()


def test_a_document_that_fails_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch):
    batch = brought_in({"a.txt": document("A"), "b.txt": document("B"), "bad.txt": b"\x00\x01"})
    assert states(batch)["bad.txt"] == "refused"
    apply = carrying_on.apply_draft

    def fails_once(draft, *arguments, **options):
        if draft.title == "A":
            raise RuntimeError("broken")
        return apply(draft, *arguments, **options)

    monkeypatch.setattr(carrying_on, "apply_draft", fails_once)
    confirm(batch)
    work()
    assert states(batch) == {"a.txt": "failed", "b.txt": "applied", "bad.txt": "refused"}
    assert FactsheetPage.objects.get().title == "B"
    assert "binary" in batch.documents.get(name="bad.txt").sentence


class Killed(BaseException):
    """As if the process had been ended: nothing catches it."""


@pytest.mark.parametrize("resume", ["worker", "button", "daily"])
def test_a_batch_that_was_broken_off_goes_on_and_does_nothing_twice(
    resume: str, monkeypatch: pytest.MonkeyPatch
):
    batch = confirm(brought_in({f"{name}.txt": document(name) for name in "ABC"}))
    apply = carrying_on.apply_draft

    def killed_at_the_second(draft, *arguments, **options):
        if draft.title == "B":
            raise Killed
        return apply(draft, *arguments, **options)

    with monkeypatch.context() as patched, suppress(Killed):
        patched.setattr(carrying_on, "apply_draft", killed_at_the_second)
        carrying_on.carry_on.call(batch.pk)
    assert states(batch) == {"A.txt": "applied", "B.txt": "confirmed", "C.txt": "confirmed"}
    if resume == "button":
        assert go_on(batch)
    elif resume == "daily":
        assert carrying_on.carry_on_with_all() == 1
    work()
    assert fresh(batch).state == "applied"
    assert sorted(FactsheetPage.objects.values_list("title", flat=True)) == ["A", "B", "C"]
    assert not go_on(batch)


def test_a_document_that_ends_the_process_again_and_again_is_given_up():
    batch = brought_in({"a.txt": document("A"), "b.txt": document("B")}, read=False)
    batch.documents.filter(name="a.txt").update(tries=carrying_on.MOST_TRIES)
    work()
    assert states(batch) == {"a.txt": "refused", "b.txt": "planned"}


def test_a_database_that_is_away_refuses_no_document(monkeypatch: pytest.MonkeyPatch):
    batch = brought_in({"a.txt": document("A")}, read=False)

    def away(*_arguments, **_options):
        raise OperationalError("away")

    monkeypatch.setattr(carrying_on, "plan_document", away)
    with pytest.raises(OperationalError):
        carrying_on.do_next(batch.pk)
    assert states(batch) == {"a.txt": "waiting"}


def test_two_people_confirm_and_it_is_applied_once():
    batch = brought_in({"heat.txt": HEAT})
    documents = {batch.documents.get().pk: [[]]}
    other = person("Editor")
    options = {"documents": documents, "choices": {}, "now": timezone.now()}
    assert confirm_batch(batch, user=batch.made_by, **options)
    assert not confirm_batch(batch, user=other, **options)
    work()
    assert FactsheetPage.objects.get().title == "Heat"
    assert fresh(batch).confirmed_by == batch.made_by


def test_a_file_that_was_saved_anew_with_the_same_words_has_nothing_to_confirm():
    come_in({"heat.txt": HEAT})
    batch = brought_in({"heat again.txt": HEAT.replace(b"\n", b"\r\n")})
    (again,) = batch.documents.all()
    assert again.state == "unchanged"
    assert again.sentence == "“Heat” has all of its words already."


def test_the_same_documents_again_are_unchanged():
    come_in({"heat.txt": HEAT, "cold.txt": COLD})
    batch = brought_in({"again.zip": zipped({"h.txt": HEAT, "c.txt": COLD, "c2.txt": COLD})})
    assert states(batch) == {"h.txt": "unchanged", "c.txt": "unchanged", "c2.txt": "unchanged"}
    assert OriginalDocument.objects.count() == 2


@pytest.mark.parametrize("order", ["first", "last"])
def test_factsheets_of_one_batch_are_linked_whatever_their_order(order: str):
    files = {"heat.txt": document("Heat", names="Cold, Mud"), "cold.txt": document("Cold")}
    come_in(files if order == "first" else dict(reversed(files.items())))
    heat, cold = (FactsheetPage.objects.get(title=title) for title in ("Heat", "Cold"))
    for page in (heat, heat.get_latest_revision_as_object()):
        found = [(item.factsheet, item.pending_title) for item in page.related_items.all()]
        assert found == [(cold, ""), (None, "Mud")]


@pytest.mark.parametrize("order", ["first", "last"])
def test_links_inside_a_text_and_by_address_are_made_too(order: str):
    words = '<p>See <a href="page:/factsheets/cold/">cold</a>.</p>'
    related = (ParsedRelatedItem(factsheet="cold"),)
    heat = ParsedFactsheet(title="Heat", slug="heat", evidence=words, related_items=related)
    files = {
        "heat.md": factsheet_file.write(heat).encode(),
        "cold.md": factsheet_file.write(ParsedFactsheet(title="Cold therapy", slug="cold")).encode(),
    }
    come_in(files if order == "first" else dict(reversed(files.items())))
    page, cold = FactsheetPage.objects.get(slug="heat"), FactsheetPage.objects.get(slug="cold")
    for each in (page, page.get_latest_revision_as_object()):
        assert each.evidence == f'<p>See <a linktype="page" id="{cold.pk}">cold</a>.</p>'
        assert [item.factsheet for item in each.related_items.all()] == [cold]
        assert not each.import_notes.exists() if each is page else not list(each.import_notes.all())


def test_what_nobody_confirms_is_thrown_away_or_forgotten():
    first, second = brought_in({"heat.txt": HEAT}), brought_in({"heat.txt": HEAT, "cold.txt": COLD})
    assert throw_away(first)
    assert OriginalDocument.objects.count() == 2
    come_in({"heat.txt": HEAT})
    forget_brought_in(timezone.now() + timedelta(days=31))
    assert not ImportBatch.objects.filter(pk=second.pk).exists()
    assert [bytes(kept.data) for kept in OriginalDocument.objects.all()] == [HEAT]
    assert not BatchDocument.objects.exclude(original=None).exists()
    assert ImportedDocument.objects.get().original is not None


def test_a_batch_that_came_in_is_not_thrown_away():
    assert not throw_away(come_in({"heat.txt": HEAT}))
    assert FactsheetPage.objects.exists()
