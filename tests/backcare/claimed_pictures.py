"""Pictures that say they are large, and are not: their header claims the pixels, and nothing follows it."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from PIL import Image


def claimed_png(width: int, height: int, frames: int = 0) -> bytes:
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    animation = _chunk(b"acTL", struct.pack(">II", frames, 0)) if frames else b""
    data = _chunk(b"IDAT", zlib.compress(b"\0" * 100))
    return b"\x89PNG\r\n\x1a\n" + header + animation + data + _chunk(b"IEND", b"")


def claimed_jpeg(width: int, height: int, scans: int = 1) -> bytes:
    data = bytearray(_small("JPEG"))
    frame = data.index(b"\xff\xc0")
    data[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    return bytes(data) + b"\xff\xda" * (scans - 1)


def several_in_one() -> bytes:
    """A JPEG that lists a second picture behind the first."""
    made = BytesIO()
    first, second = Image.new("L", (16, 16), 128), Image.new("L", (16, 16), 1)
    first.save(made, "MPO", save_all=True, append_images=[second], progressive=True)
    return made.getvalue()


def jpeg_of_frame(marker: int) -> bytes:
    """Of another kind than most: the marker of its frame says so."""
    return _small("JPEG").replace(b"\xff\xc0", bytes([0xFF, marker]))


def jpeg_of_parts(part: bytes, times: int) -> bytes:
    data = _small("JPEG")
    return data[:2] + part * times + data[2:]


def png_of_parts(kind: bytes, data: bytes, times: int, *, behind: bool = False) -> bytes:
    """With parts that show nothing before its pixels, or `behind` them."""
    made = _small("PNG")
    place = len(made) - 12 if behind else 33
    return made[:place] + _chunk(kind, data) * times + made[place:]


def claimed_webp(width: int, height: int) -> bytes:
    canvas = struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
    extended = b"VP8X" + struct.pack("<I", 10) + bytes(4) + canvas
    body = b"WEBP" + extended + _small("WEBP")[12:]
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _small(kind: str) -> bytes:
    made = BytesIO()
    Image.new("RGB", (16, 16), "teal").save(made, kind)
    return made.getvalue()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
