"""First stage of the legacy text reader: bytes → text, or one sentence that says why not."""

from __future__ import annotations

import codecs
import re

#: A factsheet is a few pages. More than this is another kind of file, and is refused before it is decoded.
MAX_BYTES = 2_000_000

_CONTAINERS = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a Word document or a zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"{\\rtf", "a rich text (RTF) file"),
)
_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_LINE_ENDS = re.compile("\r\n|[\r\v\x85\u2028\u2029]")
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


class UnreadableDocument(ValueError):
    """The document cannot be read. The message is one sentence for the person who handed it over."""


def refuse_size(size: int, name: str) -> None:
    """Raise UnreadableDocument for a document of so many bytes that it cannot be a factsheet."""
    if size > MAX_BYTES:
        raise UnreadableDocument(
            f"{name} has {size / 1_000_000:.1f} MB, more than the {MAX_BYTES // 1_000_000} MB that a factsheet may have: "
            "cut it down to the text of one factsheet."
        )


def decode(data: bytes, name: str) -> str:
    """The text of a document in UTF-8 (with or without a byte order mark) or Windows-1252.

    Lines end in a line feed alone, every kind of space is a plain one, page breaks stay form feeds.
    Raises UnreadableDocument for all that is not the text of one factsheet.
    """
    refuse_size(len(data), name)
    data = data.rstrip(b"\x1a")  # the end mark of DOS editors
    _refuse_binary(data, name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _decode_windows(data, name)
    text = _INVISIBLE.sub("", _SPACES.sub(" ", _LINE_ENDS.sub("\n", text)))
    if not text.strip():
        raise UnreadableDocument(f"{name} is empty: put the text of the factsheet into it and try again.")
    return text


def _refuse_binary(data: bytes, name: str) -> None:
    for magic, kind in _CONTAINERS:
        if data.startswith(magic):
            raise UnreadableDocument(
                f"{name} is {kind}, not plain text: open it, save it as plain text (UTF-8) and import that."
            )
    if data.startswith(_UTF_16_MARKS):
        raise UnreadableDocument(f"{name} is saved as UTF-16: save it as plain text in UTF-8 and try again.")
    if _CONTROL_BYTES.search(data):
        raise UnreadableDocument(
            f"{name} is a binary file, not plain text: save the factsheet as plain text (UTF-8) and import that."
        )


def _decode_windows(data: bytes, name: str) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        raise UnreadableDocument(
            f"{name} is neither UTF-8 nor Windows-1252 text: save it as plain text in UTF-8 and try again."
        ) from None
