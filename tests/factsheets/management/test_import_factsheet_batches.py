"""`manage.py import_factsheet` with folders and ZIPs: one batch, which goes on where it was broken off."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from django.core.management import CommandError

from factsheets.exchange.batches import carrying_on
from factsheets.models import FactsheetPage, ImportBatch
from tests.factsheets.exchange.batches.documents import document, states, zipped

from .import_runs import rows_of_every_table, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "leaflets"
    (made / "deep").mkdir(parents=True)
    (made / "a.txt").write_bytes(document("Heat", names="Mud"))
    (made / "deep" / "b.zip").write_bytes(zipped({"cold.txt": document("Cold"), "mud.txt": document("Mud")}))
    (made / ".DS_Store").write_bytes(b"x")
    return made


def test_a_folder_is_one_batch_with_links_between_its_drafts(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = run(capsys, folder)
    assert "Left out: .DS_Store is a hidden file" in report
    assert {page.title for page in FactsheetPage.objects.all()} == {"Heat", "Cold", "Mud"}
    heat, mud = (FactsheetPage.objects.get(title=title) for title in ("Heat", "Mud"))
    assert heat.related_items.get().factsheet == mud
    batch = ImportBatch.objects.get()
    assert (batch.name, batch.state, batch.by_command) == ("leaflets", "applied", True)
    before = rows_of_every_table()
    assert run(capsys, folder).count(": unchanged: ") == 3
    assert rows_of_every_table() == before


def test_a_dry_run_tells_of_two_documents_with_one_title(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_bytes(document("Heat"))
    (tmp_path / "b.txt").write_bytes(document("heat") + b"More.\n")
    with pytest.raises(CommandError, match=r"“heat” is made of a\.txt already, and b\.txt has other text"):
        run(capsys, tmp_path, "--dry-run")
    assert not FactsheetPage.objects.exists()


def test_a_dry_run_is_the_plan_of_all_of_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = rows_of_every_table()
    assert run(capsys, folder, "--dry-run").count("This was a dry run") == 3
    assert rows_of_every_table() == before


class Killed(BaseException):
    """As if the process had been ended."""


def test_a_run_that_was_broken_off_goes_on_in_the_same_batch(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    apply = carrying_on.apply_draft

    def killed_at_the_second(draft, *arguments, **options):
        if draft.title == "Cold":
            raise Killed
        return apply(draft, *arguments, **options)

    with monkeypatch.context() as patched, suppress(Killed):
        patched.setattr(carrying_on, "apply_draft", killed_at_the_second)
        run(capsys, folder)
    assert FactsheetPage.objects.get().title == "Heat"
    assert ImportBatch.objects.get().state == "applying"
    run(capsys, folder)
    batch = ImportBatch.objects.get()
    assert batch.state == "applied"
    assert set(states(batch).values()) == {"applied"}
    assert len(states(batch)) == 3
    heat = FactsheetPage.objects.get(title="Heat")
    assert heat.related_items.get().factsheet == FactsheetPage.objects.get(title="Mud")


def test_one_document_that_fails_is_named_and_the_others_come(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "bad.txt").write_bytes(b"\x00\x01")
    with pytest.raises(CommandError, match="1 of 4 documents were not imported") as refused:
        run(capsys, folder)
    assert str(refused.value).splitlines()[0].startswith("bad.txt is a binary file")
    assert FactsheetPage.objects.count() == 3
