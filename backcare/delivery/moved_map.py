"""Where old addresses lead, in one file that nginx reads: it cannot take a place out of a record."""

from __future__ import annotations

import os
import re

from .addresses import PAGE
from .store import MOVED, FileStore

#: Nothing that ends a word of nginx, or begins a variable.
_PLAIN = re.compile(r"[^\s\"'\\$;{}]+")


def write_moved_map(files: FileStore) -> bool:
    """Write `moved.map` anew where it says something else; whether it did."""
    lines = []
    pages = sorted((files.root / MOVED).rglob(f"*{PAGE}"))
    for address in (f"/{each.relative_to(files.root / MOVED)}".removesuffix(PAGE) for each in pages):
        found = files.look_up(address)
        place = found.headers.get("Location", "") if found and 300 <= found.status < 400 else ""
        if found and _PLAIN.fullmatch(place) and _PLAIN.fullmatch(address):
            lines.append(f'"{address}" "{found.status} {place}";\n')
    path, words = files.root / "moved.map", "".join(lines)
    if path.exists() and path.read_text(encoding="utf-8") == words:
        return False
    draft = path.with_name(f"moved.map.{os.getpid()}")
    draft.write_text(words, encoding="utf-8")
    draft.replace(path)
    return True
