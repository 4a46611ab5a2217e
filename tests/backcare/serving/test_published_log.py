"""What is handed out leaves the same line in the log as what the application answers."""

from __future__ import annotations

import logging
import os
import re
import sys
import time
from collections.abc import Iterator

import pytest
from django.test import RequestFactory, override_settings

from backcare.access_log import access_log, logger
from backcare.log_lines import OneLine
from backcare.serving import published_log
from backcare.serving.published_log import PublishedLog


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    pieces: list[str] = []

    def write(_descriptor: int, piece: bytes) -> int:
        pieces.append(piece.decode())
        return len(piece)

    monkeypatch.setattr(published_log.os, "write", write)
    monkeypatch.setattr(sys, "stderr", os.fdopen(os.dup(2), "w"))
    level = logger.level
    logger.setLevel(logging.INFO)
    yield pieces
    logger.setLevel(level)


def noted(written: list[str], *, forwarded: bytes | None = None, times: int = 1) -> list[str]:
    log = PublishedLog()
    for _ in range(times):
        log.note("192.0.2.1", forwarded, b"GET", "/factsheets/tens/", 200, time.monotonic())
    log.write_out()
    return "".join(written).splitlines()


def test_the_line_is_that_of_the_application(written: list[str], rf: RequestFactory) -> None:
    lines: list[str] = []

    class Lines(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(OneLine("{asctime} {levelname} {name}: {message}", style="{").format(record))

    handler = Lines()
    logger.addHandler(handler)
    try:
        from_elsewhere = {"REMOTE_ADDR": "192.0.2.1"}
        answer = type("Answer", (), {"status_code": 200})()
        with override_settings(ALLOWED_HOSTS=["*"]):
            access_log(lambda _: answer)(rf.get("/factsheets/tens/?q=secret", **from_elsewhere))
    finally:
        logger.removeHandler(handler)
    ours = noted(written)

    def shape(line: str) -> str:
        return re.sub(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}|\d+ ms$", "*", line)

    assert [shape(line) for line in ours] == [shape(line) for line in lines]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "reader"),
    [
        (0, b"198.51.100.7", "192.0.2.1"),
        (1, b"203.0.113.9, 198.51.100.7", "198.51.100.7"),
        (1, b"not an address\x1b[2J", "unknown"),
        (2, b"198.51.100.7", "192.0.2.1"),
    ],
)
def test_the_reader_is_who_the_web_servers_in_front_say(
    written: list[str], proxies: int, forwarded: bytes, reader: str
) -> None:
    with override_settings(PROXIES=proxies):
        published_log._reader.cache_clear()
        (line,) = noted(written, forwarded=forwarded)
    assert f': {reader} "GET /factsheets/tens/" 200' in line


def test_lines_are_written_whole_however_many_there_are(written: list[str]) -> None:
    assert len(noted(written, times=1000)) == 1000
    assert all(piece.endswith(" ms\n") and len(piece) <= 4096 for piece in written)


def test_where_nobody_can_read_them_readers_are_answered_all_the_same(
    written: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_descriptor: int, _piece: bytes) -> int:
        raise BrokenPipeError

    monkeypatch.setattr(published_log.os, "write", broken)
    assert noted(written) == []
