"""What an office document holds that could run, fetch something or carry another file along: each part of the archive is looked at.

Parts are known ones or the document is refused: a list of what is allowed ages better than one of what is not.
"""

from __future__ import annotations

import html
import io
import re
import struct
import zlib
from collections.abc import Iterator
from typing import IO, NamedTuple
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile, ZipInfo

from factsheets.documents.formats.click_targets import LEADS_ASTRAY

MOST_PARTS = 2_000
#: Unpacked, of all parts and of one that is XML.
MOST_UNPACKED, MOST_OF_XML = 150_000_000, 40_000_000
#: Of one that is read element by element.
MOST_OF_READ_XML = 8_000_000
#: Text packs to a tenth and a table to a fiftieth; zeros to a thousandth. Small parts may pack well.
MOST_PACKED, PACKED_COUNTS_FROM = 150, 1_000_000
_HEAD = 64
_LONGEST_GAP = 64
_END_OF_ARCHIVE = b"PK\x05\x06"
_LENGTH_OF_END = 22

BROKEN = (
    BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, KeyError,
    struct.error, ElementTree.ParseError,
)  # fmt: skip

#: What a picture of each ending begins with.
_PICTURES: dict[str, tuple[bytes, ...]] = {
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "gif": (b"GIF87a", b"GIF89a"),
    "bmp": (b"BM",),
    "tif": (b"II*\x00", b"MM\x00*"),
    "tiff": (b"II*\x00", b"MM\x00*"),
    "emf": (b"\x01\x00\x00\x00",),
    "wmf": (b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00", b"\x02\x00\x09\x00"),
    "webp": (b"RIFF",),
    "wdp": (b"II\xbc",),
}
_TEXTS = frozenset(("xml", "rels", "vml", "svg", "rdf"))
_FONTS = frozenset(("odttf", "fntdata", "ttf", "otf"))
#: What office programs keep for themselves.
_OWN_NOTES = re.compile(r"(?:^|/)printersettings\d*\.bin$|^layout-cache$", re.IGNORECASE)
_MOST_OF_NOTES = 200_000
_SCRIPT_IN_A_PICTURE = re.compile(
    rb"<\s*(?:\w+:)?(?:script|foreignObject|handler)\b|\son\w+\s*=|javascript:", re.IGNORECASE
)
#: A text in other letters than these, or with words of its own making, is not looked through: it is refused.
_DEFINES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
#: Office programs note something for themselves; anything else tells a program how to read the text.
_TELLS_PROGRAMS = re.compile(rb"<\?(?!xml\s|mso-)", re.IGNORECASE)
#: What a drawing may name: its own parts, and a picture that stands in it.
_DRAWING_FETCHES = re.compile(
    rb"(?:href|src)\s*=\s*[\"']\s*(?!#|data:image/(?:png|jpe?g|gif|webp)[;,])[^\"'\s]|url\(\s*[\"']?\s*(?!#)|@import",
    re.IGNORECASE,
)
_ENCODING = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
_PLAIN = frozenset((b"utf-8", b"us-ascii", b"ascii"))


class PackedText(NamedTuple):
    """One text of the archive."""

    name: str
    data: bytes


class DocumentIsOdd(Exception):
    """It was put together by no office program, or is too large; the message is a key of `SAID`."""


#: By what was found.
SAID = {
    "": "",
    "odd": "was put together by no office program, or has parts that are not known here. Save it once more, and upload that.",
    "large": "is far too large when it is unpacked. Save it once more, or as a PDF, and upload that.",
    "locked": "has a password. Save it without one, and upload that.",
    "macros": "holds macros. Save it without them, and upload that.",
    "file": "holds another file inside. Take that out, or save the document as a PDF, and upload that.",
    "form": "holds a form. Put its words into the text instead, or save the document as a PDF, and upload that.",
    "leads": LEADS_ASTRAY,
    "formulas": "has formulas that ask another file, program or address. Put their results into the table instead, and upload that.",
    "fetches": (
        "fetches something from elsewhere when it is opened, such as a template, a linked picture or a table. "
        "Put that into the document itself, or save it as a PDF, and upload that."
    ),
}  # fmt: skip


def elements_of(part: PackedText) -> Iterator[ElementTree.Element]:
    """Each element of a text, as it ends; it is emptied after that."""
    if len(part.data) > MOST_OF_READ_XML:
        raise DocumentIsOdd("large")
    # Without definitions, as `texts_of` has seen, it is what it is.
    for _, element in ElementTree.iterparse(io.BytesIO(part.data), ("end",)):  # noqa: S314
        yield element
        element.clear()


def texts_of(
    archive: ZipFile, file: IO[bytes], *, ending_with: tuple[str, ...] = ("",)
) -> Iterator[PackedText]:
    """Each part that is XML, of those whose name ends so; raises `DocumentIsOdd` for a part that is no known one, or is not what its ending says."""
    parts = archive.infolist()
    _look_at_the_list(parts)
    _look_between(archive, parts, file)
    for part in parts:
        if part.is_dir() or part.filename == "mimetype" or not part.filename.lower().endswith(ending_with):
            continue
        ending = part.filename.rpartition(".")[2].lower() if "." in part.filename else ""
        if ending in _TEXTS:
            yield _text(archive, part, ending)
        elif begins := _PICTURES.get(ending):
            with archive.open(part) as stream:
                if not stream.read(_HEAD).startswith(begins):
                    raise DocumentIsOdd("file")
        elif ending not in _FONTS and not _is_own_note(part):
            raise DocumentIsOdd("file")


def _is_own_note(part: ZipInfo) -> bool:
    return not part.file_size or (
        part.file_size <= _MOST_OF_NOTES and _OWN_NOTES.search(part.filename) is not None
    )


def _look_at_the_list(parts: list[ZipInfo]) -> None:
    names = [part.filename.replace("\\", "/") for part in parts]
    if any(part.flag_bits & 1 for part in parts):
        raise DocumentIsOdd("locked")
    if (
        len(names) > MOST_PARTS
        or len({name.lower() for name in names}) < len(names)
        or any(".." in name.split("/") or name.startswith("/") for name in names)
    ):
        raise DocumentIsOdd("odd")
    packs_oddly = any(
        part.file_size > PACKED_COUNTS_FROM and part.file_size > MOST_PACKED * max(part.compress_size, 1)
        for part in parts
    )
    if packs_oddly or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise DocumentIsOdd("large")


def _look_between(archive: ZipFile, parts: list[ZipInfo], file: IO[bytes]) -> None:
    """Nothing lies before the parts, between them or behind them that no list names."""
    file.seek(-_LENGTH_OF_END, 2)
    end = file.read()
    if not end.startswith(_END_OF_ARCHIVE) or end[-2:] != b"\x00\x00":
        raise DocumentIsOdd("odd")
    place = 0
    for part in sorted(parts, key=lambda part: part.header_offset):
        if not 0 <= part.header_offset - place <= (_LONGEST_GAP if place else 0):
            raise DocumentIsOdd("odd")
        file.seek(part.header_offset + 26)
        name, extra = struct.unpack("<HH", file.read(4))
        place = part.header_offset + 30 + name + extra + part.compress_size
    if not 0 <= archive.start_dir - place <= _LONGEST_GAP:
        raise DocumentIsOdd("odd")


def _text(archive: ZipFile, part: ZipInfo, ending: str) -> PackedText:
    if part.file_size > MOST_OF_XML:
        raise DocumentIsOdd("large")
    data = archive.read(part)
    encoding = _ENCODING.match(data)
    if b"\x00" in data or (encoding and encoding[1].lower() not in _PLAIN) or _DEFINES.search(data):
        raise DocumentIsOdd("odd")
    if _TELLS_PROGRAMS.search(data):
        raise DocumentIsOdd("odd")
    if ending == "svg":
        drawing = html.unescape(data.decode("utf-8", errors="replace")).encode()
        if _SCRIPT_IN_A_PICTURE.search(drawing):
            raise DocumentIsOdd("macros")
        if _DRAWING_FETCHES.search(drawing) or b"\\" in drawing:
            raise DocumentIsOdd("fetches")
    return PackedText(part.filename, data)
