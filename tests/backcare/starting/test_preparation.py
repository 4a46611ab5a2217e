"""What a start does before it serves."""

import io
import sqlite3
import stat
import threading
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.core.checks import Warning as CheckWarning
from django.core.management import call_command
from django.core.management.base import CommandError
from pytest_django import Settings

from backcare.starting import preparation
from backcare.starting.startup_lock import StartupLock
from factsheets.models import FactsheetPage
from tests.setting_up.commands import in_turn


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> list[str]:
    """The names of the first-start commands that were run, none of which does anything."""
    names: list[str] = []
    settings.DEBUG = True  # static files have tests of their own
    settings.FIRST_START_COMMANDS = ["fill_the_shelves", "open_the_door"]
    monkeypatch.setattr(preparation, "call_command", lambda name, **_options: names.append(name))
    return names


def _prepare(folder: Path) -> None:
    lock = StartupLock(folder)
    preparation.prepare(lock, folder, io.StringIO())
    lock.end()


@pytest.mark.django_db
def test_the_first_start_fills_an_installation_that_nobody_has_an_account_on(
    ran: list[str], tmp_path: Path
) -> None:
    _prepare(tmp_path)
    assert ran == ["fill_the_shelves", "open_the_door"]


@pytest.mark.django_db
def test_later_starts_bring_nothing_back(ran: list[str], tmp_path: Path) -> None:
    get_user_model().objects.create_user("somebody")
    _prepare(tmp_path)
    assert ran == []


@pytest.mark.django_db
def test_what_the_checks_of_the_database_find_is_told_and_the_start_goes_on(
    tmp_path: Path, ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparation, "run_checks", lambda **_options: [CheckWarning("The way is closed.")])
    out, lock = io.StringIO(), StartupLock(tmp_path)
    preparation.prepare(lock, tmp_path, out)
    lock.end()
    assert "The way is closed.\n" in out.getvalue()
    assert ran == ["fill_the_shelves", "open_the_door"]


def test_the_data_folder_is_for_its_owner_alone(tmp_path: Path, settings: Settings) -> None:
    settings.DATA_DIR = tmp_path / "deep" / "data"
    assert stat.S_IMODE(preparation.open_data_folder().stat().st_mode) == 0o700


def test_a_data_folder_that_cannot_be_is_refused_in_words(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "file").touch()
    settings.DATA_DIR = tmp_path / "file" / "data"
    with pytest.raises(CommandError, match=r"data folder .* cannot be used: .* BACKCARE_DATA_DIR"):
        preparation.open_data_folder()


def test_two_starts_take_turns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A database without locks of its own, so that the lock on the file is what keeps the second start out.
    monkeypatch.setattr("backcare.starting.startup_lock.connection", SimpleNamespace(vendor="sqlite"))
    first, second = StartupLock(tmp_path), StartupLock(tmp_path)
    first.take()
    waiting = threading.Thread(target=second.take)
    waiting.start()
    waiting.join(timeout=0.3)
    assert waiting.is_alive()
    first.end()
    waiting.join(timeout=10)
    assert not waiting.is_alive()
    second.end()


@pytest.mark.django_db
def test_a_site_that_is_no_demonstration_gets_no_example_and_no_account(
    settings: Settings, tmp_path: Path
) -> None:
    settings.DEBUG, settings.DEMONSTRATION, settings.FIRST_START_COMMANDS = True, False, []
    out, lock = io.StringIO(), StartupLock(tmp_path)
    preparation.prepare(lock, tmp_path, out)
    lock.end()
    assert "Nobody has an account yet. Make the first with “manage.py createsuperuser”." in out.getvalue()
    assert not get_user_model().objects.exists()
    assert not FactsheetPage.objects.exists()
    for command in ("load_starter_library", "create_demonstration_accounts"):
        with pytest.raises(CommandError, match="This site is no demonstration"):
            call_command(command)


@pytest.mark.parametrize("left", ["migrated", "media/documents/leaflet.pdf"])
def test_an_empty_database_beside_a_folder_in_use_is_refused_and_stays_empty(
    tmp_path: Path, left: str
) -> None:
    folder = tmp_path / "data"
    (folder / left).parent.mkdir(parents=True)
    (folder / left).write_text("words")
    environment = {"BACKCARE_DATA_DIR": str(folder), "DATABASE_URL": f"sqlite:///{tmp_path}/lost.sqlite3"}
    [said] = in_turn([["prepare"]], **environment)
    assert said.code == 1
    assert f"is empty, but the data folder {folder} has been in use." in said.err
    assert len(said.err.splitlines()) == 1
    with closing(sqlite3.connect(tmp_path / "lost.sqlite3")) as database:
        assert database.execute("SELECT * FROM sqlite_master").fetchall() == []
