"""The parts of a picture's file, counted before anything is made of it: each costs time, also those that show nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

#: Of pieces of metadata, frames, and bytes that fill up. A JPEG of ten megabytes has 160 if all of it is metadata.
MOST_PARTS = 200
#: Of pieces of a PNG's pixels. Most programs make one of eight or more kilobytes each.
MOST_PIECES = 20_000
#: A JPEG that comes clearer in steps has about ten of them, and each is a pass over all of the picture.
MOST_SCANS = 30

#: Frames of a JPEG that browsers show: baseline, extended and progressive, with Huffman codes (ITU-T T.81, table B.1).
#: With arithmetic codes a scan of next to no bytes may touch every coefficient.
_SHOWN_FRAMES = {0xC0, 0xC1, 0xC2}
_FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SCAN = 0xDA
_ALONE = {0x00, 0x01, *range(0xD0, 0xDA)}
_TOO_MANY = "is made of too many parts"


def what_is_wrong_with_parts(data: bytes) -> str:
    """What a picture has too much of, as the end of a sentence about it; empty if nothing, or if it is none."""
    asks = next((asks for begins, asks in _ASKED.items() if data.startswith(begins)), None)
    return asks(data) if asks else ""


def _jpeg(data: bytes) -> str:
    for parts, marker in enumerate(_jpeg_markers(data), start=1):
        if parts > MOST_PARTS:
            return _TOO_MANY
        if marker in _FRAMES - _SHOWN_FRAMES:
            return "is a kind of JPEG that browsers do not show"
    if data.count(bytes([0xFF, _SCAN])) > MOST_SCANS:
        return "is built up in too many steps"
    return ""


def _jpeg_markers(data: bytes) -> Iterator[int]:
    """What stands before the pixels, one for each step of whoever reads it: markers, and bytes that only fill up."""
    place = 2
    while place + 1 < len(data):
        if data[place] != 0xFF:
            place += 1
            yield 0
            continue
        marker = data[place + 1]
        yield marker
        if marker == _SCAN:
            return
        if marker == 0xFF:
            place += 1
        elif marker in _ALONE:
            place += 2
        else:
            place += 2 + max(2, int.from_bytes(data[place + 2 : place + 4], "big"))


def _png(data: bytes) -> str:
    place, parts, pieces = 8, 0, 0
    while place + 8 <= len(data):
        is_piece = data[place + 4 : place + 8] == b"IDAT"
        pieces, parts = pieces + is_piece, parts + (not is_piece)
        if parts > MOST_PARTS or pieces > MOST_PIECES:
            return _TOO_MANY
        place += 12 + int.from_bytes(data[place : place + 4], "big")
    return ""


#: By how it begins. Of a WebP ten megabytes of parts take a twentieth of a second: nothing is counted.
_ASKED: dict[bytes, Callable[[bytes], str]] = {b"\xff\xd8": _jpeg, b"\x89PNG": _png}
