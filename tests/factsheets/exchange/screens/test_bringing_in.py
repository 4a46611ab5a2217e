"""The screens of batches, as a volunteer uses them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from factsheets.exchange.screens import bringing_in
from factsheets.models import FactsheetPage, ImportBatch, ImportedDocument
from tests.builders import complete_draft, draft, library, person
from tests.factsheets.exchange.batches.documents import (
    COLD,
    HEAT,
    brought_in,
    come_in,
    document,
    fresh,
    states,
    work,
    zipped,
)
from tests.factsheets.management.import_runs import latest
from tests.factsheets.screens.kinds import signed_in

pytestmark = pytest.mark.django_db


def send(browser: Client, **files: bytes) -> Any:
    sent = [SimpleUploadedFile(name.replace("_", "."), data) for name, data in files.items()]
    return browser.post(reverse("factsheets_bring_in"), {"documents": sent}, follow=True)


def screen(browser: Client, batch: ImportBatch, name: str = "import_batch") -> str:
    return browser.get(reverse(f"factsheets_{name}", args=[batch.pk])).content.decode()


def ticks(html: str) -> dict[str, str]:
    """The form as it stands when nobody touches it."""
    fields = {"plan": re.search(r'name="plan" value="(\d+)"', html)[1]}
    for box in re.findall(r'<input type="checkbox"[^>]*>', html):
        if "checked" in box:
            fields[re.search(r'name="([^"]+)"', box)[1]] = "yes"
    return fields


def confirm(browser: Client, batch: ImportBatch, fields: dict[str, Any]) -> str:
    url = reverse("factsheets_import_batch", args=[batch.pk])
    return browser.post(url, fields, follow=True).content.decode()


def test_files_and_zips_are_read_in_the_background_and_shown():
    browser = signed_in("Author")
    answer = send(browser, heat_txt=HEAT, all_zip=zipped({"cold.txt": COLD, ".DS_Store": b"x"}))
    batch = ImportBatch.objects.get()
    html = answer.content.decode()
    assert "0 of 2 documents done." in html
    assert '<meta http-equiv="refresh" content="5">' in html
    still = browser.get(reverse("factsheets_import_batch", args=[batch.pk]) + "?still=1").content.decode()
    assert 'http-equiv="refresh"' not in still
    work()
    plan = screen(browser, batch)
    assert 'http-equiv="refresh"' not in plan
    for words in (
        "heat.txt",
        "cold.txt",
        "Lumbago",
        ".DS_Store is a hidden file",
        "<strong>2</strong> drafts",
    ):
        assert words in plan
    assert not FactsheetPage.objects.exists()


def test_what_is_ticked_comes_in_and_nothing_else():
    browser = signed_in("Author")
    batch = brought_in({"heat.txt": HEAT, "cold.txt": COLD})
    fields = ticks(screen(browser, batch))
    del fields[f"document-{batch.documents.get(name='heat.txt').pk}"]
    html = confirm(browser, batch, fields)
    assert "0 of 1 document done." in html
    work()
    assert states(batch) == {"heat.txt": "left_out", "cold.txt": "applied"}
    assert "Its tick was taken away" in screen(browser, batch)
    page = FactsheetPage.objects.get()
    done = screen(browser, batch)
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in done
    assert reverse("factsheets_original", args=[page.pk, ImportedDocument.objects.get().pk]) in done


def test_a_form_that_did_not_arrive_whole_confirms_nothing():
    browser, batch = signed_in("Author"), brought_in({"heat.txt": HEAT})
    assert "the form did not arrive whole" in confirm(browser, batch, {})
    assert "tick a document first" in confirm(browser, batch, {"plan": str(batch.pk)})
    assert fresh(batch).state == "planned"


def test_two_people_press_the_button():
    batch = brought_in({"heat.txt": HEAT})
    browser = signed_in("Author")
    fields = ticks(screen(browser, batch))
    confirm(browser, batch, fields)
    other = Client()
    other.force_login(person("Editor", "second"))
    assert "It was confirmed already by" in confirm(other, batch, fields)
    work()
    assert FactsheetPage.objects.count() == 1


def test_names_of_files_are_one_line_whatever_they_were_called():
    """Else a name in a ZIP steers a terminal, turns the direction of writing, or writes lines of its own."""
    browser = signed_in("Author")
    files = {
        "a\x01b\x1b[31m.txt": HEAT,
        "a\u202etxt.exe.txt": COLD,
        "\n\nFrom: x.txt": document("Mud"),
        "\u2066": document("Ice"),
        ".\u202ehidden": b"x",
        "\u2028empty.txt": b"",
    }
    send(browser, all_zip=zipped(files))
    work()
    batch = ImportBatch.objects.get()
    assert list(batch.documents.values_list("name", flat=True)) == [
        "a b [31m.txt", "a txt.exe.txt", "From: x.txt", "document", "empty.txt",
    ]  # fmt: skip
    shown = screen(browser, batch)
    confirm(browser, batch, ticks(shown))
    work()
    shown += screen(browser, batch) + browser.get(reverse("factsheets_bring_in")).content.decode()
    assert "a txt.exe.txt" in shown
    assert not re.findall("[\x01\x1b\u202e\u2028\u2066]", shown)
    assert "From: x.txt" in ImportedDocument.objects.values_list("name", flat=True)
    assert not re.search("[\x01\x1b\u202e\u2028\u2066\n]", "".join([batch.name, *batch.left_out]))


def test_no_files_or_none_that_is_a_document_is_said():
    browser = signed_in("Author")
    assert "There is no document among the files." in send(browser).content.decode()
    assert "hidden file" in send(browser, **{".DS_Store": b"x"}).content.decode()
    assert not ImportBatch.objects.exists()


def test_a_factsheet_that_somebody_has_written_is_written_over_part_by_part():
    page = complete_draft("Heat")
    batch = brought_in({"heat.txt": HEAT + b"\n\nQualifications\nSome have.\n"})
    browser = signed_in("Editor")
    html = screen(browser, batch)
    assert "The factsheet has other words here" in html
    assert "There is some evidence." in html
    fields = ticks(html)
    place = batch.documents.get().pk
    assert f"parts-{place}-0" not in fields
    fields[f"parts-{place}-0"] = "evidence"
    confirm(browser, batch, fields)
    work()
    now = latest(page)
    assert now.evidence == "<p>Some.</p>"
    assert now.qualifications == page.qualifications
    left = [note.text for note in now.import_notes.filter(kind="unplaced")]
    assert any("stays as it was written since; the document says: Some have." in text for text in left)


def test_without_a_tick_the_factsheet_stays_as_it_is():
    page = complete_draft("Heat")
    revision = page.latest_revision_id
    batch = brought_in({"heat.txt": b"Heat\n\nEvidence\nOther words.\n"})
    browser = signed_in("Editor")
    assert "tick a document first" in confirm(browser, batch, ticks(screen(browser, batch)))
    assert FactsheetPage.objects.get(pk=page.pk).latest_revision_id == revision


def test_two_documents_of_one_title_are_told_so_before_anybody_confirms():
    browser = signed_in("Author")
    html = screen(
        browser, brought_in({"heat.txt": HEAT, "warm.txt": HEAT.replace(b"Some", b"More"), "none.txt": b""})
    )
    assert html.count("is made of heat.txt as well: only the first of them that is ticked comes in") == 1
    assert "none.txt is empty" in html


def test_a_document_of_which_nothing_is_ticked_says_why_it_is_left_out():
    complete_draft("Heat")
    files = {"heat.txt": b"Heat\n\nEvidence\nOther words.\n", "cold.txt": COLD}
    browser, batch = signed_in("Editor"), brought_in(files)
    confirm(browser, batch, ticks(screen(browser, batch)))
    work()
    assert states(batch) == {"heat.txt": "left_out", "cold.txt": "applied"}
    assert "none of what it would write" in screen(browser, batch)


def test_a_factsheet_that_was_edited_while_the_plan_was_open_is_not_written_over():
    page = draft("Heat")
    batch = brought_in({"heat.txt": HEAT})
    fields = ticks(screen(signed_in("Editor"), batch))
    changed = latest(page)
    changed.evidence = "<p>Mine.</p>"
    changed.save_revision()
    confirm(signed_in_again(), batch, fields)
    work()
    assert states(batch) == {"heat.txt": "failed"}
    assert "was edited since this was planned" in batch.documents.get().sentence
    assert latest(page).evidence == "<p>Mine.</p>"


def signed_in_again() -> Client:
    browser = Client()
    browser.force_login(person("Editor", "second"))
    return browser


def test_a_batch_is_undone_or_thrown_away_after_a_question():
    browser = signed_in("Author")
    waiting = brought_in({"heat.txt": HEAT})
    assert "Throw all of it away?" in screen(browser, waiting, "throw_batch_away")
    browser.post(reverse("factsheets_throw_batch_away", args=[waiting.pk]))
    assert not ImportBatch.objects.exists()
    batch = come_in({"heat.txt": HEAT})
    author = Client()
    author.force_login(batch.made_by)
    assert "Undo all of it?" in screen(author, batch, "undo_batch")
    assert FactsheetPage.objects.exists()
    author.post(reverse("factsheets_undo_batch", args=[batch.pk]))
    assert "The drafts are being taken back." in screen(author, batch)
    work()
    assert not FactsheetPage.objects.exists()
    assert "Undone" in screen(author, batch)


def test_who_may_not_delete_a_draft_does_not_undo_it():
    batch = come_in({"heat.txt": HEAT})
    browser = signed_in("Author")
    browser.post(reverse("factsheets_undo_batch", args=[batch.pk]))
    work()
    assert FactsheetPage.objects.exists()
    assert "you may not delete it" in screen(browser, batch)


def test_the_way_is_in_the_menu_of_those_who_may():
    url = f'"{reverse("factsheets_bring_in")}"'
    for role in ("Author", "Editor", "Administrator"):
        assert url in signed_in(role).get("/admin/").content.decode(), role
    for role in ("Clinical reviewer", "Resource manager"):
        browser = signed_in(role)
        assert url not in browser.get("/admin/").content.decode(), role
        assert browser.get(reverse("factsheets_bring_in")).status_code == 302, role


def test_long_lists_of_batches_are_turned_over(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(bringing_in, "_BATCHES_SHOWN", 1)
    brought_in({"heat.txt": HEAT})
    brought_in({"cold.txt": document("Cold")})
    browser = signed_in("Author")
    first = browser.get(reverse("factsheets_bring_in")).content.decode()
    second = browser.get(reverse("factsheets_bring_in") + "?p=2").content.decode()
    assert "cold.txt" in first
    assert "heat.txt" in second


def test_without_a_library_nobody_brings_anything_in():
    browser = signed_in("Author")
    library().delete()
    assert browser.get(reverse("factsheets_bring_in")).status_code == 302
