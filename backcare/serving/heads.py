"""The head of a request, read strictly: whatever is not plain is nobody's guess here, but is left to the server behind."""

from __future__ import annotations

import re
from typing import NamedTuple

END_OF_HEAD = b"\r\n\r\n"

_FIRST_LINE = re.compile(rb"(GET|HEAD) (/[!-~]*) HTTP/1\.([01])\r\n")
_FIELD = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\r\n\0]*?)[ \t]*\r\n")
#: Each says something about the answer: two of one name could be understood in two ways.
_ONCE = frozenset(
    (
        b"host", b"connection", b"accept-encoding", b"if-match", b"if-none-match", b"if-modified-since", b"if-range", b"range",
        b"x-forwarded-for", b"x-forwarded-proto",
    )
)  # fmt: skip
#: They bring a body, ask for a talk of another kind, or set a condition that only a change of something has.
_NOT_PLAIN = frozenset(
    (b"content-length", b"transfer-encoding", b"expect", b"upgrade", b"if-unmodified-since")
)


class Head(NamedTuple):
    """What a request that only reads asks for. Names of fields are in small letters."""

    method: bytes
    path: bytes
    query: bytes
    fields: dict[bytes, bytes]
    stays_open: bool


def read_head(data: bytes, end: int) -> Head | None:
    """The head that `END_OF_HEAD` closes at `end`; None unless it is plain GET or HEAD without a body, each field well-formed."""
    first = _FIRST_LINE.match(data)
    if first is None:
        return None
    method, target, minor = first.groups()
    fields: dict[bytes, bytes] = {}
    position, last = first.end(), end + 2
    while position < last:
        line = _FIELD.match(data, position)
        if line is None:
            return None
        name = line[1].lower()
        if name in _NOT_PLAIN or (name in fields and name in _ONCE):
            return None
        fields[name] = line[2]
        position = line.end()
    if b"host" not in fields or b"#" in target:
        return None
    path, _, query = target.partition(b"?")
    return Head(method, path, query, fields, _stays_open(minor, fields.get(b"connection", b"")))


def _stays_open(minor: bytes, connection: bytes) -> bool:
    wishes = {wish.strip() for wish in connection.lower().split(b",")}
    return b"close" not in wishes and (minor == b"1" or b"keep-alive" in wishes)
