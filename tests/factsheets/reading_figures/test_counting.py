"""What is counted, and what is not: each by whom and how it was asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from backcare import reading_counts
from backcare.query import READ_BY_SOME_PAGE
from backcare.reading_counts import ReadingCounts, is_page, is_program
from factsheets.models import FactsheetPage, ReadingCount
from factsheets.reading_figures.gathering import gather_counts
from tests.builders import live, person

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def folder(tmp_path: Path, settings: object) -> Iterator[Path]:
    settings.COUNT_READERS = True  # type: ignore[attr-defined]
    settings.READING_COUNTS_FOLDER = tmp_path / "counts"  # type: ignore[attr-defined]
    reading_counts._counts_of.cache_clear()
    yield tmp_path / "counts"
    reading_counts._counts_of.cache_clear()


def taken_in() -> dict[str, int]:
    reading_counts.reading_counts().write_out()
    gather_counts()
    return dict(ReadingCount.objects.values_list("address", "times"))


@pytest.mark.parametrize(
    ("agent", "is_one"),
    [
        (FIREFOX, False),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148 Safari/604.1", False),
        ("Mozilla/5.0 (Linux; Android 13; CUBOT P80) AppleWebKit/537.36 Chrome/137.0.0.0 Mobile Safari/537.36", False),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/137.0.0.0 Safari/537.36 Edg/137.0.0.0", False),
        ("Opera/9.80 (J2ME/MIDP; Opera Mini/9.80) Presto/2.12.423 Version/12.16", False),
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", True),
        ("Mozilla/5.0 AppleWebKit/537.36 (compatible; bingbot/2.0) Chrome/116.0.1938.76 Safari/537.36", True),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/137.0.0.0 Safari/537.36", True),
        ("curl/8.5.0", True),
        ("python-requests/2.32.3", True),
        ("Mozilla/5.0 (compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)", True),
        ("facebookexternalhit/1.1", True),
        ("", True),
        ("-", True),
    ],
)  # fmt: skip
def test_programs_that_name_themselves_are_told_from_browsers(agent: str, is_one: bool) -> None:
    assert is_program(agent) is is_one


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("/", True),
        ("/factsheets/tens/", True),
        ("/factsheets/tens/factsheet.pdf", True),
        ("/v/ABCD-EFGH/", True),
        ("/search/?", True),
        ("/search/suggestions", False),
        ("/robots.txt", False),
        ("/sitemap.xml", False),
        ("/static/css/backcare.css", False),
        ("/documents/1/leaflet.pdf", False),
        ("/media/x/", False),
        ("/admin/reports/", False),
        ("/accounts/login/", False),
        ("/api/v1/factsheets/", False),
        ("/-/live/", False),
        ("/" + "x" * 400 + "/", False),
    ],
)
def test_only_what_people_read_is_counted(address: str, is_one: bool) -> None:
    assert is_page(address) is is_one


@pytest.mark.django_db
def test_the_application_counts_readers_and_nothing_that_tells_who_they_are(folder: Path) -> None:
    page = live("TENS")
    url = FactsheetPage.objects.get(pk=page.pk).url
    reader = Client(headers={"user-agent": FIREFOX, "x-forwarded-for": "198.51.100.7"})
    etag = reader.get(url).headers["ETag"]
    assert reader.get(url, headers={"if-none-match": etag}).status_code == 304
    reader.get(url + "?utm_source=leaflet")
    reader.get("/search/", {"q": "secret words"})
    reader.get("/search/", {"q": "secret words", "page": "2"})
    reader.get("/search/")
    reader.head(url)
    reader.get("/not-there/")
    reader.get(url, headers={"sec-purpose": "prefetch"})
    Client(headers={"user-agent": "Googlebot/2.1"}).get(url)
    Client().get(url)
    staff = Client(headers={"user-agent": FIREFOX})
    staff.force_login(person("Editor"))
    staff.get(url)
    assert taken_in() == {url: 3, "/search/?": 1, "/search/": 1}
    assert set(ReadingCount.objects.values_list("day", flat=True)) == {timezone.localdate()}
    assert list(folder.iterdir()) == []


@pytest.mark.django_db
def test_what_only_some_may_read_is_not_counted(folder: Path) -> None:
    reader = Client(headers={"user-agent": FIREFOX})
    for address in ("/accounts/login/", "/admin/", "/feedback/nothing/", "/-/live"):
        reader.get(address)
    assert taken_in() == {}


@pytest.mark.django_db
def test_nothing_is_counted_where_the_site_says_so(folder: Path, settings: object) -> None:
    settings.COUNT_READERS = False  # type: ignore[attr-defined]
    Client(headers={"user-agent": FIREFOX}).get("/search/")
    assert taken_in() == {}


def test_no_request_writes_to_the_database_and_the_file_holds_days_addresses_and_numbers(
    folder: Path,
) -> None:
    counts = ReadingCounts(folder)
    for _ in range(3):
        counts.count("/factsheets/tens/", 200, FIREFOX)
    counts.write_out()
    (file,) = folder.iterdir()
    assert json.loads(file.read_text()) == {timezone.localdate().isoformat(): {"/factsheets/tens/": 3}}
    counts.write_out()
    assert list(folder.iterdir()) == [file]


def test_what_cannot_be_written_is_counted_later(tmp_path: Path) -> None:
    folder = tmp_path / "counts"
    folder.write_text("in the way")
    counts = ReadingCounts(folder)
    counts.count("/", 200, FIREFOX)
    counts.write_out()
    folder.unlink()
    counts.count("/", 200, FIREFOX)
    counts.write_out()
    (file,) = folder.iterdir()
    assert json.loads(file.read_text()) == {timezone.localdate().isoformat(): {"/": 2}}


def test_made_up_addresses_take_no_more_than_so_much_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_counts, "MOST_ADDRESSES", 2)
    counts = ReadingCounts(tmp_path)
    for address in ("/a/", "/b/", "/c/", "/a/"):
        counts.count(address, 200, FIREFOX)
    assert sorted((address, times) for (_, address), times in counts._counts.items()) == [
        ("/a/", 2),
        ("/b/", 1),
    ]


def test_a_day_ends_at_the_midnight_of_readers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = ReadingCounts(tmp_path)
    # Half past eleven and half past twelve at night in London, in summer: in UTC both are the day before.
    for moment in (1_780_266_600, 1_780_270_200):
        monkeypatch.setattr(reading_counts.time, "time", lambda moment=moment: moment)
        counts.count("/", 200, FIREFOX)
    assert sorted(day for day, _ in counts._counts) == [date(2026, 5, 31), date(2026, 6, 1)]


def test_a_clock_that_was_wrong_and_is_set_back_counts_for_its_own_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = ReadingCounts(tmp_path)
    for moment in (1_890_000_000, 1_780_266_600):
        monkeypatch.setattr(reading_counts.time, "time", lambda moment=moment: moment)
        counts.count("/", 200, FIREFOX)
    assert sorted(day for day, _ in counts._counts) == [date(2026, 5, 31), date(2029, 11, 22)]


@pytest.mark.parametrize(("noon", "hours"), [(1_774_782_000, 23), (1_792_929_600, 25)])
def test_a_day_on_which_clocks_are_changed_is_one_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, noon: int, hours: int
) -> None:
    counts = ReadingCounts(tmp_path)
    monkeypatch.setattr(reading_counts.time, "time", lambda: noon)
    counts.count("/", 200, FIREFOX)
    assert counts._midnight - counts._begins == hours * 3600


def test_the_words_that_mean_a_question_are_those_that_pages_read() -> None:
    assert "q" in READ_BY_SOME_PAGE
    assert "utm_source" not in READ_BY_SOME_PAGE
    assert settings.MIDDLEWARE.index(
        "backcare.serving.counting.counts_what_is_read"
    ) < settings.MIDDLEWARE.index("backcare.headers.public_headers")
