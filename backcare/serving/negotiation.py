"""What of an answer a reader wants: which packing, which part, and whether they have it already (RFC 9110)."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from urllib.parse import unquote_plus

from django.utils.http import parse_http_date_safe

IDENTITY = "identity"
#: The smallest comes first: of two that a reader likes equally well, it is chosen.
SMALLEST_FIRST = ("br", "gzip", IDENTITY)
_CODING = re.compile(
    rb"[ \t]*([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*(?:;[ \t]*[qQ]=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)[ \t]*)?"
)
_OTHER_NAMES = {"x-gzip": "gzip"}
_ONE_RANGE = re.compile(rb"bytes=([0-9]{0,18})-([0-9]{0,18})")
_STRONG_TAG = re.compile(rb'(?<!W/)("[\x21\x23-\x7e\x80-\xff]*")')
_TAG = re.compile(rb'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')


@lru_cache(maxsize=512)
def wanted_encodings(accepted: bytes | None) -> tuple[str, ...]:
    """Those that may be sent, the best first; plain where nothing else is left, whatever was said of it."""
    if accepted is None:
        return (IDENTITY,)
    said: dict[str, float] = {}
    for part in accepted.split(b","):
        found = _CODING.fullmatch(part)
        if found:
            name = found[1].decode().lower()
            said[_OTHER_NAMES.get(name, name)] = float(found[2] or 1)
    others = said.get("*", 0.0)
    # Plain is always welcome, but less so than what was named, unless it was named too.
    weights = {name: said.get(name, others) for name in SMALLEST_FIRST if name != IDENTITY}
    weights[IDENTITY] = said.get(IDENTITY, said.get("*", 0.0001))
    best = sorted(SMALLEST_FIRST, key=lambda name: -weights[name])
    return tuple(name for name in best if weights[name]) or (IDENTITY,)


def wants_another(etags: Collection[bytes], if_match: bytes | None) -> bool:
    """Whether 412 is the answer: the reader wants only what it has, and that is none of these. Weak tags are no proof."""
    if if_match is None or if_match.strip() == b"*":
        return False
    return not any(tag in etags for tag in _STRONG_TAG.findall(if_match))


def has_it_already(etag: bytes, changed_at: int, if_none_match: bytes | None, since: bytes | None) -> bool:
    """Whether 304 is the answer. A tag that the reader has decides alone; the moment counts only without one."""
    if if_none_match is not None:
        return if_none_match.strip() == b"*" or etag in _TAG.findall(if_none_match)
    if since is None:
        return False
    moment = parse_http_date_safe(since.decode("latin-1"))
    return moment is not None and changed_at <= moment


def wanted_part(asked: bytes | None, length: int) -> tuple[int, int] | None:
    """The first byte and the one behind the last; None for the whole. Where the second is not larger, there is no such part.

    Several parts at once, and what cannot be read, are answered with the whole, as the standard allows.
    """
    found = _ONE_RANGE.fullmatch(asked.strip()) if asked else None
    if found is None:
        return None
    first, last = found.groups()
    if not first:
        return (max(length - int(last), 0), length) if last else None
    if last and int(last) < int(first):
        return None
    return int(first), min(int(last) + 1, length) if last else length


def part_is_of_this(if_range: bytes | None, etag: bytes, changed: bytes) -> bool:
    """Whether the part that the reader has belongs to what stands here now."""
    return if_range is None or if_range in (etag, changed)


def reads_of_query(query: bytes, names: Collection[str]) -> bool:
    """Whether a query has one of these names, as Django would read it."""
    return any(_name(part) in names for part in query.split(b"&"))


def _name(part: bytes) -> str:
    return unquote_plus(part.partition(b"=")[0].decode("latin-1"))
