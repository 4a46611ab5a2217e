"""Whether an uploaded document is what its ending says, and holds nothing that runs. Nothing in it is unpacked for that but two lists."""

from __future__ import annotations

import codecs
import re
import zlib
from collections.abc import Callable, Iterator
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

MOST_PARTS = 2_000
_MOST_BYTES_OF_A_LIST = 1_000_000
_CHUNK = 1_000_000
#: What may stand before the first sign of a format.
_BEFORE = b"\xef\xbb\xbf \t\r\n"

#: By the ending: the name of the format, and what the list of contents calls the document itself.
_OFFICE = {
    "docx": ("Word document", b"wordprocessingml.document.main+xml"),
    "xlsx": ("Excel workbook", b"spreadsheetml.sheet.main+xml"),
    "pptx": ("PowerPoint presentation", b"presentationml.presentation.main+xml"),
}
_OPEN_TEXT = b"application/vnd.oasis.opendocument.text"
_CONTENTS = "[Content_Types].xml"
_RUNS = re.compile(
    r"(?:^|/)(?:vbaproject\.bin|vbadata\.xml)$|^(?:basic|scripts)/|(?:^|/)activex/", re.IGNORECASE
)
_LIST_OF_WHAT_RUNS = re.compile(rb"macroenabled|vbaproject|activex", re.IGNORECASE)
_EMBEDDED = re.compile(r"(?:^|/)embeddings/[^/]+\.(?:bin|exe|js|vbs|bat|cmd|scr|msi|dll|lnk)$", re.IGNORECASE)
#: No text has these; a text of DOS may end with one more.
_NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_NO_TEXT_IN_LETTERS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_OTHER_FORMATS = (b"MZ", b"PK\x03\x04", b"%PDF-", b"{\\rtf")
_FORMULA = re.compile(r"(?:^|[,;\t\r\n])[ ]*\"?[ ]*(?:[=@]|[+-][ ]*\w+\|)")
_BROKEN = (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, KeyError)


def what_is_wrong_inside(name: str, file: IO[bytes]) -> str:
    """One sentence that says why this file is not taken; empty if it may be, or if nothing is known of its ending."""
    ending = name.rpartition(".")[2].lower()
    looks = _LOOKS.get(ending)
    if looks is None:
        return ""
    file.seek(0)
    try:
        found = looks(file, ending)
    finally:
        file.seek(0)
    return f"“{name}” {found}" if found else ""


def _pdf(file: IO[bytes], ending: str) -> str:
    if file.read(1_024).lstrip(_BEFORE).startswith(b"%PDF-"):
        return ""
    return "is no PDF inside, whatever its name says. Save it as a PDF once more, and upload that."


def _rtf(file: IO[bytes], ending: str) -> str:
    if not file.read(1_024).lstrip(_BEFORE).startswith(b"{\\rtf"):
        return "is no RTF document inside, whatever its name says. Save it as one once more, and upload that."
    if any(b"\\objdata" in chunk for chunk in _overlapping(file)):
        return "holds another file inside. Take that out, or save the document as a PDF, and upload that."
    return ""


def _text(file: IO[bytes], ending: str) -> str:
    data = file.read().removesuffix(b"\x1a")
    is_text = not data.startswith(_OTHER_FORMATS)
    if data.startswith(_WIDE):
        try:
            words = data.decode("utf-16")
        except UnicodeDecodeError:
            is_text, words = False, ""
        is_text = is_text and not _NO_TEXT_IN_LETTERS.search(words)
    else:
        is_text = is_text and not _NO_TEXT.search(data)
        words = data.decode("latin-1")
    if not is_text:
        return "is no text inside, whatever its name says. Save it as plain text once more, and upload that."
    if ending == "csv" and _FORMULA.search(words):
        return "holds formulas. Save the table with their results instead, and upload that."
    return ""


def _office(file: IO[bytes], ending: str) -> str:
    kind, itself = _OFFICE[ending]
    parts, contents = _package(file, _CONTENTS)
    if refusal := _dangerous(parts, contents):
        return refusal
    if itself not in contents:
        return (
            f"is no {kind} inside, whatever its name says. Save it as .{ending} once more, and upload that."
        )
    return ""


def _open_text(file: IO[bytes], ending: str) -> str:
    parts, kind = _package(file, "mimetype")
    if refusal := _dangerous(parts, b""):
        return refusal
    if kind.strip() != _OPEN_TEXT or "content.xml" not in {part.filename for part in parts}:
        return "is no OpenDocument text inside, whatever its name says. Save it as .odt once more, and upload that."
    return ""


def _package(file: IO[bytes], part: str) -> tuple[list[ZipInfo], bytes]:
    """All parts of a document that is an archive, and what stands in this one; nothing where it is none."""
    if not file.read(4).startswith(b"PK\x03\x04"):
        return [], b""
    try:
        with ZipFile(file) as archive:
            parts = archive.infolist()
            if any(entry.filename == part and not entry.flag_bits & 1 for entry in parts):
                with archive.open(part) as stream:
                    return parts, stream.read(_MOST_BYTES_OF_A_LIST)
    except _BROKEN:
        return [], b""
    return parts, b""


def _dangerous(parts: list[ZipInfo], contents: bytes) -> str:
    names = [part.filename.replace("\\", "/") for part in parts]
    if any(part.flag_bits & 1 for part in parts):
        return "has a password. Save it without one, and upload that."
    if (
        len(names) > MOST_PARTS
        or len(set(names)) < len(names)
        or any(".." in name.split("/") for name in names)
    ):
        return "was put together by no office program. Save it once more, and upload that."
    if any(map(_RUNS.search, names)) or _LIST_OF_WHAT_RUNS.search(contents):
        return "holds macros. Save it without them, and upload that."
    if any(map(_EMBEDDED.search, names)):
        return "holds another file inside. Take that out, or save the document as a PDF, and upload that."
    return ""


def _overlapping(file: IO[bytes]) -> Iterator[bytes]:
    """All of it in turn; what stands across two pieces stands in one of them whole."""
    file.seek(0)
    end = b""
    while chunk := file.read(_CHUNK):
        yield end + chunk
        end = chunk[-32:]


#: By the ending.
_LOOKS: dict[str, Callable[[IO[bytes], str], str]] = {
    "pdf": _pdf,
    "rtf": _rtf,
    "txt": _text,
    "csv": _text,
    "odt": _open_text,
    **dict.fromkeys(_OFFICE, _office),
}
