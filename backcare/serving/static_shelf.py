"""Style sheets, scripts and fonts, as the application gives them: so that pages look right while it is away."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from stat import S_ISREG

from typing_extensions import override
from whitenoise.media_types import MediaTypes

from backcare.delivery.records import Body, Stored

from .shelf import Ready, Shelf, Signature, ready_from

_PATH = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*(?:/[A-Za-z0-9_][A-Za-z0-9._-]*)*")
#: A name with twelve signs of its content stands for this content for good.
_FOR_GOOD = re.compile(r"\.[0-9a-f]{12}\.[^/]+$")
_ENDINGS = {"identity": "", "gzip": ".gz", "br": ".br"}
#: As WhiteNoise has them, which hands these files out where nobody stands in front.
_TYPES = MediaTypes()


class StaticShelf(Shelf):
    """The files of one folder at the addresses that begin with `prefix`. They change with a release alone."""

    def __init__(self, prefix: str, folder: Path, headers: dict[str, str]) -> None:
        self._prefix, self._folder, self._headers = prefix, folder, headers
        self._known: dict[str, Ready] = {}

    @override
    def find(self, address: str) -> Ready | None:
        name = address.removeprefix(self._prefix)
        if name == address or not _PATH.fullmatch(name) or name.endswith((".gz", ".br")):
            return None
        try:
            found = (self._folder / name).stat()
        except OSError:
            return None
        if not S_ISREG(found.st_mode):
            return None
        signature = (found.st_ino, found.st_mtime_ns, found.st_size)
        known = self._known.get(address)
        if known is None or known.signature != signature:
            made = self._made(address, name, signature)
            if made is None:
                return None
            # No query changes a file.
            known = self._known[address] = made._replace(reads=frozenset())
        return known

    def _made(self, address: str, name: str, signature: Signature) -> Ready | None:
        try:
            return ready_from(self._stored(address, name), signature)
        except OSError:  # a release takes it away in this moment
            return None

    def _stored(self, address: str, name: str) -> Stored:
        place = self._folder / name
        bodies = {}
        digest = hashlib.sha256(place.read_bytes()).hexdigest()[:32]
        for encoding, ending in _ENDINGS.items():
            path = place.with_name(place.name + ending)
            if path.is_file():
                found = path.stat()
                tag = f'"{digest}{ending.replace(".", "-")}"'
                bodies[encoding] = Body(path, found.st_size, found.st_mtime_ns, tag)
        kept = "max-age=315360000, public, immutable" if _FOR_GOOD.search(name) else "max-age=60, public"
        return Stored(
            address, 200, self._headers | {"Content-Type": _kind(name), "Cache-Control": kept}, digest, bodies
        )


def _kind(name: str) -> str:
    kind = str(_TYPES.get_type(name))
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


class Shelves(Shelf):
    """Several, one after the other."""

    def __init__(self, *shelves: Shelf) -> None:
        self._shelves = shelves

    @override
    def find(self, address: str) -> Ready | None:
        for shelf in self._shelves:
            if found := shelf.find(address):
                return found
        return None
