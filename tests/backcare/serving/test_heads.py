"""Heads are read strictly: whatever two programs could understand in two ways is left to the server behind."""

from __future__ import annotations

import pytest

from backcare.serving.heads import END_OF_HEAD, Head, read_head


def head(words: str) -> Head | None:
    data = words.replace("\n", "\r\n").encode("latin-1") + END_OF_HEAD
    return read_head(data, data.find(END_OF_HEAD))


def test_a_plain_request_is_read() -> None:
    found = head("GET /factsheets/tens/?a=1&b HTTP/1.1\nHost: a.example\nAccept-Encoding:  br, gzip \nX-Odd:")
    assert found == Head(
        b"GET",
        b"/factsheets/tens/",
        b"a=1&b",
        {b"host": b"a.example", b"accept-encoding": b"br, gzip", b"x-odd": b""},
        stays_open=True,
    )


@pytest.mark.parametrize(
    ("lines", "stays_open"),
    [
        ("HTTP/1.1\nHost: a", True),
        ("HTTP/1.1\nHost: a\nConnection: close", False),
        ("HTTP/1.1\nHost: a\nConnection: TE, Close", False),
        ("HTTP/1.0\nHost: a", False),
        ("HTTP/1.0\nHost: a\nConnection: Keep-Alive", True),
    ],
)
def test_a_connection_ends_as_the_reader_says(lines: str, stays_open: bool) -> None:
    found = head(f"HEAD / {lines}")
    assert found is not None
    assert found.stays_open == stays_open


@pytest.mark.parametrize(
    "words",
    [
        "POST / HTTP/1.1\nHost: a",
        "GET / HTTP/2.0\nHost: a",
        "GET  / HTTP/1.1\nHost: a",
        "GET http://a/ HTTP/1.1\nHost: a",
        "GET * HTTP/1.1\nHost: a",
        "GET /#part HTTP/1.1\nHost: a",
        "GET /\x00 HTTP/1.1\nHost: a",
        "GET /ä HTTP/1.1\nHost: a",
        "GET / HTTP/1.1",
        "GET / HTTP/1.1\nHost: a\nHost: b",
        "GET / HTTP/1.1\nHost : a",
        "GET / HTTP/1.1\nHost: a\n folded",
        "GET / HTTP/1.1\nHost: a\nX: b\x00c",
        "GET / HTTP/1.1\nHost: a\nX: b\rc",
        "GET / HTTP/1.1\nHost: a\nContent-Length: 5",
        "GET / HTTP/1.1\nHost: a\ncontent-length: 0",
        "GET / HTTP/1.1\nHost: a\nTransfer-Encoding: chunked",
        "GET / HTTP/1.1\nHost: a\nExpect: 100-continue",
        "GET / HTTP/1.1\nHost: a\nUpgrade: h2c",
        "GET / HTTP/1.1\nHost: a\nRange: bytes=0-1\nRange: bytes=2-3",
        "GET / HTTP/1.1\nHost: a\nIf-Unmodified-Since: Tue, 14 Nov 2023 22:13:20 GMT",
    ],
)
def test_what_is_not_plain_is_left_to_the_server_behind(words: str) -> None:
    assert head(words) is None


def test_a_lone_line_feed_ends_no_line() -> None:
    data = b"GET / HTTP/1.1\nHost: a\n\r\n\r\n"
    assert read_head(data, data.find(END_OF_HEAD)) is None
