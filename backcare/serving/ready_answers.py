"""What is ready, as the answer to one request: whole, a part of it, or word that the reader has it already."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from backcare.delivery.records import Body

from .heads import Head
from .negotiation import (
    has_it_already,
    part_is_of_this,
    reads_of_query,
    wanted_encodings,
    wanted_part,
    wants_another,
)
from .shelf import Form, Ready, Shelf

_PLAIN = re.compile(rb"[A-Za-z0-9/._~@+,=-]+")


class Sending(NamedTuple):
    """A head up to its date, and what follows it: from memory, or the bytes of a file from `first` up to before `end`."""

    status: int
    address: str
    head: bytes
    content: bytes = b""
    body: Body | None = None
    first: int = 0
    end: int = 0


def answer_from(shelf: Shelf, head: Head) -> Sending | None:
    """None where nothing is ready for this request: it is one for the application."""
    path = head.path if _PLAIN.fullmatch(head.path) else unquote_to_bytes(head.path)
    if not _PLAIN.fullmatch(path):
        return None
    address = path.decode()
    ready = shelf.find(address)
    if ready is None:
        return None
    if head.query and (ready.reads is None or reads_of_query(head.query, ready.reads)):
        return None
    form = _form(ready, head)
    if ready.status != 200:
        return _whole(ready.status, address, head, form)
    fields = head.fields
    if wants_another([each.etag for each in ready.forms.values()], fields.get(b"if-match")):
        return Sending(412, address, form.not_that)
    if has_it_already(
        form.etag, ready.changed_at, fields.get(b"if-none-match"), fields.get(b"if-modified-since")
    ):
        return Sending(304, address, form.unchanged)
    if head.method == b"GET" and part_is_of_this(fields.get(b"if-range"), form.etag, ready.changed):
        part = wanted_part(fields.get(b"range"), form.length)
        if part is not None:
            return _part(address, form, *part)
    return _whole(200, address, head, form)


def _form(ready: Ready, head: Head) -> Form:
    for encoding in wanted_encodings(head.fields.get(b"accept-encoding")):
        form = ready.forms.get(encoding)
        if form is not None:
            return form
    return ready.forms["identity"]


def _whole(status: int, address: str, head: Head, form: Form) -> Sending:
    if head.method == b"HEAD":
        return Sending(status, address, form.whole)
    if form.content is not None:
        return Sending(status, address, form.whole, form.content)
    return Sending(status, address, form.whole, body=form.body, end=form.length)


def _part(address: str, form: Form, first: int, end: int) -> Sending:
    if end <= first:
        return Sending(416, address, form.no_part)
    lines = f"Content-Range: bytes {first}-{end - 1}/{form.length}\r\nContent-Length: {end - first}\r\nDate: "
    head = form.part.removesuffix(b"Date: ") + lines.encode()
    if form.content is not None:
        return Sending(206, address, head, form.content[first:end])
    return Sending(206, address, head, body=form.body, first=first, end=end)
