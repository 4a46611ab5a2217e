"""What a bad night leaves behind: a damaged record of the files, a folder that is gone, one that could not be changed for a while."""

import json
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from backcare.background.worker import BackgroundWorker
from backcare.delivery import tasks
from backcare.delivery.models import Change
from backcare.delivery.place import ledger, store
from backcare.delivery.publishing import publish
from factsheets.models import FactsheetPage

from .published_site import differences, files, fresh, make_library, work

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pages(publishing: Path) -> list[FactsheetPage]:
    made = make_library(2)
    publish()
    return made


def _nothing_of_it(ledger: Path) -> None:
    ledger.write_bytes(b"no database" * 400)


def _its_middle(ledger: Path) -> None:
    size = ledger.stat().st_size
    with ledger.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))


@pytest.mark.parametrize("spoil", [_nothing_of_it, _its_middle])
def test_where_the_record_of_the_files_is_damaged_none_of_them_is_trusted(
    publishing: Path, pages: list[FactsheetPage], client: Client, spoil: Callable[[Path], None]
) -> None:
    record = publishing / "made-from.sqlite3"
    record.with_name(f"{record.name}-wal").unlink(missing_ok=True)
    spoil(record)
    pages[1].unpublish()
    assert store().look_up(pages[1].url) is None
    client.get("/-/ready")
    assert client.get("/-/ready").status_code == 200
    BackgroundWorker()._now_and_then()
    work()
    assert differences(files(), fresh()) == []
    assert not list(publishing.glob("set-aside-*"))


def test_a_folder_that_was_deleted_is_made_anew_without_anybody_asking(
    publishing: Path, pages: list[FactsheetPage]
) -> None:
    work()
    shutil.rmtree(publishing)
    BackgroundWorker()._now_and_then()
    work()
    assert differences(files(), fresh()) == []
    BackgroundWorker()._now_and_then()
    assert not tasks.tasks().ready().exists(), "It is made anew although everything is there."


class ReadOnly:
    """A folder that cannot be changed until it is looked at so many times."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, looks: int) -> None:
        self.looks = looks
        monkeypatch.setattr("backcare.delivery.faults.os.statvfs", self._flags)
        monkeypatch.setattr(time, "sleep", lambda _seconds: None)

    def _flags(self, _path: str | Path) -> SimpleNamespace:
        self.looks -= 1
        return SimpleNamespace(f_flag=os.ST_RDONLY if self.looks >= 0 else 0)


def test_what_was_changed_while_nothing_could_be_taken_out_goes_as_soon_as_it_can(
    pages: list[FactsheetPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not tried again after a minute, five, thirty."""
    refused = OSError(30, "Read-only file system")

    def follow() -> None:
        if folder.looks > 0:
            raise refused
        followed.append(Change.objects.count())

    followed: list[int] = []
    monkeypatch.setattr(tasks, "_follow", follow)
    folder = ReadOnly(monkeypatch, 3)
    tasks.follow_up.call()
    assert len(followed) == 1
    monkeypatch.setattr(tasks, "SECONDS_BEFORE_OTHERS", 0)
    folder.looks = 10_000
    tasks.tasks().delete()
    tasks.follow_up.call()
    assert len(followed) == 1
    waiting = tasks.tasks().ready().get()
    assert waiting.task_path == tasks.follow_up.module_path


@pytest.mark.parametrize(
    "damage",
    [
        {"status": "200"},
        {"status": 999},
        {"headers": []},
        {"headers": {"A": 1}},
        {"headers": {"A": "b\r\nSet-Cookie: c"}},
        {"lengths": {"identity": "x"}},
        {"lengths": {}},
        {"etags": []},
        {"changed_ns": None},
        "[" * 100_000,
        "[]",
        "",
    ],
)
def test_a_damaged_record_is_none(pages: list[FactsheetPage], damage: dict[str, object] | str) -> None:
    """Readers get what the application says."""
    address = pages[0].url
    record = store()._record_path(address)
    known = json.loads(record.read_bytes())
    record.write_text(damage if isinstance(damage, str) else json.dumps(known | damage))
    assert store().look_up(address) is None


def test_who_stops_the_command_reads_a_sentence(
    pages: list[FactsheetPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(**_named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("backcare.delivery.management.commands.publish_site.publish", stopped)
    with pytest.raises(CommandError, match="Stopped"):
        call_command("publish_site")
    assert ledger().count()
