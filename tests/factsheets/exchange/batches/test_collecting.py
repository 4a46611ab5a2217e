"""What lies in a folder or in a ZIP: documents, and sentences for all that is none."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from factsheets.exchange.batches import collecting
from factsheets.exchange.batches.collecting import Found, collect_path, collect_upload
from factsheets.exchange.shared_records import ExchangeError

from .documents import HEAT, zipped


def names(found: list[Found]) -> list[str]:
    return [each.name for each in found if each.data]


def refusals(data: bytes, name: str = "a.zip") -> list[str]:
    return [each.refused for each in collect_upload(data, name) if each.refused]


def test_a_folder_is_taken_with_the_folders_in_it_and_without_what_systems_leave_there(tmp_path: Path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "__MACOSX").mkdir()
    for name in ("b.txt", "deep/a.txt", ".DS_Store", "Thumbs.db", "~$b.docx", "__MACOSX/b.txt"):
        (tmp_path / name).write_bytes(HEAT)
    found = list(collect_path(tmp_path))
    assert names(found) == ["b.txt", "deep/a.txt"]
    left = sorted(each.name for each in found if each.left_out)
    assert left == [".DS_Store", "Thumbs.db", "__MACOSX/b.txt", "~$b.docx"]
    assert not [each for each in found if each.refused]


def test_a_zip_in_a_folder_is_unpacked(tmp_path: Path):
    (tmp_path / "all.zip").write_bytes(zipped({"heat.txt": HEAT, "deep/cold.txt": HEAT, ".DS_Store": b"x"}))
    found = list(collect_path(tmp_path))
    assert names(found) == ["heat.txt", "deep/cold.txt"]
    assert [each.name for each in found if each.left_out] == [".DS_Store"]


def test_a_word_document_is_no_folder_of_documents():
    word = zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})
    assert [each.name for each in collect_upload(word, "leaflet.docx")] == ["leaflet.docx"]


def test_an_empty_folder_and_a_missing_file_are_named(tmp_path: Path):
    with pytest.raises(ExchangeError, match="no document in the folder"):
        list(collect_path(tmp_path))
    (missing,) = collect_path(tmp_path / "nothing.txt")
    assert missing.refused.startswith("There is no file")


def test_an_empty_file_is_refused_as_that_and_is_the_same_as_no_other():
    assert refusals(zipped({"a.txt": b"", "b.docx": b""})) == [
        f"{name} is empty: look whether it was saved, and bring it in again." for name in ("a.txt", "b.docx")
    ]


def test_a_zip_within_a_zip_is_refused_and_the_others_come():
    found = list(
        collect_upload(zipped({"in.zip": zipped({"a.txt": HEAT}), "no-name": zipped({"a.txt": HEAT}), "b.txt": HEAT}), "a.zip")
    )  # fmt: skip
    assert names(found) == ["b.txt"]
    refused = [each.refused for each in found if each.refused]
    assert len(refused) == 2
    assert all("an archive within an archive" in sentence for sentence in refused)


@pytest.mark.parametrize(
    "name", ["../evil.txt", "/etc/evil.txt", "a/../../evil.txt", "..\\evil.txt", "C:\\evil.txt"]
)
def test_a_zip_that_leads_out_of_its_folder_is_not_opened(name: str):
    (sentence,) = refusals(zipped({name: HEAT, "b.txt": HEAT}))
    assert "outside its own folder" in sentence


def test_a_zip_with_too_many_documents_is_not_opened(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(collecting, "MOST_DOCUMENTS", 3)
    (sentence,) = refusals(zipped({f"{number}.txt": HEAT for number in range(4)}))
    assert "more than 3 documents" in sentence


def test_a_bomb_is_not_opened():
    (sentence,) = refusals(zipped({"big.txt": b"0" * 19_000_000}))
    assert "far larger when it is unpacked" in sentence


def test_a_document_in_a_zip_that_is_too_large_is_refused_alone(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(collecting, "MOST_BYTES", 100)
    found = list(collect_upload(zipped({"big.txt": b"ab" * 100, "b.txt": HEAT}), "a.zip"))
    assert names(found) == ["b.txt"]
    assert "cut it down" in found[0].refused


def test_a_zip_with_a_password_is_refused_with_a_sentence():
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", HEAT)
    data = bytearray(made.getvalue())
    # The mark of a password, in the entry and in the list at the end.
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    (sentence,) = refusals(bytes(data))
    assert "locked with a password" in sentence


def test_a_damaged_zip_is_refused_with_a_sentence():
    whole = zipped({"a.txt": HEAT * 50})
    (cut,) = refusals(whole[: len(whole) // 2])
    assert "cannot be unpacked" in cut
    broken = whole.replace(whole[40:50], b"\x00" * 10, 1)
    (spoilt,) = refusals(broken)
    assert "damaged" in spoilt
