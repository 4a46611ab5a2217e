"""What the site and its reading child say to one another: a name and a document one way, an answer the other."""

from __future__ import annotations

import struct
from typing import BinaryIO

#: The kinds of answers: the document as JSON, one sentence that refuses it, or the last words of a reader that failed.
DOCUMENT, REFUSED, FAILED = b"D", b"R", b"F"
_HEAD = struct.Struct(">cQ")
_ASKED = struct.Struct(">IQ")
#: More than any document becomes; nothing larger is taken from the child.
MAX_ANSWER = 120_000_000


def write_request(stream: BinaryIO, name: str, data: bytes) -> None:
    """Ask for a document to be read."""
    encoded = name.encode("utf-8", "replace")
    stream.write(_ASKED.pack(len(encoded), len(data)) + encoded)
    stream.write(data)
    stream.flush()


def read_request(stream: BinaryIO) -> tuple[str, bytes] | None:
    """The next request; None when nobody asks any more."""
    head = stream.read(_ASKED.size)
    if len(head) < _ASKED.size:
        return None
    name_length, length = _ASKED.unpack(head)
    name, data = stream.read(name_length), stream.read(length)
    return (name.decode(), data) if len(data) == length else None


def write_answer(stream: BinaryIO, kind: bytes, payload: bytes) -> None:
    """Answer a request."""
    stream.write(_HEAD.pack(kind, len(payload)))
    stream.write(payload)
    stream.flush()


def read_answer(stream: BinaryIO) -> tuple[bytes, bytes] | None:
    """The kind and the payload of the answer; None when the child is gone, or says what no child of ours would."""
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    kind, length = _HEAD.unpack(head)
    if length > MAX_ANSWER:
        return None
    payload = stream.read(length)
    return (kind, payload) if len(payload) == length else None
