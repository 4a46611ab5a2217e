"""What lies ready to be handed out: the published files, as answers of which every byte but the date is made already."""

from __future__ import annotations

import os
import re
import time
from typing import NamedTuple, Protocol

from django.utils.http import http_date
from typing_extensions import override

from backcare.delivery.addresses import RECORD, UnfitAddress, tagged_path
from backcare.delivery.faults import can_be_changed
from backcare.delivery.records import Body, Stored
from backcare.delivery.store import META, FileStore

#: Larger bodies are read from the disk as they are taken in, and all smaller ones together are no more than this in memory.
LARGEST_IN_MEMORY, MOST_IN_MEMORY = 256 * 1024, 64 * 1024**2
_REASONS = {
    200: "OK", 206: "Partial Content", 301: "Moved Permanently", 302: "Found", 304: "Not Modified", 307: "Temporary Redirect",
    308: "Permanent Redirect", 404: "Not Found", 410: "Gone",
    412: "Precondition Failed", 416: "Range Not Satisfiable", 503: "Service Unavailable",
}  # fmt: skip
#: They describe the body, and an answer without one has none of them.
_OF_A_BODY = ("content-type", "content-length", "content-encoding", "content-disposition", "content-language")
_NEVER_TAKEN_OVER = (
    "content-length",
    "content-encoding",
    "etag",
    "last-modified",
    "date",
    "connection",
    "accept-ranges",
)
_READS = re.compile(r'params(?:, except=\(((?:"[^"]*" ?)*)\))?')

#: A folder that can no longer be changed is noticed after so long at the latest.
_SECONDS_BETWEEN_LOOKS = 0.25
#: When it can be changed again, what was changed meanwhile is taken out of it first.
_SECONDS_AFTERWARDS = 5.0
#: By which a record is known to be the same file as before.
Signature = tuple[int, int, int]


class Form(NamedTuple):
    """One packing of a body, with the lines of its answer up to the date."""

    etag: bytes
    length: int
    whole: bytes
    unchanged: bytes
    part: bytes
    no_part: bytes
    not_that: bytes
    body: Body
    content: bytes | None


class Ready(NamedTuple):
    """What stands at an address. `reads` are the names of a query that the application has to see; None means all of them."""

    status: int
    signature: Signature
    changed_at: int
    changed: bytes
    forms: dict[str, Form]
    reads: frozenset[str] | None


class Shelf(Protocol):
    """Finds what is ready at an address."""

    def find(self, address: str) -> Ready | None:
        """None where there is nothing; what has vanished or was replaced a moment ago is seen."""


class PublishedShelf(Shelf):
    """Looks at the record of each address each time it is asked for, and reads the rest when the record is another."""

    def __init__(self, store: FileStore) -> None:
        self._store, self._top = store, str(store.root / META)
        self._known: dict[str, Ready] = {}
        self._in_memory = 0
        self._looks_again, self._withheld_until = 0.0, 0.0

    @override
    def find(self, address: str) -> Ready | None:
        now = time.monotonic()
        if now >= self._looks_again:
            self._looks_again = now + _SECONDS_BETWEEN_LOOKS
            if not can_be_changed(self._top):
                self._withheld_until = now + _SECONDS_AFTERWARDS
        if now < self._withheld_until:
            return None
        known = self._known.get(address)
        try:
            record = f"{self._top}{address}{RECORD}" if known else self._record_of(address)
            found = os.stat(record)  # noqa: PTH116  once for each request: a Path costs as much again
        except (OSError, UnfitAddress):
            self._forget(address)
            return None
        signature = (found.st_ino, found.st_mtime_ns, found.st_size)
        if known is not None and known.signature == signature:
            return known
        return self._read(address, signature)

    def _record_of(self, address: str) -> str:
        return f"{self._top}/{tagged_path(address, RECORD)}"

    def _read(self, address: str, signature: Signature) -> Ready | None:
        self._forget(address)
        stored = self._store.look_up(address)
        ready = ready_from(stored, signature) if stored else None
        if ready is None:
            return None
        self._known[address] = ready
        self._in_memory += _weight(ready)
        while self._in_memory > MOST_IN_MEMORY:
            self._forget(next(iter(self._known)))
        return ready

    def _forget(self, address: str) -> None:
        known = self._known.pop(address, None)
        if known is not None:
            self._in_memory -= _weight(known)


def _weight(ready: Ready) -> int:
    return 4096 + sum(len(form.content or b"") for form in ready.forms.values())


def ready_from(stored: Stored, signature: Signature) -> Ready | None:
    """None where a body was replaced meanwhile."""
    changed = http_date(stored.kept_at).encode()
    forms = {}
    for encoding, body in stored.bodies.items():
        content = None
        if body.length <= LARGEST_IN_MEMORY:
            content = _content(body)
            if content is None:
                return None
        forms[encoding] = _form(stored, encoding, body, content, changed)
    return Ready(stored.status, signature, stored.kept_at, changed, forms, _reads(stored.headers))


def _content(body: Body) -> bytes | None:
    descriptor = body.open()
    if descriptor is None:
        return None
    with os.fdopen(descriptor, "rb") as file:
        content = file.read()
    return content if len(content) == body.length else None


def _form(stored: Stored, encoding: str, body: Body, content: bytes | None, changed: bytes) -> Form:
    lines = _taken_over(stored, with_body=True)
    if encoding != "identity":
        lines.append(f"Content-Encoding: {encoding}")
    short = _taken_over(stored, with_body=False)
    if stored.status == 200:
        validators = [f"ETag: {body.etag}", f"Last-Modified: {changed.decode()}"]
        lines += [*validators, "Accept-Ranges: bytes"]
        short += validators
    return Form(
        body.etag.encode("latin-1"),
        body.length,
        head_of(stored.status, [*lines, f"Content-Length: {body.length}"]),
        head_of(304, short),
        head_of(206, lines),
        head_of(416, [*short, f"Content-Range: bytes */{body.length}", "Content-Length: 0"]),
        head_of(412, [*short, "Content-Length: 0"]),
        body,
        content,
    )


def _taken_over(stored: Stored, *, with_body: bool) -> list[str]:
    """The stored lines. Whoever keeps the answer has to know that its packing was chosen."""
    left_out = _NEVER_TAKEN_OVER if with_body else (*_NEVER_TAKEN_OVER, *_OF_A_BODY)
    lines = [
        f"{name}: {words}"
        for name, words in stored.headers.items()
        if name.lower() not in (*left_out, "vary")
    ]
    vary = next((words for name, words in stored.headers.items() if name.lower() == "vary"), "")
    names = [name.strip() for name in vary.split(",") if name.strip()]
    if len(stored.bodies) > 1 and "accept-encoding" not in map(str.lower, names):
        names.append("Accept-Encoding")
    return [*lines, f"Vary: {', '.join(names)}"] if names else lines


def head_of(status: int, lines: list[str]) -> bytes:
    """The head up to its date, which is to follow with the end of its line and an empty one."""
    all_lines = [f"HTTP/1.1 {status} {_REASONS[status]}", *lines, "Date: "]
    return "\r\n".join(all_lines).encode("latin-1")


def _reads(headers: dict[str, str]) -> frozenset[str] | None:
    """What `No-Vary-Search` says: that no parameter of the query changes the answer, or none but those with these names."""
    said = next((words for name, words in headers.items() if name.lower() == "no-vary-search"), "")
    found = _READS.fullmatch(said)
    return frozenset(re.findall(r'"([^"]*)"', found[1] or "")) if found else None
