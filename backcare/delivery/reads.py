"""What an answer was made from: each question that was asked of the database, and a digest of the rows that it gave.

The same question asked again says whether an answer is still true, whoever changed the rows, and how.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from psycopg.types.json import Jsonb

#: After which words of SQL a table is named, as Django writes it.
_TABLE = re.compile(r'(?:FROM|JOIN|INTO|UPDATE)\s+"?([a-z_][a-z0-9_]*)"?', re.IGNORECASE)
_IN_ORDER = re.compile(r"\bORDER\s+BY\b", re.IGNORECASE)
_READS = re.compile(r"\s*(?:SELECT|WITH|\()", re.IGNORECASE)


#: Columns of a page that tell of its draft and of who works on it. No answer shows them, and they change with each key.
OF_DRAFTS = frozenset(
    ("draft_title", "has_unpublished_changes", "latest_revision_id", "latest_revision_created_at", "locked",
     "locked_at", "locked_by_id")
)  # fmt: skip


class Read(NamedTuple):
    """One question, and what the answer was known by. Nobody can ask again where `params` is empty: it never counts as true."""

    sql: str
    params: str
    digest: bytes


@contextmanager
def recording() -> Iterator[list[Read]]:
    """Every question that this thread asks of the database within it; of the same asked twice, both. One within another
    hears its part, and the outer one all."""
    reads: list[Read] = []
    with connection.execute_wrapper(_Recorder(reads)):
        yield reads


@contextmanager
def unrecorded() -> Iterator[None]:
    """What is asked within it no `recording` of this thread hears of: whoever asks has noted by other questions what it rests on."""
    around = [each for each in connection.execute_wrappers if isinstance(each, _Recorder)]
    before = [len(each.reads) for each in around]
    try:
        yield
    finally:
        for each, length in zip(around, before, strict=True):
            del each.reads[length:]


def asked_again(sql: str, params: str) -> bytes:
    """The digest of the rows as they are now; empty where the question cannot be asked again."""
    if not params:
        return b""
    with connection.cursor() as cursor:
        cursor.execute(sql, _read(json.loads(params)))
        return _digest(sql, cursor.fetchall(), cursor.description)


def tables_in(sql: str) -> frozenset[str]:
    """The tables that a statement names, and names that it gives to its own parts; never one too few."""
    return frozenset(name.lower() for name in _TABLE.findall(sql))


class _Recorder:
    def __init__(self, reads: list[Read]) -> None:
        self.reads = reads

    def __call__(
        self, execute: Callable[..., object], sql: str, params: object, many: bool, context: dict[str, Any]
    ) -> object:
        wrapper = context["cursor"]
        before = wrapper.cursor
        answer = execute(sql, params, many, context)
        if many or not _READS.match(sql):
            return answer
        if isinstance(wrapper.cursor, _Replayed) and wrapper.cursor is not before:
            self.reads.append(wrapper.cursor.read)  # whoever records within this one has taken the rows
            return answer
        raw = getattr(before, "raw", before)
        rows = raw.fetchall()
        self.reads.append(Read(sql, _written(params), _digest(sql, rows, raw.description)))
        wrapper.cursor = _Replayed(raw, rows, self.reads[-1])
        return answer


class _Replayed:
    """A cursor whose rows have been read already, and are given once more."""

    def __init__(self, raw: Any, rows: list[object], read: Read) -> None:
        self.raw, self.read = raw, read
        self._rows = iter(rows)

    def fetchone(self) -> object:
        return next(self._rows, None)

    def fetchmany(self, size: int | None = None) -> list[object]:
        wanted = size or self.raw.arraysize
        return [row for _, row in zip(range(wanted), self._rows, strict=False)]

    def fetchall(self) -> list[object]:
        return list(self._rows)

    def __iter__(self) -> Iterator[object]:
        return self._rows

    def __getattr__(self, name: str) -> object:
        return getattr(self.raw, name)


def _digest(sql: str, rows: list[Any], columns: Any) -> bytes:
    """Rows that were asked for in no order come in any: PostgreSQL changes its mind when it has counted its tables."""
    left_out = {place for place, column in enumerate(columns or ()) if column[0] in OF_DRAFTS}
    if left_out:
        rows = [[each for place, each in enumerate(row) if place not in left_out] for row in rows]
    plain = [tuple(bytes(each) if isinstance(each, memoryview) else each for each in row) for row in rows]
    if not _IN_ORDER.search(sql):
        plain.sort(key=repr)
    return hashlib.blake2b(repr(plain).encode(), digest_size=16).digest()


#: Values that JSON has no word for: how each is written, and read again.
_KINDS: dict[str, tuple[type, Callable[[Any], str], Callable[[str], Any]]] = {
    "datetime": (datetime, datetime.isoformat, datetime.fromisoformat),
    "date": (date, date.isoformat, date.fromisoformat),
    "time": (time, time.isoformat, time.fromisoformat),
    "decimal": (Decimal, str, Decimal),
    "uuid": (UUID, str, UUID),
    "bytes": (bytes, bytes.hex, bytes.fromhex),
    # As Django hands JSON to PostgreSQL.
    "json": (Jsonb, lambda value: json.dumps(value.obj), lambda written: Jsonb(json.loads(written))),
}


def _written(params: Any) -> str:
    """The parameters as text; empty where one of them cannot be written down and read again."""
    try:
        return json.dumps(_plain(params))
    except TypeError:
        return ""


def _plain(value: Any) -> Any:
    if value is None or (
        isinstance(value, bool | int | float | str) and type(value) in (bool, int, float, str)
    ):
        return value
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    for name, (kind, write, _) in _KINDS.items():
        if type(value) is kind:
            return {name: write(value)}
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int):
        return int(value)
    raise TypeError(f"{type(value)} is no plain value.")


def _read(value: object) -> Any:
    if isinstance(value, list):
        return [_read(each) for each in value]
    if isinstance(value, dict):
        ((name, written),) = value.items()
        return _KINDS[name][2](written)
    return value
