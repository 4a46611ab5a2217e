"""The record of an address as it lies beside the files, and what it names; one that is damaged is as if it were not there."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, NamedTuple

from .packing import IDENTITY, with_ending

MOVED_STATUSES = (301, 302, 307, 308)


class Body(NamedTuple):
    """One form of a body as it lies on the disk. `etag` has its quotation marks."""

    path: Path
    length: int
    changed_ns: int
    etag: str

    def open(self) -> int | None:
        """A descriptor of exactly this body, or None when another lies there by now. The caller closes it."""
        try:
            descriptor = os.open(self.path, os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            return None
        if self._is(os.fstat(descriptor)):
            return descriptor
        os.close(descriptor)
        return None

    def is_there(self) -> bool:
        """Whether exactly this body lies there."""
        try:
            return self._is(self.path.stat())
        except OSError:
            return False

    def _is(self, found: os.stat_result) -> bool:
        return found.st_size == self.length and found.st_mtime_ns == self.changed_ns


class Stored(NamedTuple):
    """The record of an address: `bodies` by encoding ("identity" always, "br" and "gzip" where smaller)."""

    address: str
    status: int
    headers: dict[str, str]
    digest: str
    bodies: dict[str, Body]

    @property
    def kept_at(self) -> int:
        """When what stands here last changed, in seconds since 1970."""
        return self.bodies[IDENTITY].changed_ns // 1_000_000_000


def read_record(root: Path, raw: bytes) -> Stored | None:
    """None for one of another release, or a damaged one: the address is made anew."""
    try:
        return _stored(root, json.loads(raw))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _stored(root: Path, record: Any) -> Stored | None:
    changed_ns, status, etags = record["changed_ns"], record["status"], record["etags"]
    lengths, headers = record["lengths"], record["headers"]
    numbers = (changed_ns, status, *lengths.values())
    words = (record["address"], record["digest"], *etags.values(), *headers.values())
    if not all(type(each) is int for each in numbers) or not all(type(each) is str for each in words):
        return None
    if IDENTITY not in lengths or not _is_answered(status) or "\n" in "".join((*headers, *words)):
        return None
    place = root / record["place"]
    bodies = {
        encoding: Body(with_ending(place, encoding), length, changed_ns, etags[encoding])
        for encoding, length in lengths.items()
    }
    return Stored(record["address"], status, headers, record["digest"], bodies)


def _is_answered(status: int) -> bool:
    return status in (200, 404, 410, *MOVED_STATUSES)
