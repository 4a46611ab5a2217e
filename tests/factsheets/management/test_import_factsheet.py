"""`manage.py import_factsheet`, as staff use it."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageLogEntry

from factsheets.exchange.mapping.ledger import words
from factsheets.exchange.page_values import gather
from factsheets.models import (
    Association,
    Condition,
    FactsheetPage,
    ImportedDocument,
    LibraryPage,
    PainPattern,
    Resource,
)
from factsheets.outputs import factsheet_file
from factsheets.outputs.parsed_factsheet import SECTIONS, ParsedFactsheet
from tests.builders import draft
from tests.factsheets.exchange.mapping.test_seed import FACTSHEET

from .import_runs import SEED, latest, rows_of_every_table, run, section

pytestmark = pytest.mark.django_db


@pytest.fixture
def imported(capsys: pytest.CaptureFixture[str]) -> FactsheetPage:
    run(capsys, SEED)
    return FactsheetPage.objects.get()


def test_the_real_factsheet_becomes_a_draft_with_every_part_in_its_field(imported: FactsheetPage) -> None:
    assert not imported.live
    assert imported.get_parent().specific == LibraryPage.objects.get()
    for page in (imported, latest(imported)):
        found = gather(page)
        said = [name for name in vars(FACTSHEET) if getattr(FACTSHEET, name) is not None]
        assert {name: getattr(found, name) for name in said} == {
            name: getattr(FACTSHEET, name) for name in said
        }


def test_the_importer_invents_no_source_date_or_risk(imported: FactsheetPage) -> None:
    assert imported.summary == imported.certainty == imported.risks == ""
    assert imported.evidence_searched_on is None
    assert not imported.citations.exists()
    assert imported.regulation == "not_stated"
    assert not Association.objects.get().checks.exists()


def test_what_a_person_has_to_settle_waits_on_the_page(imported: FactsheetPage) -> None:
    for page in (imported, latest(imported)):
        notes = [(note.kind, note.settled) for note in page.import_notes.all()]
        assert notes == [("proposed", False)] * 8 + [("odd", False)] * 3
    texts = [note.text for note in imported.import_notes.all()]
    assert any("spinal stenosis" in text for text in texts)
    assert any(
        text.startswith("Who should not have it: The document says that there are none") for text in texts
    )
    assert not Condition.objects.named("Spinal stenosis").exists()


def test_the_document_is_kept_byte_for_byte_and_all_of_its_words_can_be_read(imported: FactsheetPage) -> None:
    document = ImportedDocument.objects.get()
    assert document.page == imported
    assert document.name == "medical-acupuncture.txt"
    assert document.digest == hashlib.sha256(SEED.read_bytes()).hexdigest()
    assert bytes(document.original.data) == SEED.read_bytes()
    assert Counter(words(document.text)) == Counter(words(SEED.read_text()))


def test_the_report_says_what_went_where_what_is_proposed_odd_and_unplaced(
    capsys: pytest.CaptureFixture[str],
) -> None:
    report = run(capsys, SEED)
    page = FactsheetPage.objects.get()
    assert report.startswith(
        f"medical-acupuncture.txt: a new draft: “Medical Acupuncture” (/admin/pages/{page.pk}/edit/)"
    )
    assert "Association: fax: 01606 786783" in section(report, "What went where")
    assert any(line.startswith("Disclaimer: recognised") for line in section(report, "What went where"))
    assert any(
        line.startswith("What the evidence says: There is some evidence")
        for line in section(report, "What went where")
    )
    proposed = section(report, "Proposed")
    assert sum("confirm it" in line for line in proposed) == 3
    assert sum(line.startswith("New ") for line in proposed) == 11
    assert "New condition “Fibromyalgia”." in proposed
    assert len(section(report, "Odd")) == 3
    assert section(report, "Unplaced") == ["nothing"]


def test_the_same_document_again_is_unchanged_and_writes_nothing(
    imported: FactsheetPage, capsys: pytest.CaptureFixture[str]
) -> None:
    before = rows_of_every_table()
    with CaptureQueriesContext(connection) as queries:
        report = run(capsys, SEED)
        run(capsys, SEED, "--update")
    written = [query["sql"] for query in queries if query["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
    assert (
        report
        == f"medical-acupuncture.txt: unchanged: “Medical Acupuncture” (/admin/pages/{imported.pk}/edit/)\n"
    )
    assert written == []
    assert rows_of_every_table() == before


def test_a_dry_run_gives_the_same_report_and_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    before = rows_of_every_table()
    rehearsed = run(capsys, SEED, "--dry-run").splitlines()
    assert rows_of_every_table() == before
    real = run(capsys, SEED).splitlines()
    assert rehearsed[1 : len(real)] == real[1:]
    assert Association.objects.exists()
    assert rehearsed[-1] == "This was a dry run: nothing was written."


def test_records_of_the_library_are_reused_and_stay_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    association = Association.objects.create(name="british medical acupuncture society", phone="01234 567890")
    dull = PainPattern.objects.create(name="Dull or aching", aspect="feel")
    side = PainPattern.objects.create(name="On one side", aspect="place")
    Condition.objects.create(name="fibromyalgia")
    booklet = Resource.objects.create(kind="booklet", title="Basic back care", authors="A. Writer")
    report = run(capsys, SEED)
    page = FactsheetPage.objects.get()
    assert {row.pattern for row in page.suitabilities.all()} > {dull, side}
    assert page.associations.get().association == association
    assert booklet in {item.resource for item in page.related_items.all()}
    assert Condition.objects.named("Fibromyalgia").count() == 1
    assert Association.objects.get().phone == "01234 567890"
    records = section(report, "Proposed")
    assert "Existing association “british medical acupuncture society”." in records
    assert "“Dull or aching in nature” is taken as the pain pattern “Dull or aching”." in records
    assert "“Confined to one side” is taken as the pain pattern “On one side”." in records
    unplaced = section(report, "Unplaced")
    assert any(line.endswith("the document has as phone: 01606 786782") for line in unplaced)
    assert [note.text for note in page.import_notes.filter(kind="unplaced")] == unplaced


def test_a_slug_that_another_page_has_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    other = draft("Needles", slug="medical-acupuncture")
    with pytest.raises(
        CommandError, match=rf"belongs to the page “Needles” \(/admin/pages/{other.pk}/edit/\)"
    ):
        run(capsys, SEED)
    assert FactsheetPage.objects.count() == 1


def test_a_factsheet_file_is_imported_by_the_same_way(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parsed = ParsedFactsheet(
        title="Heat", slug="heat", summary="Warmth.", **dict.fromkeys(SECTIONS, "<p>Words.</p>")
    )
    path = tmp_path / "heat.md"
    path.write_text(factsheet_file.write(parsed))
    report = run(capsys, path)
    page = FactsheetPage.objects.get()
    assert (page.live, page.slug, page.summary, page.risks) == (False, "heat", "Warmth.", "<p>Words.</p>")
    assert "Summary: Warmth." in section(report, "What went where")
    assert ": unchanged: " in run(capsys, path)


def test_imports_are_in_the_audit_log(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "heat.txt"
    for found in ("First", "Second"):
        path.write_text(f"Heat\n\nEvidence\n{found}.\n")
        run(capsys, path, "--update")
    logged = PageLogEntry.objects.filter(page=FactsheetPage.objects.get().pk)
    assert sorted(logged.values_list("action", flat=True)) == [
        "factsheets.import.apply",
        "factsheets.import.apply",
        "wagtail.create",
        "wagtail.edit",
    ]


REFUSED = {
    "empty.txt": (b"", "empty.txt is empty"),
    "binary.txt": (b"\x00\x01", "binary.txt is a binary file"),
    "large.txt": (b"word " * 10_000_000, "large.txt has 50.0 MB"),
    "letter.txt": (b"Dear all\n\nHello.", "letter.txt does not begin with a title"),
    "minutes.txt": (b"Minutes of June\n\nWe met.", "minutes.txt has no heading"),
    "broken.md": (b"no front matter", "broken.md has no front matter"),
    "latin.md": (b"---\ntitle: \xe9\n---\n", "latin.md is not UTF-8"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_a_sentence(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, sentence = REFUSED[name]
    (tmp_path / name).write_bytes(data)
    before = rows_of_every_table()
    with pytest.raises(CommandError) as refused:
        run(capsys, tmp_path / name)
    assert str(refused.value).startswith(sentence)
    assert "\n" not in str(refused.value)
    assert rows_of_every_table() == before


def test_a_missing_file_and_an_empty_folder_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(CommandError, match=r"There is no file .*nothing\.txt: check the path\."):
        run(capsys, tmp_path / "nothing.txt")
    with pytest.raises(CommandError, match="There is no document in the folder"):
        run(capsys, tmp_path)


def test_a_record_that_cannot_be_saved_undoes_the_whole_document(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "heat.md"
    path.write_text(
        "---\ntitle: Heat\nsuitabilities:\n  - verdict: likely\n    condition:\n      name: Sciatica\n"
        "associations:\n  - name: Society\n    phone: none\n---\n"
    )
    before = rows_of_every_table()
    with pytest.raises(CommandError, match="Society"):
        run(capsys, path)
    assert rows_of_every_table() == before


def test_of_several_documents_each_is_taken_whole_or_not_at_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "heat.txt").write_text("Heat\n\nEvidence\nSome.\n")
    (tmp_path / "empty").mkdir()
    with pytest.raises(CommandError) as refused:
        run(capsys, tmp_path / "nothing.txt", SEED, tmp_path / "empty", tmp_path / "heat.txt")
    lines = str(refused.value).splitlines()
    assert lines[0].startswith("There is no file")
    assert lines[1].startswith("There is no document in the folder")
    assert lines[2] == "2 of 4 documents were not imported."
    assert {page.title for page in FactsheetPage.objects.all()} == {"Medical Acupuncture", "Heat"}


def test_without_a_library_page_it_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    LibraryPage.objects.get().delete()
    with pytest.raises(CommandError, match=r"There is no library page yet: run “manage\.py migrate”"):
        run(capsys, SEED)
