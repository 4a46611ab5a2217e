"""A volunteer brings a folder in, leaves a document out, opens a draft and its original, and undoes all of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from factsheets.models import FactsheetPage
from tests.builders import person

from .staff import PATIENCE, Desk

DOCUMENTS = {
    "heat.txt": "Heat\n\nEvidence\nSome.\n\nMost likely to help\n\n• Lumbago\n",
    "cold.txt": "Cold\n\nEvidence\nA little.\n",
    "mud.txt": "Mud\n\nEvidence\nNone.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "leaflets"
    made.mkdir()
    for name, words in DOCUMENTS.items():
        (made / name).write_text(words, encoding="utf-8")
    return made


def test_a_volunteer_brings_a_folder_in_and_undoes_it(
    live_server: LiveServer, new_context: Callable[..., BrowserContext], folder: Path
) -> None:
    user = person("Author", password="a long enough password")
    desk = Desk(new_context().new_page(), live_server.url).sign_in(user.username, "a long enough password")
    page = desk.page
    bring_in(page, folder)
    confirm_all_but(page, "mud.txt")
    open_draft_and_original(page)
    undo(page)
    assert desk.faults == []


def bring_in(page: Page, folder: Path) -> None:
    page.get_by_role("link", name="Bring documents in").click()
    page.get_by_label("A whole folder").set_input_files(folder)
    page.get_by_role("button", name="Look at the documents").click()
    expect(page.get_by_text("0 of 3 documents done.")).to_be_visible(timeout=PATIENCE)
    call_command("work", once=True)
    # By itself, without anybody doing anything.
    expect(page.get_by_role("button", name="Make the drafts")).to_be_visible(timeout=PATIENCE)
    assert not FactsheetPage.objects.exists()


def confirm_all_but(page: Page, name: str) -> None:
    page.get_by_label(f"{name} comes in").uncheck()
    expect(page.get_by_label("Lumbago as a new condition")).to_be_checked()
    page.get_by_role("button", name="Make the drafts").click()
    expect(page.get_by_text("0 of 2 documents done.")).to_be_visible(timeout=PATIENCE)
    call_command("work", once=True)
    expect(page.get_by_role("heading", name="2 drafts")).to_be_visible(timeout=PATIENCE)
    assert set(FactsheetPage.objects.values_list("title", flat=True)) == {"Heat", "Cold"}


def open_draft_and_original(page: Page) -> None:
    row = page.get_by_role("listitem").filter(has=page.get_by_text("heat.txt"))
    with page.expect_download() as download:
        row.get_by_role("link", name="its original").click()
    assert download.value.path().read_text(encoding="utf-8") == DOCUMENTS["heat.txt"]
    batch = page.url
    row.get_by_role("link", name="Heat", exact=True).click()
    expect(page.locator("#id_title")).to_have_value("Heat", timeout=PATIENCE)
    page.goto(batch)


def undo(page: Page) -> None:
    page.get_by_role("link", name="Undo all of it").click()
    page.get_by_role("button", name="Undo all of it").click()
    expect(page.get_by_text("The drafts are being taken back.")).to_be_visible(timeout=PATIENCE)
    call_command("work", once=True)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Undone", timeout=PATIENCE)
    assert not FactsheetPage.objects.exists()
