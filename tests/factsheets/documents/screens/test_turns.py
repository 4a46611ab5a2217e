"""A few documents are looked into at once: others wait a little, and one account keeps nobody from a turn."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import IO, Any

import pytest
from django.core.files import locks
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document

from factsheets.documents import looking_inside, turns
from tests.backcare.uploads import BYTES, document
from tests.builders import person

from .test_what_is_uploaded import SCRIPT, ways

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def author() -> Client:
    client = Client()
    client.force_login(person("Author"))
    return client


@pytest.fixture
def places(settings: Any, tmp_path: Path) -> Iterator[dict[str, IO[str]]]:
    """All turns to look into a document, and all places of those who wait for one, which others have; close one to end it."""
    settings.TURNS_FOLDER = tmp_path / "turns"
    settings.TURNS_FOLDER.mkdir()
    names = [f"looking-{number}" for number in range(turns.MOST_AT_ONCE)]
    names += [f"waiting-{number}" for number in range(turns.MOST_WAITING)]
    taken = {name: (settings.TURNS_FOLDER / f"{name}.lock").open("w") for name in names}
    assert all(locks.lock(file, locks.LOCK_EX | locks.LOCK_NB) for file in taken.values())
    yield taken
    for file in taken.values():
        file.close()


@pytest.mark.parametrize(
    ("name", "content"), [("a.pdf", BYTES), ("a.csv", b"Name"), ("a.rtf", rb"{\rtf1 Pain}")]
)
def test_whoever_finds_no_turn_and_no_place_to_wait_is_told_at_once_and_loses_nothing(
    author: Client, places: dict[str, IO[str]], monkeypatch: pytest.MonkeyPatch, name: str, content: bytes
) -> None:
    began: list[object] = []
    run = subprocess.run

    def counted(*words: Any, **options: Any) -> Any:
        began.append(words)
        return run(*words, **options)

    monkeypatch.setattr(looking_inside.subprocess, "run", counted)
    typed = {"title": "A leaflet on heat", "collection": 1}
    for _ in range(8):
        sent = {**typed, "file": SimpleUploadedFile(name, content)}
        shown = unescape(author.post(reverse("wagtaildocs:add"), sent).content.decode())
        assert f"“{name}” could not be looked into now" in shown
        assert "A leaflet on heat" in shown
    assert not began
    places["looking-1"].close()
    author.post(reverse("wagtaildocs:add"), {**typed, "file": SimpleUploadedFile(name, content)})
    assert len(began) == 1
    assert Document.objects.get().title == "A leaflet on heat"


def leaflet(title: str) -> dict[str, Any]:
    return {"title": title, "collection": 1, "file": SimpleUploadedFile("leaflet.pdf", BYTES)}


def test_whoever_finds_no_turn_waits_a_little(
    author: Client, places: dict[str, IO[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    places["waiting-0"].close()
    waited: list[float] = []

    def passes(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 3:
            places["looking-0"].close()

    monkeypatch.setattr(turns, "sleep", passes)
    assert author.post(reverse("wagtaildocs:add"), leaflet("A leaflet on heat")).status_code == 302
    assert len(waited) == 3


def test_nobody_waits_for_long(
    author: Client, places: dict[str, IO[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    places["waiting-0"].close()
    monkeypatch.setattr(turns, "LONGEST_WAIT", 0.2)
    shown = unescape(author.post(reverse("wagtaildocs:add"), leaflet("A leaflet on heat")).content.decode())
    assert "“leaflet.pdf” could not be looked into now" in shown
    assert not Document.objects.exists()
    places["looking-0"].close()
    assert author.post(reverse("wagtaildocs:add"), leaflet("A leaflet on heat")).status_code == 302


def test_one_account_has_one_turn_and_keeps_nobody_else_from_theirs(
    author: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a document of the author is looked into, the author uploads more on every way, and an editor uploads one."""
    stored = document()
    editor, run, told = Client(), subprocess.run, []
    editor.force_login(person("Editor", "editor"))

    def meanwhile(*words: Any, **options: Any) -> Any:
        monkeypatch.setattr(looking_inside.subprocess, "run", run)
        for address, fields in ways(BYTES, stored):
            response = author.post(address, fields, headers=SCRIPT if "multiple" in address else {})
            is_data = "json" in response.headers["Content-Type"]
            told.append(str(response.json()) if is_data else unescape(response.content.decode()))
        assert editor.post(reverse("wagtaildocs:add"), leaflet("Of the editor")).status_code == 302
        return run(*words, **options)

    monkeypatch.setattr(looking_inside.subprocess, "run", meanwhile)
    assert author.post(reverse("wagtaildocs:add"), leaflet("Of the author")).status_code == 302
    assert ["could not be looked into now" in each for each in told] == [True] * 4
    titles = Document.objects.exclude(pk=stored.pk).values_list("title", flat=True)
    assert sorted(titles) == ["Of the author", "Of the editor"]
