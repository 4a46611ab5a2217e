"""What is published is handed out by a process of its own; everything else goes on to the application, with all that was read of it."""

from __future__ import annotations

import gzip
import json
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace

import brotli
import pytest
from django.test import override_settings

from backcare.delivery.store import FileStore
from backcare.serving import front as front_process
from tests.backcare.background.processes import until

from .fronts import BEHIND, COME_BACK, Front, front
from .published import HEADERS, PAGE, WORDS, Got, got, publish, request, said


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    publish(tmp_path)
    return tmp_path


@pytest.fixture
def site(folder: Path) -> Iterator[Front]:
    with front(folder) as running:
        yield running


def test_each_packing_has_its_own_strong_tag_and_all_headers(site: Front) -> None:
    plain = got(site.port, PAGE)
    packed = {coding: got(site.port, PAGE, Accept_Encoding=coding) for coding in ("br", "gzip")}
    assert plain.body == WORDS.encode()
    assert brotli.decompress(packed["br"].body) == gzip.decompress(packed["gzip"].body) == plain.body
    tags = {each.headers["etag"] for each in (plain, *packed.values())}
    assert len(tags) == 3
    assert all(tag.startswith('"') for tag in tags)
    for each in (plain, *packed.values()):
        assert each.status == 200
        assert each.headers["vary"] == "Accept-Encoding"
        assert each.headers["content-length"] == str(len(each.body))
        assert {name.lower(): words for name, words in HEADERS.items()}.items() <= each.headers.items()
        assert {"date", "last-modified", "accept-ranges"} <= each.headers.keys()
    assert [packed[coding].headers["content-encoding"] for coding in packed] == ["br", "gzip"]
    assert "content-encoding" not in plain.headers
    assert not site.handed_on


def test_who_has_it_gets_no_body_and_the_same_headers(site: Front) -> None:
    packed = got(site.port, PAGE, Accept_Encoding="br")
    again = got(site.port, PAGE, Accept_Encoding="br", If_None_Match=packed.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    of_the_body = {
        "content-type",
        "content-length",
        "content-encoding",
        "accept-ranges",
        "date",
        "connection",
    }
    assert {name for name in packed.headers if name not in of_the_body} == again.headers.keys() - {
        "date",
        "connection",
    }
    assert again.headers["etag"] == packed.headers["etag"]
    # A reader who has the plain one gets the packed one.
    assert got(site.port, PAGE, If_None_Match=packed.headers["etag"]).status == 200
    assert got(site.port, PAGE, If_Modified_Since=packed.headers["last-modified"]).status == 304


def test_who_wants_only_what_it_has_gets_it_or_nothing(site: Front) -> None:
    tag = got(site.port, PAGE, Accept_Encoding="br").headers["etag"]
    assert got(site.port, PAGE, If_Match=tag).status == 200
    other = got(site.port, PAGE, If_Match='"another"')
    assert (other.status, other.body) == (412, b"")


def test_head_says_what_get_would_give(site: Front) -> None:
    asked, given = got(site.port, PAGE, method="HEAD"), got(site.port, PAGE)
    assert asked.body == b""
    del asked.headers["date"], given.headers["date"]
    assert asked.headers == given.headers


def test_a_part_is_a_part_of_the_packing_that_was_chosen(site: Front) -> None:
    whole = got(site.port, PAGE, Accept_Encoding="gzip")
    part = got(site.port, PAGE, Accept_Encoding="gzip", Range="bytes=5-9", If_Range=whole.headers["etag"])
    assert (part.status, part.body) == (206, whole.body[5:10])
    assert part.headers["content-range"] == f"bytes 5-9/{len(whole.body)}"
    assert part.headers["content-length"] == "5"
    assert part.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]
    beyond = got(site.port, PAGE, Range="bytes=99999-")
    assert (beyond.status, beyond.body) == (416, b"")
    assert beyond.headers["content-range"] == f"bytes */{len(WORDS)}"
    other = got(site.port, PAGE, Accept_Encoding="br", Range="bytes=5-9", If_Range=whole.headers["etag"])
    assert other.status == 200


def test_where_something_is_gone_or_has_moved_its_own_status_is_the_answer(folder: Path, site: Front) -> None:
    publish(folder, "/gone/", "<p>Taken down.</p>", status=410)
    publish(folder, "/old/", "", status=301, more={"Location": "/new/"})
    gone = got(site.port, "/gone/", Range="bytes=0-1", If_None_Match="*")
    assert (gone.status, gone.body) == (410, b"<p>Taken down.</p>")
    moved = got(site.port, "/old/")
    assert (moved.status, moved.headers["location"], moved.body) == (301, "/new/", b"")
    assert moved.headers["content-security-policy"] == gone.headers["content-security-policy"]
    assert not site.handed_on


def test_what_is_new_changed_or_taken_away_is_seen_at_once(folder: Path, site: Front) -> None:
    for words in ("one", "two"):
        publish(folder, words=words)
        assert got(site.port, PAGE).body == words.encode()
    store = FileStore(folder)
    store.remove(PAGE)
    assert got(site.port, PAGE).body == b"behind"
    publish(folder, words="three")
    assert got(site.port, PAGE).body == b"three"


@pytest.mark.parametrize(
    ("says", "query", "is_handed_on"),
    [
        ("params", "utm_source=letter&fbclid=1", False),
        ('params, except=("kind")', "utm_source=letter", False),
        ('params, except=("kind")', "kind=massage", True),
        ('params, except=("a" "b")', "b=1", True),
        ("", "utm_source=letter", True),
        ("key-order", "utm_source=letter", True),
    ],
)
def test_a_query_that_the_page_does_not_read_gets_the_same_file(
    folder: Path, site: Front, says: str, query: str, is_handed_on: bool
) -> None:
    publish(folder, more={"No-Vary-Search": says})
    found = got(site.port, f"{PAGE}?{query}")
    assert (found.body == b"behind") == is_handed_on
    assert found.status == 200


@pytest.mark.parametrize("path", ["/factsheets/%74ens/", "/factsheets%2ftens/"])
def test_other_ways_to_write_an_address_find_the_same(site: Front, path: str) -> None:
    assert got(site.port, path).body == WORDS.encode()
    assert not site.handed_on


@pytest.mark.parametrize(
    "path",
    ["/factsheets/", "/factsheets/tens", "/factsheets//tens/", "/factsheets/../factsheets/tens/", "/%00", "/%ff/",
     "/meta/factsheets/tens/_.json", "/factsheets/tens/index.html", "/factsheets/tens/_.json", "/factsheets/tens/index.html.br"],
)  # fmt: skip
def test_nothing_but_addresses_is_found(site: Front, path: str) -> None:
    assert got(site.port, path).body == b"behind"


def test_what_was_read_goes_on_with_the_connection(site: Front) -> None:
    form = "POST /feedback/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 3\r\n\r\nabc"
    assert said(site.port, form) == BEHIND
    odd = "GET /x HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Odd : 1\r\n\r\n"
    assert said(site.port, odd) == BEHIND
    assert site.handed_on == [form.encode(), odd.encode()]


@pytest.mark.parametrize("size", [16_000, 16_384, 20_000, 70_000, 300_000])
def test_what_came_in_one_piece_with_its_head_goes_on_whole(site: Front, size: int) -> None:
    """However much there is to be read: what is read here, and not handed on, would be lost, and waited for in vain."""
    ready = f"GET {PAGE} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    body = "".join(chr(ord("a") + number % 26) for number in range(size))
    form = f"POST /admin/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {size}\r\n\r\n{body}"
    assert said(site.port, ready + form).endswith(BEHIND)
    assert site.handed_on == [form.encode()]


def test_on_one_connection_what_is_ready_comes_first_and_the_rest_goes_on(site: Front) -> None:
    ready = f"GET {PAGE} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    other = request("/search/?q=back")
    answers = said(site.port, ready * 3 + other)
    assert answers.count(WORDS.encode()) == 3
    assert answers.endswith(BEHIND)
    assert site.handed_on == [other.encode()]


def test_only_its_own_hosts_are_answered_here(site: Front) -> None:
    assert got(site.port, PAGE, host="evil.example").body == b"behind"
    assert got(site.port, PAGE, host="127.0.0.1:8000").body == WORDS.encode()


def test_the_host_of_the_site_is_known_in_letters_of_either_case(folder: Path) -> None:
    with override_settings(SITE_URL="http://localhost:8000"), front(folder) as site:
        assert got(site.port, PAGE, host="LOCALHOST:8000").body == WORDS.encode()


def test_behind_tls_only_what_came_over_tls_is_answered_here(folder: Path) -> None:
    with override_settings(BEHIND_TLS=True), front(folder) as site:
        assert got(site.port, PAGE).body == b"behind"
        assert got(site.port, PAGE, X_Forwarded_Proto="http").body == b"behind"
        assert got(site.port, PAGE, X_Forwarded_Proto="https").body == WORDS.encode()


def test_large_files_and_parts_of_them_come_whole(folder: Path, site: Front) -> None:
    large = os.urandom(3 * 1024**2 + 7)
    publish(folder, "/large.pdf", large, more={"Content-Type": "application/pdf"})
    assert got(site.port, "/large.pdf").body == large
    assert got(site.port, "/large.pdf", Range="bytes=300000-2300000").body == large[300000:2300001]
    twice = said(site.port, "GET /large.pdf HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" + request(PAGE))
    first, second = twice.split(large)
    assert (Got(first).status, Got(second).body) == (200, WORDS.encode())


def test_while_nobody_answers_behind_readers_read_on(folder: Path) -> None:
    with front(folder, is_answered_behind=False) as site:
        waiting = []
        for _ in range(200):
            connection = socket.create_connection(("127.0.0.1", site.port))
            connection.sendall(request("/search/").encode())
            waiting.append(connection)
        assert got(site.port, PAGE).status == 200
        for connection in waiting:
            connection.close()


def test_whoever_waited_long_enough_is_told_to_come_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(front_process, "SECONDS_TO_HAND_ON", 0)
    with front(folder, is_answered_behind=False) as site, ExitStack() as stack:
        asked = [stack.enter_context(socket.create_connection(("127.0.0.1", site.port))) for _ in range(400)]
        for connection in asked:
            connection.settimeout(60)
            connection.sendall(request("/search/").encode())
        # The last of them found the passage full.
        assert asked[-1].recv(65536) == COME_BACK


@pytest.mark.parametrize("words", [b"", b"GET / HTT", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Drip: "])
def test_whoever_does_not_come_to_the_end_of_a_head_is_given_up(folder: Path, words: bytes) -> None:
    with (
        override_settings(SECONDS_OF_SILENCE=1),
        front(folder) as site,
        socket.create_connection(("127.0.0.1", site.port), timeout=60) as slow,
    ):
        slow.sendall(words)
        if not words:
            assert slow.recv(10) == b""
            return
        # Each drop is a sign of life, and does not help.
        with pytest.raises(OSError):  # noqa: PT011  reset or broken, whichever comes first
            until(lambda: _drips(slow))
        assert not site.handed_on


def _drips(slow: socket.socket) -> bool:
    slow.sendall(b"x")
    return False


def test_whoever_takes_nothing_in_is_given_up_and_the_others_read_on(folder: Path) -> None:
    publish(folder, "/large.pdf", os.urandom(16 * 1024**2))
    with override_settings(SECONDS_OF_SILENCE=1), front(folder) as site, ExitStack() as stack:
        slow = [stack.enter_context(socket.socket()) for _ in range(50)]
        for connection in slow:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.settimeout(60)
            connection.connect(("127.0.0.1", site.port))
            connection.sendall(b"GET /large.pdf HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            assert connection.recv(12) == b"HTTP/1.1 200"
        assert got(site.port, PAGE).status == 200
        # What was on its way still comes; the rest was given up.
        for connection in slow:
            until(lambda connection=connection: _is_closed(connection))
            assert _rest(connection) < 16 * 1024**2


def _is_closed(connection: socket.socket) -> bool:
    """Whether our side of it has nobody at the other end."""
    ours = f"{connection.getsockname()[1]:04X}"
    lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    inode = next((line[9] for line in lines if line[2].endswith(f":{ours}")), "0")
    return inode == "0"


def _rest(connection: socket.socket) -> int:
    count = 0
    while piece := connection.recv(1024**2):
        count += len(piece)
    return count


def test_told_to_stop_it_finishes_what_it_sends(folder: Path) -> None:
    large = os.urandom(16 * 1024**2)
    publish(folder, "/large.pdf", large)
    with front(folder) as site, socket.socket() as slow:
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        slow.connect(("127.0.0.1", site.port))
        slow.sendall(request("/large.pdf").encode())
        first = slow.recv(1000)
        os.kill(site.process, signal.SIGTERM)
        pieces = [first]
        while piece := slow.recv(1024**2):
            pieces.append(piece)
        assert Got(b"".join(pieces)).body == large


def test_what_it_hands_out_is_counted_and_written_down_at_the_latest_when_it_ends(
    folder: Path, tmp_path: Path
) -> None:
    counts, firefox = (
        tmp_path / "counts",
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    )
    with override_settings(COUNT_READERS=True, READING_COUNTS_FOLDER=counts), front(folder) as site:
        etag = got(site.port, PAGE, User_Agent=firefox).headers["etag"]
        got(site.port, f"{PAGE}?utm_source=letter", User_Agent=firefox, If_None_Match=etag)
        for left_out in (
            {"User_Agent": "curl/8.5.0"},
            {"User_Agent": firefox, "Sec_Purpose": "prefetch"},
            {"User_Agent": firefox, "Cookie": "a=b; sessionid=c"},
            {},
        ):
            assert got(site.port, PAGE, **left_out).status == 200
        said(site.port, request(PAGE, method="HEAD", User_Agent=firefox))
        assert got(site.port, "/search/", User_Agent=firefox).body == b"behind"
    (file,) = counts.iterdir()
    assert list(json.loads(file.read_text()).values()) == [{PAGE: 2}]


def test_under_another_name_of_a_host_there_may_be_another_site(site: Front) -> None:
    assert said(site.port, request(PAGE, host="localhost")) == BEHIND
    assert got(site.port, PAGE).body == WORDS.encode()


def test_nothing_is_handed_out_of_a_folder_from_which_nothing_can_be_taken(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a fault of the disk: whoever withdraws a page cannot take its file away. A while later, when it was taken away,
    what lies there is handed out again."""
    monkeypatch.setattr("backcare.serving.shelf._SECONDS_AFTERWARDS", 0.3)
    fault = folder / "fault"
    monkeypatch.setattr(
        "backcare.delivery.faults.os.statvfs",
        lambda _path: SimpleNamespace(f_flag=os.ST_RDONLY if fault.exists() else 0),
    )
    with front(folder) as site:
        assert got(site.port, PAGE).body == WORDS.encode()
        fault.touch()
        until(lambda: said(site.port, request(PAGE)) == BEHIND)
        fault.unlink()
        until(lambda: said(site.port, request(PAGE)) != BEHIND)
        assert got(site.port, PAGE).body == WORDS.encode()
