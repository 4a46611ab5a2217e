"""HEAD is answered by status and headers alone: what stood behind them would be taken for the answer to the next request."""

from __future__ import annotations

import io
import socket
from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest

from backcare.serving.http_server import Watched, _server, _turn

WORDS = b"Words of a page."
SECONDS = 20


def _in_one_piece(environ: WSGIEnvironment) -> tuple[list[tuple[str, str]], Iterable[bytes]]:
    return [("Content-Length", str(len(WORDS)))], [WORDS]


def _without_a_length(environ: WSGIEnvironment) -> tuple[list[tuple[str, str]], Iterable[bytes]]:
    return [], iter([WORDS[:5], WORDS[5:]])


def _from_a_file(environ: WSGIEnvironment) -> tuple[list[tuple[str, str]], Iterable[bytes]]:
    return [("Content-Length", str(len(WORDS)))], environ["wsgi.file_wrapper"](io.BytesIO(WORDS))


def _asked(
    kind: Callable[[WSGIEnvironment], tuple[list[tuple[str, str]], Iterable[bytes]]], method: str
) -> bytes:
    """What comes over one connection for two requests, the second of which asks for it to be closed."""

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        headers, body = kind(environ)
        start_response("200 OK", headers)
        return body

    watched: Watched = {}
    listening = socket.create_server(("127.0.0.1", 0))
    server = _server(listening, application, watched)
    asking = socket.create_connection(listening.getsockname(), timeout=SECONDS)
    asking.setblocking(False)
    one = f"{method} / HTTP/1.1\r\nHost: localhost\r\n"
    asking.sendall(f"{one}\r\n{one}Connection: close\r\n\r\n".encode())
    came = b""
    try:
        while True:
            _turn(watched, 0.05)
            try:
                piece = asking.recv(65536)
            except BlockingIOError:
                continue
            if not piece:
                return came
            came += piece
    finally:
        asking.close()
        server.close()


@pytest.mark.parametrize("kind", [_in_one_piece, _without_a_length, _from_a_file])
def test_no_body_stands_behind_a_head(settings, kind):
    settings.SECONDS_OF_SILENCE = SECONDS
    whole, heads = _asked(kind, "GET"), _asked(kind, "HEAD")
    assert WORDS[5:] in whole
    # One without a length is the last of its connection.
    assert heads.count(b"HTTP/1.1 200 OK") == whole.count(b"HTTP/1.1 200 OK")
    assert all(not part or part.startswith(b"HTTP/1.1 200 OK\r\n") for part in heads.split(b"\r\n\r\n"))
