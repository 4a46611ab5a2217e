"""A published site of a few pages, and who asks it: over a connection, byte for byte."""

from __future__ import annotations

import socket
from pathlib import Path

from backcare.delivery.store import FileStore, FinishedAnswer

PAGE = "/factsheets/tens/"
WORDS = "<p>What helps, and what does not.</p>\n" * 40
HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'",
    "Cache-Control": "public, max-age=60",
    "No-Vary-Search": "params",
}


def publish(
    folder: Path,
    address: str = PAGE,
    words: str | bytes = WORDS,
    *,
    status: int = 200,
    more: dict[str, str] | None = None,
) -> FileStore:
    """Put a page into the store of a folder."""
    store = FileStore(folder)
    body = words.encode() if isinstance(words, str) else words
    store.write(FinishedAnswer(address, status, HEADERS | (more or {}), body))
    return store


class Got:
    """An answer, taken apart."""

    def __init__(self, raw: bytes) -> None:
        head, _, self.body = raw.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        self.status = int(first.split()[1])
        self.headers = {name.lower(): words for name, _, words in (line.partition(": ") for line in lines)}


def said(port: int, words: str | bytes) -> bytes:
    """All that comes back until the other side ends the connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall(words.encode("latin-1") if isinstance(words, str) else words)
        pieces = []
        while piece := connection.recv(65536):
            pieces.append(piece)
    return b"".join(pieces)


def request(path: str, *, method: str = "GET", host: str = "127.0.0.1", **headers: str) -> str:
    """The words of a request, after whose answer the connection ends."""
    lines = "".join(f"{name.replace('_', '-')}: {words}\r\n" for name, words in headers.items())
    return f"{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{lines}\r\n"


def got(port: int, path: str, **how: str) -> Got:
    """One answer."""
    return Got(said(port, request(path, **how)))
