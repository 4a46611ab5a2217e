"""The configuration for nginx that we ship, over published files: the same answers as our own process, and more patience."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client, override_settings

from backcare.delivery import asking
from backcare.delivery.asking import asked_as_a_reader
from backcare.delivery.store import FileStore
from backcare.headers import CACHE_CONTROL_OF_NOTHING, headers_of_files
from backcare.starting.outages import lay_out_the_page_of_outages, page_of_outages
from factsheets.models import ReadingCount
from tests.backcare.background.processes import until
from tests.builders import live
from tests.setting_up.site import free_port

from . import shipped_nginx
from .fronts import front
from .published import PAGE as PLAIN
from .published import Got, got, publish
from .test_nginx import running

pytestmark = pytest.mark.django_db(transaction=True)

PAGE, LIBRARY = "/factsheets/medical-acupuncture/", "/factsheets/"
#: What each server says in its own way: of the moment, the connection, and how it tells one state of a file from another.
OWN = {"date", "server", "connection", "etag", "accept-ranges", "no-vary-search"}
TLS = {"SECURE_HSTS_SECONDS": 31536000, "SITE_URL": "https://127.0.0.1", "BEHIND_TLS": False}


class Both(NamedTuple):
    nginx: int
    ours: int
    published: Path


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Both]:
    """nginx over the files of a site, and our own process with the same files."""
    live()
    # Its middleware is to be made with the settings below, and for no other test.
    asking._handler.cache_clear()
    published = tmp_path / "public" / "published"
    store = FileStore(published)
    with override_settings(**TLS, PUBLISHED_FOLDER=published, STATIC_ROOT=tmp_path / "public" / "static"):
        for address in (PAGE, LIBRARY, "/robots.txt"):
            store.write(asked_as_a_reader(address))
        page = store.look_up(PAGE)
        assert page
        gone = {name: words for name, words in page.headers.items() if name != "No-Vary-Search"} | {
            "Cache-Control": CACHE_CONTROL_OF_NOTHING
        }
        publish(published, "/gone/", "<p>Taken down.</p>" * 30, status=410, more=gone)
        lay_out_the_page_of_outages()
        static = tmp_path / "public" / "static"
        static.mkdir()
        (static / "a.0123456789ab.css").write_text("p { color: red }")
        with front(published) as behind, running(tmp_path, behind.port) as port:
            yield Both(port, behind.port, published)
    asking._handler.cache_clear()


def same(both: Both, path: str, **how: str) -> tuple[Got, Got]:
    through, own = got(both.nginx, path, **how), got(both.ours, path, **how)
    assert through.status == own.status
    assert through.body == own.body
    left, right = (
        {name: words for name, words in each.headers.items() if name not in OWN} for each in (through, own)
    )
    assert left == right
    return through, own


@pytest.mark.parametrize("coding", ["gzip", "identity"])
@pytest.mark.parametrize("path", [PAGE, LIBRARY, f"{PAGE}?utm_source=letter", "/robots.txt", "/search/"])
def test_nginx_says_what_our_own_process_says(both: Both, path: str, coding: str) -> None:
    through, _ = same(both, path, Accept_Encoding=coding)
    assert through.status == 200


def test_also_where_a_reader_has_it_or_wants_a_part(both: Both) -> None:
    first = got(both.nginx, PAGE)
    again = got(both.nginx, PAGE, If_None_Match=first.headers["etag"])
    ours = got(both.ours, PAGE, If_None_Match=got(both.ours, PAGE).headers["etag"])
    assert again.status == ours.status == 304
    assert again.headers.keys() - OWN == ours.headers.keys() - OWN
    assert all(again.headers[name] == ours.headers[name] for name in again.headers.keys() - OWN)
    part = got(both.nginx, PAGE, Range="bytes=5-9", If_Range=first.headers["etag"])
    assert (part.status, part.body) == (206, first.body[5:10])
    assert part.headers["content-security-policy"] == first.headers["content-security-policy"]
    packed = got(both.nginx, PAGE, Accept_Encoding="gzip")
    assert packed.headers["etag"] != first.headers["etag"]
    assert gzip.decompress(packed.body) == first.body


@pytest.mark.parametrize("path", [PAGE, "/static/a.0123456789ab.css"])
def test_of_a_part_that_is_not_there_each_header_is_said_once(both: Both, path: str) -> None:
    asking_for_it = HTTPConnection("127.0.0.1", both.nginx)
    asking_for_it.request("GET", path, headers={"Range": "bytes=99999999-"})
    answer = asking_for_it.getresponse()
    names = [name.lower() for name, _ in answer.getheaders()]
    asking_for_it.close()
    assert answer.status == 416
    assert sorted(names) == sorted(set(names))
    assert {"cache-control", "content-range", "content-security-policy"} <= set(names)


@pytest.mark.parametrize("end", ["%0A", "%0D%0A", "%0A/"])
def test_an_end_of_a_line_makes_another_address(both: Both, end: str) -> None:
    assert Client().get(f"{PAGE}{end}").status_code == 404
    for page in (PAGE, "/gone/"):
        assert got(both.nginx, f"{page}{end}").body == b"behind"


def test_what_was_taken_down_is_gone_with_the_same_words(both: Both) -> None:
    through = got(both.nginx, "/gone/")
    own = got(both.ours, "/gone/")
    assert (through.status, through.body) == (own.status, own.body)
    assert through.status == 410
    left_out = OWN | {"cache-control", "vary"}
    assert {
        name: words for name, words in through.headers.items() if name not in left_out
    }.items() <= own.headers.items()


def test_what_reads_its_query_goes_on(both: Both) -> None:
    for query in ("kind=massage", "a=1&kind=massage", "%6bind=massage"):
        assert got(both.nginx, f"{LIBRARY}?{query}").body == b"behind"


def test_static_files_have_the_headers_of_ours(both: Both) -> None:
    found = got(both.nginx, "/static/a.0123456789ab.css")
    assert found.body == b"p { color: red }"
    assert {
        name.lower(): words for name, words in headers_of_files().items()
    }.items() <= found.headers.items()
    assert "immutable" in found.headers["cache-control"]
    assert got(both.nginx, "/static/none.css").status == 404


def test_what_is_new_or_taken_away_is_seen_at_once(both: Both) -> None:
    publish(both.published, PLAIN, "one")
    assert got(both.nginx, PLAIN).body == b"one"
    store = FileStore(both.published)
    store.remove(PLAIN)
    assert got(both.nginx, PLAIN).body == b"behind"


def test_without_the_site_what_is_published_stays_and_the_rest_says_what_still_works(tmp_path: Path) -> None:
    public = tmp_path / "public" / "published"
    with override_settings(PUBLISHED_FOLDER=public):
        publish(public, PAGE)
        publish(public, "/a.pdf", b"%PDF", more={"Content-Type": "application/pdf"})
        publish(public, "/gone/", "<p>Taken down.</p>", status=410)
        lay_out_the_page_of_outages()
        (public / "moved.map").write_text(f'"/old/" "301 {PAGE}";\n"/{"long" * 50}/" "302 /elsewhere/";\n')
        with running(tmp_path, free_port()) as port:
            moved = got(port, "/old/?a=b")
            assert (moved.status, moved.headers["location"]) == (301, f"{PAGE}?a=b")
            assert got(port, f"/{'long' * 50}/").status == 302
            assert got(port, PAGE).status == 200
            assert got(port, "/a.pdf").body == b"%PDF"
            assert got(port, "/gone/").status == 410
            for path in ("/search/?q=back", "/find/", "/nowhere/", "/feedback/tens/", "/admin/"):
                found = got(port, path)
                assert (found.status, found.body) == (503, page_of_outages())
                assert found.headers["retry-after"] == "5"
                assert found.headers["cache-control"] == "no-store"
                assert "content-security-policy" in found.headers


def test_while_nothing_can_be_taken_away_nginx_can_be_told_to_ask_for_every_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = shipped_nginx.SHIPPED.read_text().replace('"" "";  # 1 in place', '"" 1;  # 1 in place')
    assert told != shipped_nginx.SHIPPED.read_text()
    (tmp_path / "told.conf").write_text(told)
    monkeypatch.setattr(shipped_nginx, "SHIPPED", tmp_path / "told.conf")
    publish(tmp_path / "public" / "published", PLAIN, "withdrawn")
    with front(tmp_path / "no files") as behind, running(tmp_path, behind.port) as port:
        assert got(port, PLAIN).body == b"behind"


def test_what_nginx_hands_out_by_itself_is_counted_and_what_it_passes_on_is_not(
    both: Both, tmp_path: Path
) -> None:
    firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    log = tmp_path / "backcare-readers.log"
    got(both.nginx, "/search/?q=back", User_Agent=firefox)
    got(both.nginx, PAGE, User_Agent=firefox, Cookie="__Host-sessionid=abc")
    got(both.nginx, PAGE, User_Agent=firefox, Sec_Purpose="prefetch")
    got(both.nginx, PAGE, User_Agent="Googlebot/2.1")
    got(both.nginx, PAGE, User_Agent='Odd " browser')
    etag = got(both.nginx, f"{PAGE}?utm_source=letter", User_Agent=firefox).headers["etag"]
    assert got(both.nginx, PAGE, User_Agent=firefox, If_None_Match=etag).status == 304
    until(lambda: log.read_text().count("\n") >= 4)
    call_command("count_readers", str(log))
    assert list(ReadingCount.objects.values_list("address", "times")) == [(PAGE, 3)]
    assert "127.0.0.1" not in log.read_text()
    assert "letter" not in log.read_text()


def test_the_page_of_outages_leads_to_what_can_be_read() -> None:
    live()
    page = page_of_outages().decode()
    assert f'href="{LIBRARY}"' in page
    assert Client().get(LIBRARY).status_code == 200
    assert settings.STATIC_URL in page
