"""What was counted is taken in once, whoever takes it and whatever breaks meanwhile."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError
from django.utils import timezone

from backcare.background import worker
from backcare.reading_counts import ReadingCounts
from factsheets.management.commands.daily import _count_readings
from factsheets.models import CountedLog, ReadingCount
from factsheets.reading_figures.gathering import gather_counts
from factsheets.reading_figures.models.reading_count import ReadingCountQuerySet

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
DAY = date(2026, 5, 4)


@pytest.fixture
def folder(tmp_path: Path, settings: object) -> Path:
    settings.READING_COUNTS_FOLDER = tmp_path / "counts"  # type: ignore[attr-defined]
    return tmp_path / "counts"


def counted(folder: Path, *addresses: str) -> None:
    counts = ReadingCounts(folder)
    for address in addresses:
        counts.count(address, 200, FIREFOX)
    counts.write_out()


def kept() -> dict[str, int]:
    return dict(ReadingCount.objects.values_list("address", "times"))


def test_counts_of_several_processes_are_added(folder: Path) -> None:
    counted(folder, "/a/", "/a/", "/b/")
    counted(folder, "/a/", "/c/")
    assert gather_counts() == 5
    assert kept() == {"/a/": 3, "/b/": 1, "/c/": 1}
    assert gather_counts() == 0


def test_days_are_kept_apart_and_many_addresses_take_few_statements(django_assert_max_num_queries) -> None:
    counts = {(DAY, f"/{number}/"): 1 + number % 3 for number in range(1200)} | {(date(2026, 5, 5), "/0/"): 7}
    with django_assert_max_num_queries(14):
        ReadingCount.objects.add(counts)
    ReadingCount.objects.add({(DAY, "/0/"): 2})
    assert ReadingCount.objects.get(day=DAY, address="/0/").times == 3
    assert ReadingCount.objects.get(day=date(2026, 5, 5)).times == 7
    assert ReadingCount.objects.count() == 1201


def test_what_the_database_refuses_stays_for_the_next_time(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted(folder, "/a/")

    def away(*_given: object) -> None:
        raise DatabaseError

    with monkeypatch.context() as broken:
        broken.setattr(ReadingCountQuerySet, "add", away)
        with pytest.raises(DatabaseError):
            gather_counts()
    assert gather_counts() == 1
    assert kept() == {"/a/": 1}


def test_a_file_that_somebody_else_took_in_counts_for_them_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted(folder, "/a/")
    add = ReadingCountQuerySet.add

    def slower(self: ReadingCountQuerySet, counts: dict[tuple[date, str], int]) -> None:
        add(self, counts)
        for file in folder.iterdir():
            file.unlink()

    monkeypatch.setattr(ReadingCountQuerySet, "add", slower)
    assert gather_counts() == 0
    assert kept() == {}


def test_a_file_that_holds_no_counts_is_set_aside(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    counted(folder, "/a/")
    (folder / "0.json").write_text("")
    assert gather_counts() == 1
    assert "holds no counts" in caplog.text
    assert [file.name for file in folder.iterdir()] == ["0.unreadable"]


def test_the_worker_gathers_now_and_then(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counted(folder, "/a/")
    work = worker.BackgroundWorker()
    work._now_and_then()
    assert kept() == {"/a/": 1}
    counted(folder, "/a/")
    work._now_and_then()
    assert kept() == {"/a/": 1}, "the pause is over too soon"
    monkeypatch.setattr(worker, "SECONDS_BETWEEN", 0.0)
    work._next_round = 0.0
    work._now_and_then()
    assert kept() == {"/a/": 2}


def test_the_worker_goes_on_where_the_database_is_away(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    counted(folder, "/a/")

    def away(*_given: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(ReadingCountQuerySet, "add", away)
    worker.BackgroundWorker()._now_and_then()
    assert "gather_counts was not done" in caplog.text


def line(
    address: str, *, status: int = 200, method: str = "GET", agent: str = FIREFOX, at: str = "12:00:00+00:00"
) -> str:
    return f'2026-05-04T{at} {status} {method} "{agent}" {address}\n'


def test_a_log_of_nginx_is_counted_once_however_often_it_is_read(tmp_path: Path) -> None:
    log = tmp_path / "readers.log"
    log.write_text(
        line("/factsheets/tens/index.html")
        + line("/factsheets/tens/index.html", status=304)
        + line("/factsheets/tens/factsheet.pdf")
        + line("/index.html", method="HEAD")
        + line("/index.html", agent="Googlebot/2.1")
        + line("/index.html", agent="-")
        + line("/index.html", status=404)
        + line("/static/css/backcare.css")
        + line("/index.html", at="23:30:00-01:00")
        + line("/half")[:-10]
    )
    call_command("count_readers", str(log))
    assert kept() == {"/factsheets/tens/": 2, "/factsheets/tens/factsheet.pdf": 1, "/": 1}
    assert ReadingCount.objects.get(address="/").day == date(2026, 5, 5)
    call_command("count_readers", str(log))
    assert sum(kept().values()) == 4


def test_a_log_that_was_put_aside_is_read_to_its_end(tmp_path: Path) -> None:
    log = tmp_path / "readers.log"
    log.write_text(line("/a/index.html"))
    call_command("count_readers", str(log))
    with log.open("a") as file:
        file.write(line("/a/index.html"))
    log.rename(tmp_path / "readers.log.1")
    log.write_text(line("/b/index.html"))
    call_command("count_readers", str(log))
    assert kept() == {"/a/": 2, "/b/": 1}
    log.write_text("")
    call_command("count_readers", str(log))
    log.write_text(line("/b/index.html"))
    call_command("count_readers", str(log))
    assert kept() == {"/a/": 2, "/b/": 2}


def test_what_cannot_be_counted_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"cannot be read: No such file"):
        call_command("count_readers", str(tmp_path / "none.log"))
    log = tmp_path / "readers.log"
    log.write_text(
        line("/a/index.html") + '192.0.2.1 - - [04/May/2026:12:00:00 +0000] "GET / HTTP/1.1" 200 1\n'
    )
    with pytest.raises(CommandError, match=r"^1 lines of .* are not of the form"):
        call_command("count_readers", str(log))
    assert kept() == {"/a/": 1}
    assert not CountedLog.objects.filter(path__contains="none").exists()


def test_odd_lines_are_left_out_and_stop_nobody(tmp_path: Path) -> None:
    log = tmp_path / "readers.log"
    odd = (
        line("/a/").replace("2026-05-04", "2026-13-45"),
        line("/a/").replace("2026-05-04", "0001-01-01").replace("+00:00", "+23:59"),
        line("/a/", at="12:00:00+99:99"),
        line("/a\x00b/"),
        line("/a\x07/"),
        "\x1f\x8b\x08\n",
        "\n",
    )
    log.write_text("".join(odd) + line("/a/") + line("/" + "a" * 3000 + "/"))
    with pytest.raises(CommandError, match=rf"^{len(odd)} lines of .* are not of the form"):
        call_command("count_readers", str(log))
    assert kept() == {"/a/": 1}


def test_what_was_put_aside_is_not_counted_by_itself(tmp_path: Path) -> None:
    log, aside = tmp_path / "readers.log", tmp_path / "readers.log.1"
    log.write_text(line("/a/"))
    call_command("count_readers", str(log))
    log.rename(aside)
    log.write_text("")
    with pytest.raises(CommandError, match=r"readers\.log\.1 was .*readers\.log and is counted with it"):
        call_command("count_readers", str(aside))
    aside.rename(tmp_path / "readers.log.2.gz")
    with pytest.raises(CommandError, match="is packed"):
        call_command("count_readers", str(tmp_path / "readers.log.2.gz"))
    assert kept() == {"/a/": 1}


def test_the_night_takes_in_what_waits(folder: Path) -> None:
    counted(folder, "/a/")
    assert "1 taken in" in _count_readings(timezone.now())
    assert kept() == {"/a/": 1}
