"""`manage.py import_factsheet` where the factsheet exists already: refused, or with --update a draft revision."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError

from factsheets.exchange.page_values import gather
from factsheets.models import Condition, FactsheetPage, ImportedDocument
from tests.builders import draft, live, suits
from tests.factsheets.exchange.mapping.test_seed import FACTSHEET

from .import_runs import SEED, latest, rows_of_every_table, run

pytestmark = pytest.mark.django_db

LOST_TITLE = "Not placed: words of the document that no field of the draft holds: medical acupuncture"


def live_with_title(capsys: pytest.CaptureFixture[str]) -> FactsheetPage:
    return live("medical ACUPUNCTURE", slug="needles")


def live_with_other_name(capsys: pytest.CaptureFixture[str]) -> FactsheetPage:
    return live("Dry needling", also_called="Needles\nmedical acupuncture")


def draft_with_title(capsys: pytest.CaptureFixture[str]) -> FactsheetPage:
    return draft("Medical acupuncture")


def live_with_title_in_draft(capsys: pytest.CaptureFixture[str]) -> FactsheetPage:
    page = live("Needling")
    page.title = "Medical Acupuncture"
    page.save_revision()
    return page


def live_with_other_name_in_draft(capsys: pytest.CaptureFixture[str]) -> FactsheetPage:
    page = live("Needling")
    page.also_called = "MEDICAL acupuncture"
    page.save_revision()
    return page


EXISTING = (
    live_with_title,
    live_with_other_name,
    draft_with_title,
    live_with_title_in_draft,
    live_with_other_name_in_draft,
)


@pytest.mark.parametrize("make", EXISTING)
def test_a_factsheet_of_that_title_or_other_name_is_not_touched(
    make, capsys: pytest.CaptureFixture[str]
) -> None:
    page = make(capsys)
    title = FactsheetPage.objects.get(pk=page.pk).title
    before = rows_of_every_table()
    with pytest.raises(CommandError) as refused:
        run(capsys, SEED)
    assert f"There is a factsheet “{title}” already (/admin/pages/{page.pk}/edit/)" in str(refused.value)
    assert "--update" in str(refused.value)
    assert refused.value.returncode == 1
    assert rows_of_every_table() == before


@pytest.mark.parametrize("make", EXISTING)
def test_update_makes_a_draft_revision_and_never_publishes(make, capsys: pytest.CaptureFixture[str]) -> None:
    page = FactsheetPage.objects.get(pk=make(capsys).pk)
    report = run(capsys, SEED, "--update", "--part", "all")
    now = FactsheetPage.objects.get()
    assert (now.live, now.live_revision) == (page.live, page.live_revision)
    assert latest(page).evidence == FACTSHEET.evidence
    assert latest(page).slug == page.slug
    notes = list(latest(page).import_notes.values_list("kind", flat=True))
    assert (notes.count("proposed"), notes.count("odd")) == (8, 3)
    # The page keeps the name that it has: words of the title that then stand nowhere are in the tray.
    lost = [note.text for note in latest(page).import_notes.all() if note.kind == "unplaced"]
    assert lost == ([] if latest(page).title.casefold() == "medical acupuncture" else [LOST_TITLE])
    assert "a new draft revision; the live text stays as it is" in report
    assert ImportedDocument.objects.get().page == page


def test_update_leaves_the_live_text_and_keeps_what_the_document_is_silent_about(
    capsys: pytest.CaptureFixture[str],
) -> None:
    page = live("Medical acupuncture", risks="<p>Bruises.</p>", also_called="Needles")
    suits(page, "likely", Condition.objects.create(name="Sciatica"))
    before = gather(FactsheetPage.objects.get())
    run(capsys, SEED, "--update", "--part", "all")
    assert gather(FactsheetPage.objects.get()) == before
    revised = gather(latest(page))
    assert (revised.risks, revised.also_called, revised.certainty) == ("<p>Bruises.</p>", ("Needles",), "low")
    assert revised.suitabilities == FACTSHEET.suitabilities
    assert revised.title == "Medical acupuncture"


def test_update_keeps_the_rows_of_a_list_that_the_document_does_not_have(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = draft("Heat")
    suits(page, "avoid", Condition.objects.create(name="Fever"))
    suits(page, "likely", Condition.objects.create(name="Lumbago"))
    (tmp_path / "heat.txt").write_text("Heat\n\nMost likely to help\n\n• Sciatica\n")
    run(capsys, tmp_path / "heat.txt", "--update", "--part", "suitabilities")
    rows = [(row.verdict, row.condition.name) for row in latest(page).suitabilities.all()]
    assert rows == [("likely", "Sciatica"), ("avoid", "Fever")]


def test_update_waits_until_a_check_has_ended(capsys: pytest.CaptureFixture[str]) -> None:
    page = draft("Medical acupuncture")
    page.locked = True
    page.save()
    with pytest.raises(CommandError, match="is being checked or locked"):
        run(capsys, SEED, "--update")


def test_an_older_document_can_be_taken_again_with_update(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text("Heat\n\nEvidence\nFirst.\n")
    second.write_text("Heat\n\nEvidence\nSecond.\n")
    run(capsys, first)
    run(capsys, second, "--update")
    assert ": unchanged: " in run(capsys, first)
    run(capsys, first, "--update")
    page = FactsheetPage.objects.get()
    assert (page.evidence, latest(page).evidence) == ("<p>First.</p>", "<p>First.</p>")
    assert page.imported_documents.count() == 2
    assert ": unchanged: " in run(capsys, first, "--update")


def test_what_somebody_has_written_since_stays_until_the_part_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "heat.txt"
    path.write_text("Heat\n\nEvidence\nFirst.\n\nQualifications\nOld.\n")
    run(capsys, path)
    page = latest(FactsheetPage.objects.get())
    page.evidence = "<p>By hand.</p>"
    page.save_revision()
    path.write_text("Heat\n\nEvidence\nSecond.\n\nQualifications\nNew.\n")
    report = run(capsys, path, "--update")
    now = latest(page)
    assert (now.evidence, now.qualifications) == ("<p>By hand.</p>", "<p>New.</p>")
    assert "Not written, because somebody has written there since" in report
    assert "the draft says: By hand. / the document says: Second." in report
    assert any("the document says: Second." in note.text for note in now.import_notes.all())
    path.write_text("Heat\n\nEvidence\nThird.\n")
    before = rows_of_every_table()
    with pytest.raises(CommandError, match="--part evidence"):
        run(capsys, path, "--update")
    assert rows_of_every_table() == before
    run(capsys, path, "--update", "--part", "evidence")
    assert latest(page).evidence == "<p>Third.</p>"


def test_what_a_person_wrote_where_the_last_document_was_silent_is_theirs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "heat.txt"
    path.write_text("Heat\n\nEvidence\nFirst.\n")
    run(capsys, path)
    page = latest(FactsheetPage.objects.get())
    page.qualifications = "<p>By hand.</p>"
    page.save_revision()
    path.write_text("Heat\n\nEvidence\nSecond.\n")
    run(capsys, path, "--update")
    path.write_text("Heat\n\nEvidence\nThird.\n\nQualifications\nOld.\n")
    run(capsys, path, "--update")
    now = latest(page)
    assert (now.evidence, now.qualifications) == ("<p>Third.</p>", "<p>By hand.</p>")
