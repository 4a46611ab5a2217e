"""Looking at every byte of a generation: the engine ends each file with a footer that holds the checksum of the rest."""

import json
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

META = "meta.json"
# What the engine keeps for each segment; a file of deletions comes with the first of them.
PARTS = ("fast", "fieldnorm", "idx", "pos", "store", "term")
# At the very end: the length of the footer (JSON) before it, and a number by which the engine knows its files.
TAIL = struct.Struct("<II")
MAGIC = 1337
BLOCK = 1 << 20


def find_damage(folder: Path) -> str | None:
    """The first thing that is wrong with the files of a generation, in words; None when all are whole.

    Nobody may write to the generation meanwhile.
    """
    try:
        names = list(_names(folder))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return f"{META} cannot be read"
    return next((damage for name in names if (damage := _damage_of(folder / name))), None)


def _names(folder: Path) -> Iterator[str]:
    for segment in json.loads((folder / META).read_bytes())["segments"]:
        stem = segment["segment_id"].replace("-", "")
        yield from (f"{stem}.{part}" for part in PARTS)
        if deletes := segment["deletes"]:
            yield f"{stem}.{deletes['opstamp']}.del"


def _damage_of(path: Path) -> str | None:
    try:
        return None if _is_whole(path) else f"{path.name} is damaged"
    except FileNotFoundError:
        return f"{path.name} is missing"
    except OSError as error:
        return f"{path.name} cannot be read ({error.strerror})"


def _is_whole(path: Path) -> bool:
    """Whether the checksum is right; the footer itself is not covered by it, so that any oddity counts as damage."""
    size = path.stat().st_size
    if size < TAIL.size:
        return False
    with path.open("rb") as file:
        file.seek(size - TAIL.size)
        length, magic = TAIL.unpack(file.read(TAIL.size))
        body = size - TAIL.size - length
        if magic != MAGIC or body < 0:
            return False
        file.seek(body)
        try:
            expected = json.loads(file.read(length))["crc"]
        except (ValueError, KeyError, TypeError):
            return False
        file.seek(0)
        checksum = 0
        while body > 0:
            block = file.read(min(BLOCK, body))
            body -= len(block)
            checksum = zlib.crc32(block, checksum)
    return bool(checksum == expected)
