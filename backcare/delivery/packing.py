"""The forms of one body: as it is, and packed for readers who take that."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli

IDENTITY, BROTLI, GZIP = "identity", "br", "gzip"
_ENDINGS = {IDENTITY: "", BROTLI: ".br", GZIP: ".gz"}
#: Types that packing makes smaller; what is packed already is left alone.
_PACKED = (
    "text/",
    "application/json",
    "application/manifest+json",
    "application/xml",
    "application/rss+xml",
    "application/atom+xml",
    "image/svg+xml",
)
_LEAST_TO_PACK = 256
#: Brotli at its best takes as long as the page itself; so it takes a tenth, with 262,144 bytes in view, more than any page has.
_QUALITY, _WINDOW = 6, 18


def packed_forms(whole: bytes, content_type: str) -> dict[str, bytes]:
    """The body by encoding, each smaller than the one before, so that no two have one size."""
    forms = {IDENTITY: whole}
    if len(whole) < _LEAST_TO_PACK or not content_type.startswith(_PACKED):
        return forms
    packed = gzip.compress(whole, 9, mtime=0)
    if len(packed) < len(whole):
        forms[GZIP] = packed
    packed = brotli.compress(whole, quality=_QUALITY, lgwin=_WINDOW)
    if len(packed) < len(forms.get(GZIP, whole)):
        forms[BROTLI] = packed
    return forms


def with_ending(place: Path, encoding: str) -> Path:
    """Where this form of the body lies that lies at `place`."""
    return place.with_name(place.name + _ENDINGS[encoding])
